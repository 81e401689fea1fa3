"""A cell that holds dated notes one after another comes apart into its entries."""

from __future__ import annotations

import re

from generator.characters import quoted
from generator.findings import rule
from generator.inputs.cells.date_cells import read_date
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.text_cells import parse_text
from generator.inputs.files.input_sheet import Value
from generator.model.risks import DatedNote
from generator.model.written_dates import MONTH_WORD

DATE_IN_NOTE = rule("DATE-12")

_DATE = (
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ./-]{MONTH_WORD}[,.]?[ ./-]'?(?:\d{{4}}|\d{{2}})"
    r"|\d{4}-\d{2}-\d{2}"
    rf"|{MONTH_WORD}(?:[ -]\d{{4}}|-\d\d| '\d\d)"
)
_ENTRY = re.compile(
    # A date after a full stop or a bracket begins an entry only where a dash or colon follows;
    # at the start of a line it always does.
    rf"(?:^[ \t•*-]*(?P<first>{_DATE})(?P<gap>\s*[-–—:]+\s*|[.)]?\s+)"
    rf"|(?<=[\s.;!?)])(?P<later>{_DATE})(?P<dash>\s*[-–—]\s*|:\s+))",
    re.IGNORECASE | re.MULTILINE,
)


def parse_notes(value: Value) -> Parsed[tuple[DatedNote, ...]]:
    """The entries in the order of the cell. Text before the first date is an entry without one."""
    text = parse_text(value)
    if text.value is None:
        return Parsed(None, text.remarks)
    entries: list[DatedNote] = []
    remarks: list[Remark] = []
    found = list(_ENTRY.finditer(text.value))
    before = text.value[: found[0].start()] if found else text.value
    if before.strip():
        entries.append(DatedNote(text=before.strip()))
    ends = [*(entry.start() for entry in found[1:]), len(text.value)]
    for entry, end in zip(found, ends, strict=False):
        written = entry["first"] or entry["later"]
        day = read_date(written)
        if day.value is None:
            remarks.append(Remark(DATE_IN_NOTE, f"{quoted(written)} in a note is not a date"))
        separator = entry["gap"] or entry["dash"]
        entries.append(
            DatedNote(
                text=text.value[entry.end() : end].strip(),
                date=day.value,
                written_date=written,
                separator=separator if separator.strip() else " ",
            )
        )
    return Parsed(tuple(entries) or None, tuple(remarks))
