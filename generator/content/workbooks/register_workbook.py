"""The workbook of the risk register, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.nodes import Properties
from generator.content.wording import long_date, register_date
from generator.content.workbooks.about_sheet import about_sheet, period_of
from generator.content.workbooks.definition_tables import (
    band_colours,
    definition_tables,
    range_names,
)
from generator.content.workbooks.register_tables import (
    count_of_view,
    exception_rule,
    exception_table,
    history_table,
    issues_table,
    register_table,
)
from generator.content.workbooks.risk_counts import (
    band_chart,
    band_table,
    has_workstreams,
    heat_map,
    movement_table,
    workstream_chart,
    workstream_table,
)
from generator.content.workbooks.risk_scores import score_chart, score_table, top_chart, top_table
from generator.content.workbooks.sheet_content import (
    Sheet,
    SheetChart,
    SheetTable,
    Workbook,
)
from generator.errors import DocumentError
from generator.model.pack import Pack
from generator.model.risks import Risk
from generator.model.standing import has_factors, live_risks
from generator.model.vocabulary import Vocabulary
from generator.settings.exceptions import ReadingName
from generator.settings.pack_settings import DocumentSettings
from generator.settings.scoring import Scoring

_NO_RISKS = "The register holds no risks."
_BLANK = "A blank cell means that nothing is recorded."
_VIEW = (
    "This sheet shows rows of the Risk register and follows it: make every change there. A blank "
    "cell means that nothing is recorded. Spare rows fill when a change brings a risk in."
)
_HOW_TO_EDIT = (
    "Pick impact and likelihood from their lists. Score, RAG, trend, colours, the Summary's "
    "figures and its heat maps follow at once. A score that the register gives without impact and "
    "likelihood, or against them, holds until one of these is edited.",
    "The exception log and the issues follow the register: a risk comes in or goes as its scores "
    "or its status change.",
    "All other cells are protected, without a password. Filters, column widths and row heights can "
    "be changed. To sort or to add a row, choose Review, Unprotect Sheet first.",
    "Begin each new note on a line of its own, with its date (Alt and Enter start a line).",
    "Save the workbook under its own name and send it back to the contact below. Leave the sheet "
    "names, the headings and the hidden column Record key as they are: they identify each risk.",
)


def compose_register(pack: Pack, document: DocumentSettings, *, version: str) -> Workbook:
    """All sheets in their order.

    Raises DocumentError where the pack has no register or no scoring.
    """
    if pack.register is None or pack.settings.scoring is None:
        raise DocumentError(
            f"{document.file_name} needs a risk register and its scoring",
            "Name inputs: risk_register and write scoring: in pack.yaml.",
        )
    scoring, risks = pack.settings.scoring, pack.register.risks
    return Workbook(
        properties=properties_of(pack, document),
        marking=pack.settings.marking,
        sheets=(
            _summary(pack, document, risks, scoring),
            _exceptions(pack, risks, scoring),
            _register(pack, risks, scoring),
            _issues(pack, risks, scoring),
            _history(pack, risks, scoring),
            _definitions(pack, scoring),
            about_sheet(pack, document, version=version, how_to_edit=_steps(pack, risks)),
        ),
        letter_colours=band_colours(scoring),
        names=range_names(scoring, pack.settings.roles, pack.vocabulary),
        identity=identity_of(pack, version),
    )


def properties_of(pack: Pack, document: DocumentSettings) -> Properties:
    """What the file says of itself. The author is the council that publishes."""
    return Properties(
        title=document.title,
        subject=f"{pack.settings.programme}, {pack.settings.period.name}",
        author=pack.settings.councils[0],
        language=pack.settings.language,
        date=pack.settings.as_of,
    )


def identity_of(pack: Pack, version: str) -> dict[str, str]:
    """What tells a program which pack a workbook belongs to when it comes back."""
    return {
        "Pack": pack.name,
        "Period": pack.period,
        "As of": pack.settings.as_of.isoformat(),
        "Generator version": version,
    }


def _summary(
    pack: Pack, document: DocumentSettings, risks: tuple[Risk, ...], scoring: Scoring
) -> Sheet:
    tables, charts = summary_of(pack, risks, scoring)
    return Sheet(
        name="Summary",
        title=document.title,
        lines=tuple(_summary_lines(pack, risks, len(tables), len(charts))),
        tables=tables,
        charts=charts,
        form="dashboard",
    )


def summary_of(
    pack: Pack, risks: tuple[Risk, ...], scoring: Scoring
) -> tuple[tuple[SheetTable, ...], tuple[SheetChart, ...]]:
    """The tables of the Summary sheet from top to bottom, and the charts beside them.

    An empty register has only its counts; where all risks are closed there is nothing to draw.
    """
    words = pack.vocabulary
    counts = band_table(risks, scoring, words)
    movement = movement_table(risks, pack.settings.period, words, scoring)
    if not risks:
        return (counts, movement), ()
    when = register_date(pack.settings)
    scores, top = score_table(risks, words, when), top_table(risks, scoring, words)
    tables = [counts, scores, movement, top]
    charts = [
        band_chart(counts, scoring, words, when),
        score_chart(scores, when),
        top_chart(top, words, when),
    ]
    if has_workstreams(risks):
        tables.append(workstream_table(risks, scoring, words))
        charts.append(workstream_chart(tables[-1], scoring, words, when))
    readings: tuple[ReadingName, ...] = ("baseline", "latest")
    mapped = [
        name for name in readings if scoring.tells_cells and has_factors(live_risks(risks), name)
    ]
    tables += [heat_map(name, risks, scoring, words) for name in mapped]
    return tuple(tables), tuple(charts if live_risks(risks) else ())


def _summary_lines(pack: Pack, risks: tuple[Risk, ...], tables: int, charts: int) -> Iterator[str]:
    settings = pack.settings
    register = settings.risk_register
    yield (
        "This workbook holds the risk register: this summary, the exception log, the full "
        "register, issues, score history, definitions, and how to edit it (About)."
    )
    yield f"Programme: {register.project if register else settings.programme}"
    yield f"Councils: {', '.join(settings.councils)}"
    yield f"Period: {period_of(pack)}"
    if register:
        yield (
            f"Version date: {long_date(register.version_date)}. "
            f"{pack.vocabulary['latest']} scores: {long_date(register.latest_date)}"
        )
    if settings.marking:
        yield f"Protective marking: {settings.marking}"
    beside = f", with {charts} charts beside them" if charts else ""
    yield (
        f"This sheet has {tables} tables, one below the other{beside}. "
        + ("Closed risks are not counted." if risks else "The register holds no risks.")
    )


def _exceptions(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    title = "Exception log: high, escalated or otherwise exceptional risks"
    if not risks or exception_rule(pack) is None:
        why = _NO_RISKS if not risks else "pack.yaml has no rule that takes a risk into this log."
        return Sheet(name="Exception log", title=title, lines=(why,))
    table = exception_table(pack, risks, scoring)
    count = count_of_view(
        table,
        none="No risk is exceptional.",
        one="1 risk is exceptional.",
        many="risks are exceptional.",
    )
    return Sheet(name="Exception log", title=title, lines=(_VIEW, count), tables=(table,))


def _editable(words: Vocabulary) -> str:
    factors = (words.heading("latest", "impact"), words.heading("latest", "likelihood"))
    return f"{', '.join(factors)}, Mitigating actions, Owner, Notes and Status"


def _how_to_edit(words: Vocabulary) -> str:
    columns = _editable(words)
    return f"Edit the shaded columns: {columns}. The other cells are protected. {_BLANK}"


def _steps(pack: Pack, risks: tuple[Risk, ...]) -> tuple[str, ...]:
    if not risks:
        return (f"{_NO_RISKS} There is nothing to edit but the bands on the sheet Definitions.",)
    words = pack.vocabulary
    return (
        f"On the sheet Risk register, edit the shaded columns: {_editable(words)}.",
        *_HOW_TO_EDIT,
    )


def _register(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    return Sheet(
        name="Risk register",
        title="Risk register: all risks",
        lines=(_how_to_edit(pack.vocabulary) if risks else _NO_RISKS,),
        tables=(register_table(pack, risks, scoring),) if risks else (),
    )


def _issues(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    title = "Issues: risks that have happened"
    if not risks:
        return Sheet(name="Issues", title=title, lines=(_NO_RISKS,))
    table = issues_table(pack, risks, scoring)
    count = count_of_view(
        table,
        none="No risk has the status Issue.",
        one="1 risk has the status Issue.",
        many="risks have the status Issue.",
    )
    return Sheet(name="Issues", title=title, lines=(_VIEW, count), tables=(table,))


def _history(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    table = history_table(risks, scoring, pack.vocabulary)
    line = (
        f"One row per risk and reading, as published on {long_date(pack.settings.as_of)}. Edits on "
        "other sheets do not change its scores. "
        "A blank cell means that none is recorded."
    )
    return Sheet(
        name="Score history",
        title="Score history: every risk in every reading",
        lines=(line if table.rows else "There are no readings yet.",),
        tables=(table,) if table.rows else (),
        form="reference",
    )


def _definitions(pack: Pack, scoring: Scoring) -> Sheet:
    tables = definition_tables(pack.settings, scoring, pack.vocabulary)
    return Sheet(
        name="Definitions",
        title="Definitions: bands, scales, arrows and roles",
        lines=(f"This sheet has {len(tables)} tables, one below the other. {_BLANK}",),
        tables=tables,
        form="reference",
    )
