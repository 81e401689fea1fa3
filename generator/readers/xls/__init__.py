"""Reads old Excel workbooks (.xls): values by a library, and what it hides by a scan of our own."""
