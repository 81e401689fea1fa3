"""Builds the risk register from its table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from generator.findings import Finding
from generator.inputs.cells.parsed_cell import CellParser
from generator.inputs.cells.score_cells import parse_rating, parse_step, parse_total
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.records.given_counts import find_given_counts
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.inputs.tables.score_headings import Measure
from generator.model.risks import Reading, Risk, RiskRegister
from generator.model.standing import top_score
from generator.settings.pack import PackSettings, Role
from generator.settings.scoring import Band, ScalePoint, Scoring

_FIVE = tuple(ScalePoint(score=step, word=str(step)) for step in range(1, 6))
PLAIN_SCORING = Scoring(
    impact=_FIVE,
    likelihood=_FIVE,
    bands=(
        Band(letter="G", word="Green", lowest=1, highest=5),
        Band(letter="A", word="Amber", lowest=6, highest=14),
        Band(letter="R", word="Red", lowest=15, highest=25),
    ),
)
"""How scores are read where a pack declares no scoring."""
_READINGS = ("baseline", "revised", "latest")
_MEASURES = {
    Measure.IMPACT: ("impact", CellKind.IMPACT),
    Measure.LIKELIHOOD: ("likelihood", CellKind.LIKELIHOOD),
    Measure.SCORE: ("given_score", CellKind.SCORE),
    Measure.RAG: ("rag", CellKind.RATING),
}


def build_register(
    table: InputTable,
    sheets: Sequence[InputSheet],
    settings: PackSettings,
    findings: list[Finding],
) -> RiskRegister:
    """The risks of the table, and the counts of them that all the file's sheets give.

    A cell that cannot be read is a finding and a blank.
    """
    scoring = settings.scoring or PLAIN_SCORING
    reader = RecordReader(table, findings, _score_parsers(scoring))
    build = _RiskBuilder(reader, settings)
    risks = tuple(
        build.risk(record, number) for number, record in enumerate(table.records, start=1)
    )
    references = tuple(risk.reference for risk in risks)
    counts = find_given_counts(sheets, table, scoring, references)
    return RiskRegister(risks=risks, file=table.sheet.file, given_counts=counts)


def _score_parsers(scoring: Scoring) -> Mapping[CellKind, CellParser]:
    return {
        CellKind.IMPACT: partial(parse_step, scale=scoring.impact),
        CellKind.LIKELIHOOD: partial(parse_step, scale=scoring.likelihood),
        CellKind.SCORE: partial(parse_total, highest=top_score(scoring)),
        CellKind.RATING: partial(parse_rating, ratings=scoring.bands),
    }


class _RiskBuilder:
    def __init__(self, reader: RecordReader, settings: PackSettings) -> None:
        self._reader = reader
        self._header = reader.table.header
        self._roles = {
            name_key(name): role.initials for role in settings.roles for name in role_names(role)
        }
        self._latest = settings.risk_register.latest_date if settings.risk_register else None

    def risk(self, record: RecordRows, number: int) -> Risk:
        """The risk of a record; `number` is its reference where the table has no column for it."""
        fields = self._reader.fields(record)
        if "reference" not in self._header.columns:
            fields["reference"] = str(number)
        if "latest_date" not in self._header.columns and self._latest is not None:
            fields.setdefault("latest", {})["date"] = self._latest
        fields["description"] = fields["description"] or fields["title"]
        owner = fields["owner_as_written"]
        fields["owner"] = self._roles.get(name_key(owner), owner)
        for name in _READINGS:
            fields[name] = Reading(name=name, **fields.get(name, {}))
        return Risk(**fields, earlier=self._earlier(record), other=self._reader.unknown(record))

    def _earlier(self, record: RecordRows) -> tuple[Reading, ...]:
        """The readings of earlier periods that have a score or a rating."""
        parts: dict[str, dict[str, Any]] = {}
        for (period, measure), column in self._header.earlier.items():
            field, kind = _MEASURES[measure]
            parts.setdefault(period, {})[field] = self._reader.parse(record, column, kind)
        readings = (Reading(name=period, **part) for period, part in parts.items())
        return tuple(
            each
            for each in readings
            if each.given_score is not None or each.product is not None or each.rag is not None
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
