"""What a Word template may use, declared once: records whose fields say what they hold.

The functions that compose a part fill these records in, so a name cannot be composed without
being declared. From the same declaration come the check of the names in a template and the list of
names in `docs/word-templates.md`. `template_context.py` lists the parts that hold the records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, make_dataclass
from typing import Annotated, Any, Literal

from generator.content.nodes import ColourName, FilePicture, Number, Picture, Text
from generator.content.printed_values import PrintedValue
from generator.content.record_columns import PLAN_COLUMNS, RISK_COLUMNS, RecordColumn


@dataclass(frozen=True, kw_only=True)
class TemplateRecord:
    """Base of all records: a template reads each field by its name, `risk.owner`.

    A text or value is "–" where the inputs say nothing, unless the field says otherwise.
    """


@dataclass(frozen=True, kw_only=True)
class PackFacts(TemplateRecord):
    """The pack."""

    programme: Annotated[str, "the programme"]
    council: Annotated[str, "the council that publishes the pack: the first in `councils`"]
    councils: Annotated[tuple[str, ...], "all councils"]
    period: Annotated[str, "the reporting period"]
    as_of: Annotated[PrintedValue, "the as-of date, 25 April 2024"]
    marking: Annotated[str, "the protective marking; empty if there is none"]
    logo: Annotated[FilePicture | str, "the house style's logo; empty if there is none"]


@dataclass(frozen=True, kw_only=True)
class MeetingFacts(TemplateRecord):
    """The meeting."""

    committee: Annotated[str, "the committee"]
    date: Annotated[PrintedValue, "the date, 25 April 2024"]
    header: Annotated[str, "the running header, THE EXECUTIVE – 25 April 2024"]


@dataclass(frozen=True, kw_only=True)
class Author(TemplateRecord):
    """The author of a report."""

    name: Annotated[str, "name"]
    title: Annotated[str, "job title"]
    phone: Annotated[str, "telephone; may be empty"]
    email: Annotated[str, "mail address; may be empty"]


@dataclass(frozen=True, kw_only=True)
class AppendixLine(TemplateRecord):
    """An appendix."""

    label: Annotated[str, "Appendix 1"]
    title: Annotated[str, "its title"]


@dataclass(frozen=True, kw_only=True)
class ReportFacts(TemplateRecord):
    """Title block and end matter of a report."""

    title: Annotated[str, "the report's title"]
    report_of: Annotated[str, "whose report it is"]
    author: Annotated[Author, "the author"]
    appendices: Annotated[tuple[AppendixLine, ...], "the appendices in order"]
    background_papers: Annotated[tuple[str, ...], "background papers; the one text None if none"]
    numbered_headings: Annotated[bool, "for `if`: whether sub-headings are numbered"]
    subject_history_years: Annotated[
        PrintedValue, "the number of years the subject history goes back"
    ]


@dataclass(frozen=True, kw_only=True)
class PastMeetingLine(TemplateRecord):
    """A meeting that considered the subject before."""

    meeting: Annotated[str, "the meeting"]
    date: Annotated[PrintedValue, "its date, 19/03/25"]


@dataclass(frozen=True, kw_only=True)
class HeadingBlock(TemplateRecord):
    """A heading."""

    kind: Literal["heading"] = "heading"
    level: Annotated[int, "1 for the highest heading of the section"]
    text: Annotated[Text, "the heading"]


@dataclass(frozen=True, kw_only=True)
class ParagraphBlock(TemplateRecord):
    """A paragraph; `continued` is one that goes on without a number of its own."""

    kind: Literal["paragraph", "continued"] = "paragraph"
    text: Annotated[Text, "its text"]


@dataclass(frozen=True, kw_only=True)
class ListItemBlock(TemplateRecord):
    """An item of a list."""

    kind: Literal["bullet", "numbered_item"]
    level: Annotated[int, "1 to 3"]
    text: Annotated[Text, "its text"]


@dataclass(frozen=True, kw_only=True)
class ChartBlock(TemplateRecord):
    """A chart, or a picture of the narrative."""

    kind: Literal["chart"] = "chart"
    number: Annotated[Number, "the figure's number"]
    caption: Annotated[str, "the caption; empty for a picture without one"]
    picture: Annotated[Picture | FilePicture, "the picture"]


@dataclass(frozen=True, kw_only=True)
class TableRow(TemplateRecord):
    """A row of a table."""

    cells: Annotated[tuple[Text | PrintedValue | str, ...], "the cells, as many as the header has"]


@dataclass(frozen=True, kw_only=True)
class TableBlock(TemplateRecord):
    """A table."""

    kind: Literal["table"] = "table"
    number: Annotated[Number, "the table's number"]
    caption: Annotated[str, "the caption"]
    description: Annotated[str, "the description for screen readers"]
    header: Annotated[tuple[Text | str, ...], "the cells of the header row"]
    rows: Annotated[tuple[TableRow, ...], "the rows, each with `cells`"]


@dataclass(frozen=True, kw_only=True)
class ServiceReviewRow(TemplateRecord):
    """A service review."""

    service: Annotated[str, "the service"]
    update: Annotated[str, "the update"]
    stage: Annotated[str, "the stage"]


@dataclass(frozen=True, kw_only=True)
class ServiceReviewsBlock(TemplateRecord):
    """A table of service reviews."""

    kind: Literal["service_reviews"] = "service_reviews"
    number: Annotated[Number, "the table's number"]
    caption: Annotated[str, "the caption"]
    description: Annotated[str, "the description for screen readers"]
    rows: Annotated[tuple[ServiceReviewRow, ...], "the rows, each with `service` `update` `stage`"]


Block = (
    HeadingBlock | ParagraphBlock | ListItemBlock | ChartBlock | TableBlock | ServiceReviewsBlock
)


@dataclass(frozen=True, kw_only=True)
class DocumentFacts(TemplateRecord):
    """The document itself."""

    title: Annotated[str, "the document's title"]
    label: Annotated[str, "Appendix 1; empty for a document that is no appendix"]
    body: Annotated[tuple[Block, ...], "the blocks of the section that `narrative` names"]


@dataclass(frozen=True, kw_only=True)
class ReadingCells(TemplateRecord):
    """A reading of a risk."""

    impact: Annotated[PrintedValue, "impact"]
    likelihood: Annotated[PrintedValue, "likelihood"]
    score: Annotated[PrintedValue, "score"]
    letter: Annotated[str, "the band's letter"]
    word: Annotated[str, "the band's word"]
    colour: Annotated[ColourName, "the band's colour, for `cellbg`"]


@dataclass(frozen=True, kw_only=True)
class ArrowLine(TemplateRecord):
    """A direction of travel."""

    arrow: Annotated[str, "↑, ⇔ or ↓"]
    words: Annotated[str, "its meaning"]


@dataclass(frozen=True, kw_only=True)
class StatusLine(TemplateRecord):
    """A RAG status of an action plan."""

    label: Annotated[str, "its letter, or its word where it has no letter"]
    word: Annotated[str, "its word"]
    meaning: Annotated[str, "its meaning"]
    colour: Annotated[ColourName, "its colour, for `cellbg`"]


@dataclass(frozen=True, kw_only=True)
class StatusCount(StatusLine):
    """A RAG status and how many actions have it."""

    number: Annotated[PrintedValue, "the number of actions"]


def _row_record(
    name: str, title: str, columns: Sequence[RecordColumn[Any]], **others: Any
) -> type[TemplateRecord]:
    """A record with a text for each declared column, and what a template gets in other forms."""
    declared = {
        column.key: Annotated[str | PrintedValue, column.meaning] for column in columns
    } | others
    record = make_dataclass(
        name, declared.items(), bases=(TemplateRecord,), frozen=True, kw_only=True
    )
    record.__doc__ = title
    return record


# The columns are declared once for Excel and Word, so these two records are made from them.
RiskRow: Any = _row_record(
    "RiskRow",
    "A risk.",
    RISK_COLUMNS,
    baseline=Annotated[ReadingCells, "the baseline reading"],
    previous=Annotated[ReadingCells, "the reading before the latest"],
    latest=Annotated[ReadingCells, "the latest reading"],
    target=Annotated[ReadingCells, "the reading to be reached"],
    distance=Annotated[str, "how far the score is from its target, 6 above target"],
    trend=Annotated[ArrowLine, "the direction of travel"],
    notes=Annotated[tuple[str, ...], "the dated notes"],
)
ActionRow: Any = _row_record(
    "ActionRow",
    "An action.",
    PLAN_COLUMNS,
    progress=Annotated[tuple[str, ...], "the paragraphs of the progress"],
    rag=Annotated[StatusLine, "the RAG status"],
)


@dataclass(frozen=True, kw_only=True)
class Words(TemplateRecord):
    """The council's words for what the register gives; empty for what it does not give."""

    baseline: Annotated[str, "the reading before any action: Inherent"]
    previous: Annotated[str, "the reading before the latest: Previous"]
    latest: Annotated[str, "the reading now: Current"]
    target: Annotated[str, "the reading to be reached: Target"]
    impact: Annotated[str, "impact: Consequence"]
    likelihood: Annotated[str, "likelihood: Probability"]
    trend: Annotated[str, "the trend: Direction of travel"]


@dataclass(frozen=True, kw_only=True)
class RiskTable(TemplateRecord):
    """A table of risks and what is above it."""

    project: Annotated[str, "the project"]
    version_date: Annotated[PrintedValue, "the register's version date, 06.02.24"]
    latest_date: Annotated[PrintedValue, "the date of the latest scores, 31.01.24"]
    words: Annotated[Words, "the words that head the columns"]
    risks: Annotated[tuple[RiskRow, ...], "the risks in the register's order"]


@dataclass(frozen=True, kw_only=True)
class ScaleStep(TemplateRecord):
    """A step of the scoring scales."""

    score: Annotated[PrintedValue, "1, 2 …"]
    impact: Annotated[str, "the impact scale's word"]
    likelihood: Annotated[str, "the likelihood scale's word"]


@dataclass(frozen=True, kw_only=True)
class BandLine(TemplateRecord):
    """A risk score band."""

    letter: Annotated[str, "its letter"]
    word: Annotated[str, "its word"]
    scores: Annotated[str, "its scores, 1 to 5"]
    meaning: Annotated[str, "its meaning"]
    colour: Annotated[ColourName, "its colour, for `cellbg`"]


@dataclass(frozen=True, kw_only=True)
class RoleLine(TemplateRecord):
    """A key role."""

    title: Annotated[str, "the role"]
    holder: Annotated[str, "who holds it"]
    initials: Annotated[str, "its initials in the register"]


@dataclass(frozen=True, kw_only=True)
class Definitions(TemplateRecord):
    """The keys to a register."""

    scale: Annotated[tuple[ScaleStep, ...], "the scoring scales"]
    bands: Annotated[tuple[BandLine, ...], "the risk score bands"]
    roles: Annotated[tuple[RoleLine, ...], "the key roles"]
    arrows: Annotated[tuple[ArrowLine, ...], "the key of arrows; none where no trend is known"]


@dataclass(frozen=True, kw_only=True)
class ActionPlanTable(TemplateRecord):
    """An action plan."""

    title: Annotated[str, "the plan's title"]
    updated: Annotated[str, "when it was updated"]
    key: Annotated[tuple[StatusLine, ...], "the RAG key"]
    counts: Annotated[tuple[StatusCount, ...], "the RAG key with the number of actions"]
    total: Annotated[PrintedValue, "the number of actions"]
    actions: Annotated[tuple[ActionRow, ...], "the actions in the plan's order"]
