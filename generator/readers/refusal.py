"""A file that cannot be read as a table: why, and what to do."""

from __future__ import annotations

from generator.findings import Finding, Location, Rule


class FileRefused(Exception):
    """A file is not what it should be. Stays within the readers, which make a finding of it."""

    def __init__(self, rule: Rule, seen: str, remedy: str | None = None) -> None:
        super().__init__(seen)
        self.rule = rule
        self.seen = seen
        self.remedy = remedy

    def finding(self, location: Location) -> Finding:
        """The refusal as a finding at a place."""
        return self.rule.at(location, self.seen, self.remedy)
