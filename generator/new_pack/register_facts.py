"""What a risk register shows of itself: its table, scales, bands, owners, statuses and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.findings import Finding, Location
from generator.inputs.cells.date_cells import parse_date
from generator.inputs.cells.state_cells import parse_status
from generator.inputs.cells.text_cells import as_text, plain_word
from generator.inputs.files.colour_rules import ColourRule, fills_of_scores
from generator.inputs.files.input_sheet import InputSheet, Place
from generator.inputs.records.scoring_key import find_scoring_key
from generator.inputs.records.stated_dates import find_stated_dates
from generator.inputs.tables.column_contents import PackWords
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.columns.risk_columns import RISK_REGISTER
from generator.inputs.tables.heading_findings import columns_read
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.score_headings import DeclaredStages
from generator.inputs.tables.table_search import find_tables
from generator.model.pack import ColumnRead
from generator.new_pack.bands import Bands, bands_of, possible_scores
from generator.new_pack.reading_cells import WrittenReading, texts_of, written_readings
from generator.new_pack.scales import Scale, ScoreRule, have_decimals, scale_of, score_rule_of
from generator.settings.input_files import InputFile

_INITIALS = re.compile(r"[A-Z][A-Z&/ ]{0,9}[A-Z]|[A-Z]{2,6}")
_BODY = re.compile(
    r"\b(?:Council|Authority|Trust|Commissioner|University|Police|Constabulary|College|Homes|"
    r"Housing|Association|Integrated Care Board|Fire and Rescue Service|Partnership|Academy)\b"
)
_NO_BODY = re.compile(
    r"\b(?:risks?|register|log|plan|report|committee|reviewed|version|tracker|framework|objective)",
    re.IGNORECASE,
)
_LONGEST_BODY = 100
_WIDEST_KEY = 4
"""Cells in a row of a key; a record has more."""
_ROWS_OF_TITLES = 8


@dataclass(frozen=True, kw_only=True)
class TableFacts:
    """A table as it was found: its sheet, heading rows, records, and what each column is."""

    sheet: str | None
    headings_in: int
    records: int
    columns: tuple[ColumnRead, ...]
    explained: frozenset[str]

    @classmethod
    def of(cls, table: InputTable, findings: Sequence[Finding]) -> TableFacts:
        """The facts of a table; `explained` are the columns whose contents had to decide."""
        here = [each.location for each in findings if each.code == "COL-05"]
        letters = {at.column for at in here if at.sheet == table.sheet.name and at.column}
        return cls(
            sheet=table.sheet.name,
            headings_in=table.header.bottom,
            records=len(table.records),
            columns=tuple(columns_read(table)),
            explained=frozenset(letters),
        )


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A day, and where it comes from."""

    day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class RegisterFacts:
    """What a register shows. `unsettled` are its words for a status that nobody has explained.

    `roles` gives the title of each owner's initials where a key in the workbook has them; `reading`
    is the latest reading that the register has.
    """

    wanted: InputFile
    tables: tuple[TableFacts, ...]
    other_sheets: tuple[str, ...]
    impact: Scale
    likelihood: Scale
    rule: ScoreRule
    has_decimals: bool
    bands: Bands
    owners: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    unsettled: tuple[str, ...]
    reviewed: Dated | None
    body: tuple[str, Location] | None
    reading: str


def read_register(
    sheets: Sequence[InputSheet],
    wanted: InputFile,
    findings: list[Finding],
    rules: Sequence[ColourRule] = (),
    stages: DeclaredStages = (),
) -> RegisterFacts | None:
    """The facts of a register; None, with findings, where its sheets hold none.

    `rules` are its conditional formats, `stages` the words of headings that were explained before.
    """
    own: list[Finding] = []
    tables, others = tables_of(sheets, RISK_REGISTER, wanted, PackWords(stages=stages), own)
    if _is_quantified(tables, own):
        limited = PackWords(stages=stages, limited=frozenset({"likelihood"}))
        tables, others = tables_of(sheets, RISK_REGISTER, wanted, limited, [])
    readings = tuple(written_readings(tables))
    scales, rule, bands = _scoring(sheets, tables, readings, rules)
    words = replace(_words(scales, bands), stages=stages)
    tables, others = tables_of(sheets, RISK_REGISTER, wanted, words, findings)
    if not tables:
        return None
    owners = tuple(dict.fromkeys(texts_of(tables, "owner")))
    columns = tables[0].header.columns
    return RegisterFacts(
        wanted=wanted,
        tables=tuple(TableFacts.of(each, findings) for each in tables),
        other_sheets=others,
        impact=scales[0],
        likelihood=scales[1],
        rule=rule,
        has_decimals=have_decimals(readings, scales),
        bands=bands,
        owners=owners,
        roles=tuple(_roles(sheets, owners)),
        unsettled=tuple(_unsettled(tables)),
        reviewed=_reviewed(tables),
        body=find_body(sheets, tables),
        reading="latest" if any(key.startswith("latest_") for key in columns) else "baseline",
    )


def _scoring(
    sheets: Sequence[InputSheet],
    tables: Sequence[InputTable],
    readings: Sequence[WrittenReading],
    rules: Sequence[ColourRule],
) -> tuple[tuple[Scale, Scale], ScoreRule, Bands]:
    key = find_scoring_key(sheets, tables)
    top = key.bands[-1].highest if key.bands else 0
    scales = (
        scale_of("impact", readings, tables, key.impact, top),
        scale_of("likelihood", readings, tables, key.likelihood, top),
    )
    rule = score_rule_of(readings, scales)
    scores = possible_scores(scales, rule) or range(1, 26)
    fills = fills_of_scores(rules, _score_cells(tables), scores)
    bands = bands_of(readings, scales, rule, key.bands, fills)
    if bands.matrix and not any(each.given_score for each in readings):
        rule = ScoreRule.MATRIX
    return scales, rule, bands


def _score_cells(tables: Sequence[InputTable]) -> dict[str, list[Place]]:
    """The cells of the scores, and of ratings that may be a colour of theirs, by sheet."""
    cells: dict[str, list[Place]] = {}
    for table in tables:
        for key, column in table.header.columns.items():
            if key.endswith("_score"):
                places = [(record.row, column) for record in table.records]
                cells.setdefault(table.sheet.name or "", []).extend(places)
    return cells


def _is_quantified(tables: Sequence[InputTable], found: Sequence[Finding]) -> bool:
    """Whether the likelihood is a percentage beside impacts in steps."""
    has_impact = any(key.endswith("_impact") for table in tables for key in table.header.columns
                     if key != "potential_impact")  # fmt: skip
    return has_impact and any(each.code == "COL-08" for each in found)


def _words(scales: tuple[Scale, Scale], bands: Bands) -> PackWords:
    """The words of scales and bands, as the reader will know them from pack.yaml."""
    steps = [step for scale in scales for step in scale.steps]
    return PackWords(
        ratings=frozenset(
            plain_word(name)
            for band in bands.bands
            for name in (band.letter, band.word, *band.also_written)
        ),
        limited=frozenset({"likelihood"}) if scales[1].holds_percentages else frozenset(),
        steps=frozenset(
            plain_word(name) for step in steps for name in (step.word, *step.also_written)
        ),
    )


def tables_of(
    sheets: Sequence[InputSheet],
    form: InputForm,
    wanted: InputFile,
    words: PackWords,
    findings: list[Finding],
) -> tuple[tuple[InputTable, ...], tuple[str, ...]]:
    """The tables of a form, and the names of other sheets that could be it as well."""
    own: list[Finding] = []
    tables = find_tables(sheets, form, wanted, words, own)
    findings += own
    doubted = any(each.code == "SHEET-02" for each in own)
    taken = {table.sheet.name for table in tables}
    others = tuple(
        sheet.name or ""
        for sheet in (sheets if doubted else ())
        if sheet.name not in taken
        and not sheet.hidden
        and find_tables((sheet,), form, wanted, words, [])
    )
    return tables, others


def _unsettled(tables: Sequence[InputTable]) -> Iterator[str]:
    for word in dict.fromkeys(texts_of(tables, "status")):
        if parse_status(word).remarks:
            yield word


def _reviewed(tables: Sequence[InputTable]) -> Dated | None:
    """The day that the register gives of itself, else its last date of a review."""
    for table in tables:
        for stated in find_stated_dates(table):
            place = stated.location
            return Dated(day=stated.last, reason=f"{place.cell or 'the title'}: {stated.written}")
    days = [parse_date(text).value for text in texts_of(tables, "latest_date")]
    known = [day for day in days if day is not None]
    if not known:
        return None
    heading = next(table.heading("latest_date") for table in tables)
    return Dated(day=max(known), reason=f"the latest day under {heading}")


def _roles(sheets: Sequence[InputSheet], owners: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The initials among the owners that a cell elsewhere explains in the cell to its right."""
    wanted = {owner for owner in owners if _INITIALS.fullmatch(owner)}
    for sheet in sheets:
        for cells in sheet.rows.values():
            for column, value in cells.items():
                initials = as_text(value)
                title = " ".join(as_text(cells.get(column + 1, "")).split())
                is_title = len(title) > len(initials) and title[:1].isalpha()
                if initials in wanted and is_title and len(cells) <= _WIDEST_KEY:
                    wanted.discard(initials)
                    yield initials, title


def find_body(
    sheets: Sequence[InputSheet], tables: Sequence[InputTable]
) -> tuple[str, Location] | None:
    """The public body that a title names, and the cell."""
    tops = {id(table.sheet): table.header.top for table in tables}
    for sheet in sheets:
        for row, cells in list(sheet.rows.items())[:_ROWS_OF_TITLES]:
            if row >= tops.get(id(sheet), row + 1):
                break
            for column, value in cells.items():
                for part in re.split(r"\s[–—|-]\s|[:;\n]", as_text(value)):
                    text = " ".join(part.split())
                    if (
                        _BODY.search(text)
                        and text[0].isupper()
                        and len(text) <= _LONGEST_BODY
                        and not _NO_BODY.search(text)
                    ):
                        return text, sheet.at(row, column)
    return None
