"""The command line: one function per verb; the only code that prints."""
