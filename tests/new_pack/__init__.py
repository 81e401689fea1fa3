"""Tests of `new`: a pack from an officer's own files."""
