"""Builds the risk register from its table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.findings import Finding
from generator.inputs.cells.dated_notes import parse_notes
from generator.inputs.cells.parsed_cell import Parsed
from generator.inputs.cells.score_cells import parse_rating, parse_step, parse_total
from generator.inputs.cells.state_cells import parse_status, parse_trend, parse_yes_no
from generator.inputs.files.input_sheet import InputSheet, Value
from generator.inputs.records.given_counts import find_given_counts
from generator.inputs.records.record_builder import RecordBuilder
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.inputs.tables.score_headings import Measure
from generator.model.risks import Reading, Risk, RiskRegister, Status
from generator.model.standing import score_of
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
_EXTRA = ("title", "cause", "further_actions", "due")


def build_register(
    table: InputTable, sheets: Sequence[InputSheet], settings: PackSettings, findings: list[Finding]
) -> RiskRegister:
    """The risks of the table, and the counts of them that all the file's sheets give.

    A cell that cannot be read is a finding and a blank.
    """
    builder = _RegisterBuilder(table, settings, findings)
    risks = tuple(
        builder.risk(record, number) for number, record in enumerate(table.records, start=1)
    )
    references = tuple(risk.reference for risk in risks)
    scoring = settings.scoring or PLAIN_SCORING
    counts = find_given_counts(sheets, table, scoring, references)
    return RiskRegister(risks=risks, file=table.sheet.file, given_counts=counts)


class _RegisterBuilder:
    def __init__(self, table: InputTable, settings: PackSettings, findings: list[Finding]) -> None:
        self._table = table
        self._findings = findings
        self._scoring = settings.scoring or PLAIN_SCORING
        self._highest = max(point.score for point in self._scoring.impact) * max(
            point.score for point in self._scoring.likelihood
        )
        self._roles = {
            name_key(name): role.initials for role in settings.roles for name in role_names(role)
        }
        self._latest = settings.risk_register.latest_date if settings.risk_register else None
        self._has_dates = "latest_date" in table.header.columns

    def risk(self, record: RecordRows, number: int) -> Risk:
        cells = RecordBuilder(self._table, record, self._findings)
        reference = cells.code("reference") if cells.has("reference") else str(number)
        if reference:
            cells.name = reference
        title = cells.text("title")
        description = cells.text("description") if cells.has("description") else ""
        owner = cells.text("owner")
        return Risk(
            reference=reference,
            description=description or title,
            workstream=cells.text("workstream"),
            potential_impact=cells.text("potential_impact"),
            baseline=self._reading(cells, "baseline"),
            mitigations=cells.text("mitigations"),
            owner=self._roles.get(name_key(owner), owner),
            owner_as_written=owner,
            revised=self._reading(cells, "revised"),
            latest=self._reading(cells, "latest"),
            given_trend=cells.parse("trend", parse_trend) or "",
            notes=cells.joined("notes", parse_notes) or (),
            status=cells.parse("status", parse_status) or Status.OPEN,
            escalated=cells.parse("escalated", parse_yes_no) or False,
            raised=cells.date("raised_date"),
            earlier=self._earlier(cells),
            other=self._other(cells),
            where=cells.where,
        )

    def _impact(self, value: Value) -> Parsed[int]:
        return parse_step(value, self._scoring.impact)

    def _likelihood(self, value: Value) -> Parsed[int]:
        return parse_step(value, self._scoring.likelihood)

    def _total(self, value: Value) -> Parsed[int]:
        return parse_total(value, self._highest)

    def _rating(self, value: Value) -> Parsed[str]:
        return parse_rating(value, self._scoring.bands)

    def _reading(self, cells: RecordBuilder, slot: str) -> Reading:
        day = None
        if slot == "latest":
            day = cells.date("latest_date") if self._has_dates else self._latest
        return Reading(
            name=slot,
            impact=cells.parse(f"{slot}_impact", self._impact),
            likelihood=cells.parse(f"{slot}_likelihood", self._likelihood),
            given_score=cells.parse(f"{slot}_score", self._total),
            rag=cells.parse(f"{slot}_rag", self._rating),
            date=day,
        )

    def _earlier(self, cells: RecordBuilder) -> tuple[Reading, ...]:
        columns = self._table.header.earlier
        readings = []
        for name in dict.fromkeys(name for name, _ in columns):
            at = {measure: columns.get((name, measure)) for measure in Measure}
            impact, likelihood, score, rag = (
                at[Measure.IMPACT], at[Measure.LIKELIHOOD], at[Measure.SCORE], at[Measure.RAG],
            )  # fmt: skip
            reading = Reading(
                name=name,
                impact=None if impact is None else cells.parse_at(impact, self._impact),
                likelihood=(
                    None if likelihood is None else cells.parse_at(likelihood, self._likelihood)
                ),
                given_score=None if score is None else cells.parse_at(score, self._total),
                rag=None if rag is None else cells.parse_at(rag, self._rating),
            )
            if score_of(reading) is not None or reading.rag is not None:
                readings.append(reading)
        return tuple(readings)

    def _other(self, cells: RecordBuilder) -> Mapping[str, str]:
        kept = {}
        for key in _EXTRA:
            if text := cells.text(key):
                kept[self._table.heading(key)] = text
        for column, heading in self._table.header.unknown.items():
            if text := cells.text_at(column):
                kept[" ".join(heading.whole.split())] = text
        return kept


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
