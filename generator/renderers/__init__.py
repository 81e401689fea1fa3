"""Turns content into the bytes of finished files."""
