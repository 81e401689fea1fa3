"""The names of a pack's two folders, and the reporting period that the second one tells."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import UsageError
from generator.inputs.folders import PackFolder

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_KEPT_BY_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_QUARTER = re.compile(r"(20\d\d)-(\d\d)-?q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)-(\d\d)")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True)
class KnownPeriod:
    """A reporting period that the name of a folder tells: its name, first and last day."""

    name: str
    start: date
    end: date


def folder_of(name: str, inputs: Path) -> PackFolder:
    """The folder of `programme/period` below the inputs. Raises UsageError for any other name."""
    parts = name.split("/")
    if len(parts) != 2:
        raise UsageError(
            f"'{name[:80]}' does not name a pack and a period",
            "Type both with a / between them, such as harbour/2025-26-q1.",
        )
    for part in parts:
        if not _NAME.fullmatch(part):
            raise UsageError(
                f"'{part[:80]}' cannot be the name of a pack's folder",
                "Use letters, digits and hyphens, at most 60, such as harbour/2025-26-q1.",
            )
        if _KEPT_BY_WINDOWS.fullmatch(part):
            raise UsageError(f"Windows reserves the name {part}", "Choose another name.")
    return PackFolder(name=parts[0], period=parts[1], path=inputs / parts[0] / parts[1])


def period_of(name: str) -> KnownPeriod | None:
    """The period of a folder such as 2025-26-q1 (from April), 2025-26 or 2025-11; else None."""
    if (found := _QUARTER.fullmatch(name)) and _follows(found[1], found[2]):
        year, quarter = int(found[1]), int(found[3])
        first = 3 * quarter + 1
        year, first = (year + 1, 1) if quarter == 4 else (year, first)
        shown = f"Quarter {quarter} {found[1]}/{found[2]}"
        return KnownPeriod(name=shown, start=date(year, first, 1), end=_end(year, first + 2))
    if (found := _YEAR.fullmatch(name)) and _follows(found[1], found[2]):
        year = int(found[1])
        shown = f"{found[1]}/{found[2]}"
        return KnownPeriod(name=shown, start=date(year, 4, 1), end=date(year + 1, 3, 31))
    if found := _MONTH.fullmatch(name):
        start = date(int(found[1]), int(found[2]), 1)
        return KnownPeriod(name=f"{start:%B %Y}", start=start, end=_end(start.year, start.month))
    return None


def programme_of(folder: PackFolder) -> str:
    """The programme's name as its folder tells it: harbour-renewal is Harbour renewal."""
    words = re.sub(r"[-_]+", " ", folder.name).strip()
    return words[:1].upper() + words[1:]


def _follows(year: str, next_year: str) -> bool:
    return (int(year) + 1) % 100 == int(next_year)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
