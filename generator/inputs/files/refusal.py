"""A file that cannot be read as a table: why, and what to do."""

from __future__ import annotations

from dataclasses import replace

from generator.findings import Finding, Location, Rule


class FileRefused(Exception):
    """A file is not what it should be. Stays within the readers, which make a finding of it."""

    def __init__(self, rule: Rule, seen: str, remedy: str | None = None, **place: object) -> None:
        """`place` holds parts of a Location that are known besides the file."""
        super().__init__(seen)
        self.rule = rule
        self.seen = seen
        self.remedy = remedy
        self.place = place

    def finding(self, file: str) -> Finding:
        """The refusal as a finding on a file."""
        location = replace(Location(file=file), **self.place)
        return self.rule.at(location, self.seen, self.remedy)
