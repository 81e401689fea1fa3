"""Findings about a table's headings: missing, misspelt, twice there, ignored; columns without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.characters import yaml_text
from generator.findings import Finding, rule
from generator.inputs.files.input_sheet import address, letters
from generator.inputs.tables.column_headings import Heading
from generator.inputs.tables.columns.input_columns import CellKind, InputForm
from generator.inputs.tables.heading_words import (
    columns_of,
    mapping_line,
    nearest_heading,
    plain,
)
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.score_headings import correct_reading, parse_reading, says_rank
from generator.model.pack import ColumnRead
from generator.settings.input_files import InputFile

COLUMN_MISSING = rule("COL-01")
COLUMN_IGNORED = rule("COL-02")
COLUMN_DOUBLED = rule("COL-03")
COLUMN_MAPPING = rule("COL-04")
COLUMN_NO_REFERENCE = rule("COL-06")
COLUMN_MISSPELT = rule("COL-07")
COLUMN_NO_HEADING = rule("COL-09")
COLUMN_EXPECTED = rule("COL-11")
COLUMN_LACKING = rule("COL-12")

_MAY_BE_LACKING = frozenset({CellKind.NOTES, CellKind.PARAGRAPHS, CellKind.STATUS})


def check_headings(table: InputTable, wanted: InputFile, findings: list[Finding]) -> None:
    """Find headings that are missing, misspelt, twice there or unknown.

    `wanted` says which headings pack.yaml maps or leaves alone.
    """
    misspelt = nearest_columns(table) if not table.form.open_columns else {}
    findings += _mapped(table, wanted)
    findings += _missing(table, wanted.columns, misspelt)
    findings += _doubled(table)
    findings += _unknown(table, misspelt)
    findings += _without_heading(table)


def nearest_columns(table: InputTable) -> dict[int, tuple[str, str]]:
    """For each unknown column, the key and heading that its heading is nearest to, if one is near.

    Only keys that no column of the table has.
    """
    free = [column for column in table.form.columns if column.key not in table.header.columns]
    found = {}
    for at, heading in table.header.unknown.items():
        near = nearest_heading(heading.text, free)
        if near is None and table.form.has_readings:
            near = _nearest_score(table, heading.text, heading.group)
        if near is not None:
            found[at] = near
    return found


def columns_read(table: InputTable) -> Iterator[ColumnRead]:
    """Every filled column of a table, in the order of the sheet, and what it was read as.

    Columns that pack.yaml leaves alone are not among them.
    """
    header, sheet = table.header, table.sheet
    read_as: dict[int, tuple[str, str]] = {}
    for key, at in header.columns.items():
        column = table.form.column(key)
        if column is not None:
            read_as[at] = (column.heading, column.field)
    for (period, measure), at in header.earlier.items():
        read_as[at] = (f"{measure} in {period}", "earlier")
    if table.form.open_columns:
        read_as |= {at: (heading.whole, "answers") for at, heading in header.unknown.items()}
    nearest = nearest_columns(table)
    for at, heading in sorted(header.headings.items()):
        rows = () if at in header.ignored else table.filled.get(at, ())
        if rows:
            name, field = read_as.get(at, ("", ""))
            last = header.beside.get(at, (at,))[-1]
            yield ColumnRead(
                input=table.form.key,
                location=sheet.at(header.bottom, at),
                heading=heading.whole,
                cells=f"{address(rows[0], at)}:{address(rows[-1], last)}",
                filled=len(rows),
                read_as=name,
                field=field,
                nearest=nearest.get(at, ("", ""))[1],
            )


def nearest_in_form(heading: str, group: str, form: InputForm) -> tuple[str, str] | None:
    """The key and heading of the form's column that a misspelt heading is nearest to, if any is."""
    near = nearest_heading(heading, form.columns)
    corrected = correct_reading(heading, group) if near is None and form.has_readings else None
    return (f"latest_{corrected[1].measure}", corrected[0].title()) if corrected else near


def _nearest_score(table: InputTable, heading: str, group: str) -> tuple[str, str] | None:
    corrected = correct_reading(heading, group)
    if corrected is None:
        return None
    words, reading = corrected
    key = f"latest_{reading.measure}"
    return None if key in table.header.columns else (key, words.capitalize())


def _mapped(table: InputTable, wanted: InputFile) -> Iterator[Finding]:
    """What pack.yaml says of columns or keys that are not there."""
    here = table.sheet.at(table.header.bottom)
    there = {
        plain(text) for each in table.header.headings.values() for text in (each.text, each.whole)
    }
    for key, heading in wanted.columns.items():
        if table.form.column(key) is None:
            keys = ", ".join(column.key for column in table.form.columns)
            seen = f"pack.yaml maps {key} to '{heading}', but no column is called {key}"
            yield COLUMN_MAPPING.at(here, seen, f"Use one of these keys: {keys}.")
        elif plain(heading) not in there:
            seen = f"pack.yaml maps {key} to '{heading}', but no column has that heading"
            yield COLUMN_MAPPING.at(here, seen)
    for heading in wanted.ignore:
        if plain(heading) not in there:
            seen = f"pack.yaml ignores '{heading}', but no column has that heading"
            yield COLUMN_MAPPING.at(here, seen)


def _missing(
    table: InputTable, own: Mapping[str, str], misspelt: Mapping[int, tuple[str, str]]
) -> Iterator[Finding]:
    """Columns that must be there, or that officers expect, and whose heading nothing resembles."""
    header, form = table.header, table.form
    here = table.sheet.at(header.bottom)
    near = {key for key, _ in misspelt.values()}
    lacking = [
        column
        for column in form.columns
        if column.key not in {*header.columns, *own, *near, *header.explained.values()}
    ]
    for column in lacking:
        key = column.key
        if not column.required or (key == "description" and "title" in header.columns):
            continue
        if key == "reference":
            if not table.records:
                continue
            seen = f"no column holds references: the {form.noun}s are numbered 1 to "
            yield COLUMN_NO_REFERENCE.at(here, f"{seen}{len(table.records)}")
            continue
        seen = f"no column has the heading '{column.heading}' or one of its aliases"
        line = mapping_line(form.key, key, "YOUR HEADING")
        yield COLUMN_MISSING.at(here, seen, f"Add the column, or {line}")
    expected = [
        column for column in lacking if column.without and table.records and not table.closed
    ]
    for said, columns in (
        (COLUMN_EXPECTED, [each for each in expected if each.kind not in _MAY_BE_LACKING]),
        (COLUMN_LACKING, [each for each in expected if each.kind in _MAY_BE_LACKING]),
    ):
        if columns:
            names = ", ".join(f"{column.heading} ({column.without})" for column in columns)
            keys = ", ".join(f"{column.key}: YOUR HEADING" for column in columns)
            remedy = (
                f"If the {form.noun}s have it under another heading, add to pack.yaml under "
                f"inputs.{form.key}: `columns: {{{keys}}}`."
            )
            yield said.at(here, f"no column is read as {names}", remedy)


def _doubled(table: InputTable) -> Iterator[Finding]:
    header = table.header
    for at, key in header.doubled.items():
        taken = letters(header.columns[key])
        seen = (
            f"columns {taken} and {letters(at)} have the same heading, '{header.headings[at].whole}"
            f"'; only {taken} was read"
        )
        yield COLUMN_DOUBLED.at(table.sheet.at(header.bottom, at), seen, cause="doubled headings")


def _unknown(table: InputTable, misspelt: Mapping[int, tuple[str, str]]) -> Iterator[Finding]:
    """Columns that are filled and that no key represents."""
    header, form = table.header, table.form
    if form.open_columns:
        return
    needed = {
        column.key
        for column in form.columns
        if column.required or column.without or column.key.startswith("latest_")
    }
    if any(key.startswith("latest_") and key != "latest_date" for key in header.columns):
        needed = {key for key in needed if not key.startswith("latest_")}
    for at, heading in header.unknown.items():
        if at in header.explained or at not in table.filled:
            continue
        place = table.sheet.at(header.bottom, at)
        said = f"column {letters(at)} '{heading.whole}'"
        if at in misspelt:
            key, near = misspelt[at]
            seen = f"did you mean '{near}' in {said}? It is ignored"
            remedy = f"Correct the headings, or {mapping_line(form.key, key, heading.text)}"
            found = COLUMN_MISSING if key in needed else COLUMN_MISSPELT
            yield found.at(place, seen, remedy, value=heading.whole, cause="misspelt headings")
            continue
        line = f"add to pack.yaml under inputs.{form.key}: `ignore: [{yaml_text(heading.text)}]`."
        remedy = f"Map it under `columns` with a key of inputs/README.md. To leave it alone, {line}"
        seen = f"ignored {said}: {_why_ignored(table, heading)}"
        yield COLUMN_IGNORED.at(place, seen, remedy, value=heading.whole, cause="ignored columns")


def _why_ignored(table: InputTable, heading: Heading) -> str:
    """Why no key represents a heading: it is not known, or another column is read as its key."""
    columns = table.header.columns
    named = columns_of(heading.text, table.form) or columns_of(heading.whole, table.form)
    taken = next((columns[key] for _, key in named if key in columns), None)
    if taken is not None:
        other = table.header.headings[taken].whole
        return f"column {letters(taken)} '{other}' is read instead"
    if table.form.has_readings and says_rank(heading.text):
        return "a rank is not a score"
    if {"appetite", "tolerance"} & {*plain(heading.whole).split()}:
        return "an appetite in words is not a score"
    if table.form.has_readings and parse_reading(heading.text, heading.group):
        return "it does not hold what its heading says, or another column is read instead"
    return "it matches no known heading"


def _without_heading(table: InputTable) -> Iterator[Finding]:
    """Filled columns without a heading: within the table, or beside it where most rows fill it."""
    header = table.header
    texts = {
        further
        for key, at in header.columns.items()
        if key in table.text_keys
        for further in header.beside.get(at, ())
    }
    known = {*header.headings, *header.explained, *texts}
    last = max(at for each in header.beside.values() for at in each) if header.beside else 0
    for at in range(min(header.headings), max(*header.headings, last) + 2):
        rows = () if at in known else table.filled.get(at, ())
        is_within = at <= max(*header.headings, last)
        if rows and (is_within or len(rows) * 2 >= len(table.records)):
            cells = "its cell was" if len(rows) == 1 else f"its {len(rows)} cells were"
            seen = f"column {letters(at)} has no heading of its own, and {cells} not read"
            yield COLUMN_NO_HEADING.at(table.sheet.at(header.bottom, at), seen)
