"""The exception for a file that cannot be read as a table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from generator.findings import Finding, Location, Rule, rule

NOT_A_TABLE = rule("FILE-02")
DAMAGED = rule("FILE-03")
TOO_LARGE = rule("FILE-04")


class FileRefused(Exception):
    """A file cannot be read. `read_sheets` turns it into one finding; nothing else catches it."""

    def __init__(
        self,
        rule: Rule,
        seen: str,
        remedy: str | None = None,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(seen)
        self.rule = rule
        self.seen = seen
        self.remedy = remedy
        self.place = Location(file="", sheet=sheet, row=row, column=column, line=line)

    def finding(self, file: str) -> Finding:
        """Return the refusal as a finding on a file."""
        return self.rule.at(replace(self.place, file=file), self.seen, self.remedy)


@contextmanager
def damage_refused(seen: str, sheet: str | None = None) -> Iterator[None]:
    """Turn whatever a library raises on a damaged file into FileRefused.

    Libraries raise a dozen kinds of exception on damaged files (KeyError, IndexError,
    AssertionError, struct.error ...), so here, and only here, every kind is caught.
    """
    try:
        yield
    except FileRefused as refusal:
        refusal.place = replace(refusal.place, sheet=refusal.place.sheet or sheet)
        raise
    except Exception as problem:
        if isinstance(problem, MemoryError):
            raise
        raise FileRefused(DAMAGED, seen, sheet=sheet) from problem
