"""The workbook of the risk register, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.wording import long_date
from generator.content.workbooks.definition_tables import (
    band_colours,
    definition_tables,
    range_names,
)
from generator.content.workbooks.reading_columns import RegisterSource
from generator.content.workbooks.register_tables import (
    count_of_view,
    exception_table,
    history_table,
    issues_table,
    opportunities_table,
    register_table,
)
from generator.content.workbooks.risk_counts import (
    band_chart,
    band_table,
    heat_map,
    movement_table,
    workstream_chart,
    workstream_table,
)
from generator.content.workbooks.risk_scores import score_chart, score_table, top_chart, top_table
from generator.content.workbooks.sheet_content import Live, Sheet, SheetChart, SheetTable, Workbook
from generator.content.workbooks.workbook_frame import PROTECTED, framed, period_of, summary_sheet
from generator.errors import DocumentError
from generator.model.pack import Pack
from generator.model.risks import Risk
from generator.model.standing import has_factors, reading_of, scores_of
from generator.settings.exceptions import ReadingName
from generator.settings.pack_settings import DocumentSettings

_NO_RISKS = "The register holds no risks."
_BLANK = "A blank cell means that nothing is recorded."
# A blank cell is explained on its sheet: the public must not take it for nought.
_VIEW = (
    "This sheet shows rows of the Risk register and follows it: make every change there. A blank "
    "cell means that nothing is recorded. Spare rows fill when a change brings a risk in."
)
_HOW_SCORES_FOLLOW = (
    "Pick impact and likelihood from their lists. Score, RAG, trend, colours, the Summary's "
    "figures and its heat maps follow at once. A score that the register gives without impact and "
    "likelihood, or against them, holds until one of these is edited."
)
_HOW_SCORES_ARE_GIVEN = (
    "No rule tells the score, so type it where there is one. RAG, trend, colours and the Summary's "
    "figures follow what you type or pick."
)
_HOW_TO_EDIT = (
    "The exception log and the issues follow the register: a risk comes in or goes as its scores "
    "or its status change.",
    PROTECTED,
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
    scoring = pack.settings.scoring
    register = RegisterSource(pack=pack, risks=pack.register.risks, scoring=scoring)
    tables, charts = summary_of(register)
    summary = summary_sheet(
        pack, document, _summary_lines(pack), _extent(register, tables, charts), tables, charts
    )
    return framed(
        pack,
        document,
        (
            summary,
            _exceptions(register),
            _list(
                "Risk register",
                "Risk register: all risks",
                (_how_to_edit(register) if register.risks else _NO_RISKS,),
                register_table(register),
            ),
            _issues(register),
            *_opportunities(register, pack.register.opportunities),
            _history(register),
            _definitions(register),
        ),
        version=version,
        how_to_edit=_steps(register),
        letter_colours=band_colours(scoring),
        names=range_names(scoring, pack.settings.roles, pack.vocabulary),
    )


def summary_of(register: RegisterSource) -> tuple[tuple[SheetTable, ...], tuple[SheetChart, ...]]:
    """The tables of the Summary sheet from top to bottom, and the charts beside them.

    An empty register has only its counts; where all risks are closed there is nothing to draw.
    """
    counts, movement = band_table(register), movement_table(register)
    if not register.risks:
        return (counts, movement), ()
    tables, charts = [counts, movement], [band_chart(counts, register)]
    if register.scoring.has_rule or _has_scores(register):
        scores, top = score_table(register), top_table(register)
        tables = [counts, scores, movement, top]
        charts += [score_chart(scores, register), top_chart(top, register)]
    if register.has_workstreams:
        tables.append(workstream_table(register))
        charts.append(workstream_chart(tables[-1], register))
    readings: tuple[ReadingName, ...] = ("baseline", "latest")
    mapped = readings if register.scoring.tells_cells else ()
    tables += [heat_map(register, name) for name in mapped if has_factors(register.live, name)]
    return tuple(tables), tuple(charts if register.live else ())


def _has_scores(register: RegisterSource) -> bool:
    """Whether a risk that is not closed has a score up to the latest."""
    names: tuple[ReadingName, ...] = ("baseline", "previous", "latest")
    return bool(scores_of(reading_of(risk, name) for risk in register.live for name in names))


def _summary_lines(pack: Pack) -> Iterator[str]:
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


def _extent(
    register: RegisterSource, tables: tuple[SheetTable, ...], charts: tuple[SheetChart, ...]
) -> str:
    number = "1 chart" if len(charts) == 1 else f"{len(charts)} charts"
    beside = f", with {number} beside them" if charts else ""
    counted = "Closed risks are not counted." if register.risks else _NO_RISKS
    return f"This sheet has {len(tables)} tables, one below the other{beside}. {counted}"


def _list(name: str, title: str, lines: tuple[str | Live, ...], table: SheetTable) -> Sheet:
    """A sheet of one long table, which it has only where there is a row."""
    return Sheet(name=name, title=title, lines=lines, tables=(table,) if table.rows else ())


def _exceptions(register: RegisterSource) -> Sheet:
    title = "Exception log: high, escalated or otherwise exceptional risks"
    if not register.risks or register.rule is None:
        no_rule = "pack.yaml has no rule that takes a risk into this log."
        why = no_rule if register.risks else _NO_RISKS
        return Sheet(name="Exception log", title=title, lines=(why,))
    table = exception_table(register)
    count = count_of_view(
        table,
        none="No risk is exceptional.",
        one="1 risk is exceptional.",
        many="risks are exceptional.",
    )
    return _list("Exception log", title, (_VIEW, count), table)


def _editable(register: RegisterSource) -> str:
    scoring, measures = register.scoring, ["impact", "likelihood"]
    if not scoring.has_rule:
        measures += ["score"] if scoring.matrix or scoring.has_limits else ["score", "RAG"]
    columns = register.words.columns("latest")
    headings = (heading for measure, heading in columns.items() if measure in measures)
    return f"{', '.join(headings)}, Mitigating actions, Owner, Notes and Status"


def _how_to_edit(register: RegisterSource) -> str:
    columns = _editable(register)
    return f"Edit the shaded columns: {columns}. The other cells are protected. {_BLANK}"


def _steps(register: RegisterSource) -> tuple[str, ...]:
    if not register.risks:
        return (f"{_NO_RISKS} There is nothing to edit but the bands on the sheet Definitions.",)
    columns = _editable(register)
    follow = _HOW_SCORES_FOLLOW if register.scoring.has_rule else _HOW_SCORES_ARE_GIVEN
    return f"On the sheet Risk register, edit the shaded columns: {columns}.", follow, *_HOW_TO_EDIT


def _issues(register: RegisterSource) -> Sheet:
    title = "Issues: risks that have happened"
    if not register.risks:
        return Sheet(name="Issues", title=title, lines=(_NO_RISKS,))
    table = issues_table(register)
    count = count_of_view(
        table,
        none="No risk has the status Issue.",
        one="1 risk has the status Issue.",
        many="risks have the status Issue.",
    )
    return _list("Issues", title, (_VIEW, count), table)


def _opportunities(register: RegisterSource, opportunities: tuple[Risk, ...]) -> Iterator[Sheet]:
    """A sheet of its own where the register has any."""
    if opportunities:
        count = (
            "1 opportunity" if len(opportunities) == 1 else f"{len(opportunities)} opportunities"
        )
        yield _list(
            "Opportunities",
            "Opportunities: good things that may happen",
            (f"The register has {count}, not counted among the risks. {_BLANK}",),
            opportunities_table(register, opportunities),
        )


def _history(register: RegisterSource) -> Sheet:
    table = history_table(register)
    published = long_date(register.pack.settings.as_of)
    line = (
        f"One row per risk and reading, as published on {published}. Edits on other sheets do not "
        "change its scores. A blank cell means that none is recorded."
    )
    return Sheet(
        name="Score history",
        title="Score history: every risk in every reading",
        lines=(line if table.rows else "There are no readings yet.",),
        tables=(table,) if table.rows else (),
        form="reference",
    )


def _definitions(register: RegisterSource) -> Sheet:
    tables = definition_tables(register.pack.settings, register.scoring, register.words)
    return Sheet(
        name="Definitions",
        title="Definitions: bands, scales, arrows and roles",
        lines=(f"This sheet has {len(tables)} tables, one below the other. {_BLANK}",),
        tables=tables,
        form="reference",
    )
