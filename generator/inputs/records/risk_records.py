"""Builds the risk register from its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from generator.findings import Finding, rule
from generator.inputs.cells.parsed_cell import CellParser, Parsed
from generator.inputs.cells.rating_cells import parse_rating
from generator.inputs.cells.score_cells import StepScale, parse_step, parse_total
from generator.inputs.cells.state_cells import parse_status, says_new
from generator.inputs.cells.text_cells import as_text
from generator.inputs.files.input_sheet import InputSheet, Value
from generator.inputs.records.action_records import action_rating_parser
from generator.inputs.records.given_counts import find_given_counts
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.records.scale_words import check_scale_headings, with_remedy
from generator.inputs.records.scoring_key import find_scoring_key, suggest_scoring
from generator.inputs.records.stated_dates import find_stated_dates
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.heading_words import plain
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.inputs.tables.score_headings import Measure, declared_stages, words_of_headings
from generator.model.risks import Reading, Risk, RiskAction, RiskRegister, Status
from generator.model.standing import READINGS, score_of
from generator.settings.pack_settings import PackSettings, Role
from generator.settings.scoring import Band, ScoreRule

OPPORTUNITY_APART = rule("ROW-06")
OPEN_ON_CLOSED_SHEET = rule("SHEET-06")

_PLAIN_BANDS = (
    Band(letter="G", word="Green", lowest=1, highest=5),
    Band(letter="A", word="Amber", lowest=6, highest=14),
    Band(letter="R", word="Red", lowest=15, highest=25),
)
"""How ratings are read where a pack declares no scoring."""
_MEASURES = {
    Measure.IMPACT: ("impact", CellKind.IMPACT),
    Measure.LIKELIHOOD: ("likelihood", CellKind.LIKELIHOOD),
    Measure.SCORE: ("given_score", CellKind.SCORE),
    Measure.RAG: ("rag", CellKind.RATING),
}
_OPPORTUNITY = re.compile(
    r"^\W*(?:opportunit(?:y|ies)|opp|o|upside|positive(?: risk)?)\W*$", re.IGNORECASE
)
_NEGATIVE = re.compile(r"\s*[-−]\d{1,9}(?:\.\d{1,9})?\s*$")
_TYPE = re.compile(r"\b(?:type|nature|kind|opportunit(?:y|ies))\b", re.IGNORECASE)


def build_register(
    tables: Sequence[InputTable],
    sheets: Sequence[InputSheet],
    settings: PackSettings,
    findings: list[Finding],
) -> RiskRegister:
    """The risks of the tables, and the counts and bands that the file's other cells give.

    A cell that cannot be read is a finding and a blank.
    """
    shared = _score_parsers(tables, settings, findings)
    risks: list[Risk] = []
    opportunities: list[Risk] = []
    for table in tables:
        parsers = {**shared, CellKind.STATUS: _status_parser(table, settings)}
        build = _RiskBuilder(RecordReader(table, findings, parsers), settings, findings)
        aside = _RiskBuilder(RecordReader(table, [], _without_sign(parsers)), settings, [])
        signs = _signs_of_opportunity(table)
        for record in table.records:
            number = len(risks) + len(opportunities) + 1
            if _is_opportunity(table.sheet.rows[record.row], signs):
                opportunities.append(aside.risk(record, number))
                seen = f"{opportunities[-1].reference} is an opportunity, and is kept apart"
                place = table.sheet.at(record.row)
                findings.append(OPPORTUNITY_APART.at(place, seen, cause="opportunities"))
            else:
                risks.append(build.risk(record, number))
    scoring = settings.scoring
    references = tuple(risk.reference for risk in risks)
    key = find_scoring_key(sheets, tables)
    return RiskRegister(
        risks=tuple(risks),
        opportunities=tuple(opportunities),
        file=tables[0].sheet.file,
        given_counts=find_given_counts(sheets, tables, scoring, references) if scoring else (),
        given_bands=key.bands,
        words=_words(tables[0], settings),
        suggested_scoring="" if scoring else suggest_scoring(key, tables),
        stated_dates=tuple(each for table in tables for each in find_stated_dates(table)),
    )


def _words(table: InputTable, settings: PackSettings) -> Mapping[str, str]:
    """The register's own words for its readings, from its headings."""
    header = table.header
    headings = {key: header.headings[at].whole for key, at in header.columns.items()}
    return words_of_headings(headings, declared_stages(settings))


def _score_parsers(
    tables: Sequence[InputTable], settings: PackSettings, findings: list[Finding]
) -> Mapping[CellKind, CellParser]:
    """The parsers of scores and ratings. Without scoring they pass over what they cannot read.

    One finding says then that the scoring is missing; no cell can be blamed.
    """
    scoring = settings.scoring
    bands = scoring.bands if scoring else _PLAIN_BANDS
    rating: CellParser = partial(parse_rating, ratings=bands, declared="scoring.bands")
    impact, likelihood = (StepScale.of(name, scoring) for name in ("impact", "likelihood"))
    for scale in (impact, likelihood):
        check_scale_headings(scale, tables, findings)
    return {
        CellKind.IMPACT: partial(parse_step, scale=with_remedy(impact, tables)),
        CellKind.LIKELIHOOD: partial(parse_step, scale=with_remedy(likelihood, tables)),
        CellKind.SCORE: partial(parse_total, scoring=scoring),
        CellKind.RATING: rating if scoring else lambda value: Parsed(rating(value).value),
        CellKind.ACTION_RATING: action_rating_parser(settings),
    }


def _status_parser(table: InputTable, settings: PackSettings) -> CellParser:
    """The parser of statuses, which may be Yes and No under a heading such as "Closed?"."""
    said = set(plain(table.heading("status")).split())
    closed, opened = "closed" in said, said & {"open", "live", "active"}
    yes = None if bool(opened) is closed else Status.CLOSED if closed else Status.OPEN
    own = settings.risk_register.statuses if settings.risk_register else {}
    return partial(
        parse_status, own=own, yes=yes, blank=Status.CLOSED if table.closed else Status.OPEN
    )


def _without_sign(parsers: Mapping[CellKind, CellParser]) -> dict[CellKind, CellParser]:
    """The same parsers for opportunities, whose impact and score may be negative."""

    def unsigned(parser: CellParser) -> Callable[[Value], Parsed[Any]]:
        return lambda value: parser(as_text(value).strip()[1:] if _is_negative(value) else value)

    return {kind: unsigned(parser) for kind, parser in parsers.items()}


def _signs_of_opportunity(table: InputTable) -> tuple[int, ...]:
    """The columns that may tell an opportunity: its type, and impacts and scores below 0."""
    header = table.header
    types = (at for at, each in header.unknown.items() if _TYPE.search(each.whole))
    read = (
        at
        for key, at in header.columns.items()
        if key == "workstream" or key.endswith(("_impact", "_score"))
    )
    return (*read, *types)


def _is_opportunity(cells: Mapping[int, Value], signs: Sequence[int]) -> bool:
    """Whether a record's type says so, or its impact or score is negative."""
    for column in signs:
        value = cells.get(column)
        if _is_negative(value) or (isinstance(value, str) and _OPPORTUNITY.match(value)):
            return True
    return False


def _is_negative(value: Value | None) -> bool:
    """Whether a cell is a number below 0, in a file of texts too."""
    return isinstance(value, (int, float, str)) and bool(_NEGATIVE.match(as_text(value)))


class _RiskBuilder:
    def __init__(
        self, reader: RecordReader, settings: PackSettings, findings: list[Finding]
    ) -> None:
        self._reader = reader
        self._table = reader.table
        self._findings = findings
        self._roles = {
            name_key(name): role.initials for role in settings.roles for name in role_names(role)
        }
        self._rule: ScoreRule = settings.scoring.score if settings.scoring else "product"
        self._latest = settings.risk_register.latest_date if settings.risk_register else None

    def risk(self, record: RecordRows, number: int) -> Risk:
        """The risk of a record; `number` is its reference where the table has no column for it."""
        fields = self._reader.fields(record)
        columns = self._table.header.columns
        if "reference" not in columns:
            fields["reference"] = str(number)
        if "workstream" not in columns:
            fields["workstream"] = record.section or self._table.stream
        if "latest_date" not in columns and self._latest is not None:
            fields.setdefault("latest", {})["date"] = self._latest
        fields["description"] = fields["description"] or fields["title"]
        if (at := columns.get("trend")) and "given_trend" not in fields:
            fields["said_new"] = says_new(self._reader.text(record, at))
        owner = fields["owner_as_written"]
        fields["owner"] = self._roles.get(name_key(owner), owner)
        if self._table.closed:
            fields["status"] = self._closed(fields)
        for name in READINGS:
            fields[name] = Reading(name=name, rule=self._rule, **fields.get(name, {}))
        return Risk(
            **fields,
            actions=tuple(self._actions(record)),
            earlier=self._earlier(record),
            other=self._reader.unknown(record),
        )

    def _closed(self, fields: Mapping[str, Any]) -> Status:
        """Closed, as the name of the sheet says; a finding where the record says otherwise."""
        status = fields.get("status", Status.CLOSED)
        if status is not Status.CLOSED:
            seen = (
                f"{fields['reference']} is {status.value} by its status, but stands on sheet "
                f"'{self._table.sheet.name}': it was read as closed"
            )
            self._findings.append(OPEN_ON_CLOSED_SHEET.at(fields["where"]["status"], seen))
        return Status.CLOSED

    def _actions(self, record: RecordRows) -> Iterator[RiskAction]:
        """The actions of a risk, one per row, where the table says more of them than their text."""
        columns = self._table.header.columns
        column = columns.get("mitigations", columns.get("further_actions"))
        texts = dict(self._table.values(record, column)) if column else {}
        for row in record.rows:
            parts = self._reader.row_parts(row)
            if any(parts.values()):
                due_at = self._table.sheet.at(row, columns.get("due"))
                yield RiskAction(action=as_text(texts.get(row, "")), due_at=due_at, **parts)

    def _earlier(self, record: RecordRows) -> tuple[Reading, ...]:
        """The readings of earlier periods that have a score or a rating."""
        parts: dict[str, dict[str, Any]] = {}
        for (period, measure), column in self._table.header.earlier.items():
            field, kind = _MEASURES[measure]
            parts.setdefault(period, {})[field] = self._reader.parse(record, column, kind)
        readings = (Reading(name=period, rule=self._rule, **part) for period, part in parts.items())
        return tuple(
            each for each in readings if score_of(each) is not None or each.rag is not None
        )


def name_key(name: str) -> str:
    """Initials or a title as they compare: case, spaces and dots aside."""
    return re.sub(r"[\s.]+", "", name).casefold()


def role_names(role: Role) -> tuple[str, ...]:
    """All that a register may write for a role: its initials, other spellings, title, holder."""
    holder = re.split(r",| - | – ", role.holder)[0].strip()
    return tuple(
        name
        for name in (role.initials, *role.also_written, role.title, holder, role.holder)
        if name
    )
