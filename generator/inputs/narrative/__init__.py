"""Reads the narrative: a Markdown file per section, and the implications from YAML, into blocks."""
