"""The workbook of the risk register, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.nodes import Properties
from generator.content.wording import long_date
from generator.content.workbooks.about import about_sheet, period_of
from generator.content.workbooks.definitions import band_key, definition_tables, range_names
from generator.content.workbooks.history import history_table
from generator.content.workbooks.issues import issues_table
from generator.content.workbooks.nodes import RegisterWorkbook, Sheet, Table, Worked
from generator.content.workbooks.register_table import EXCEPTIONS, REGISTER, risk_table
from generator.content.workbooks.summary import summary_charts, summary_tables
from generator.content.workbooks.workings import EntriesApart
from generator.content.workbooks.workstreams import fitted
from generator.errors import DocumentError
from generator.model.pack import Pack
from generator.model.risks import Risk, Status
from generator.settings.pack import DocumentSettings
from generator.settings.scoring import Scoring

_EDITABLE = "Latest impact, Latest likelihood, Mitigating actions, Owner, Notes and Status"
_BLANK = "A blank cell means that nothing is recorded."
_AGREE = "Every entry here agrees with the Risk register."
_DIFFER = "Entries that differ from the Risk register (make each change on both sheets): "


def compose_register(pack: Pack, document: DocumentSettings, *, version: str) -> RegisterWorkbook:
    """All sheets in their order.

    Raises DocumentError where the pack has no register or no scoring.
    """
    if pack.register is None or pack.settings.scoring is None:
        raise DocumentError(
            f"{document.file_name} needs a risk register and its scoring",
            "Name inputs: risk_register and write scoring: in pack.yaml.",
        )
    scoring, risks = pack.settings.scoring, pack.register.risks
    return RegisterWorkbook(
        properties=properties_of(pack, document),
        marking=pack.settings.marking,
        sheets=(
            _summary(pack, document, risks, scoring),
            _exceptions(pack, risks, scoring),
            _register(pack, risks, scoring),
            _issues(risks, scoring),
            _history(risks, scoring),
            _definitions(pack, scoring),
            about_sheet(pack, document, version=version, how_to_edit=_HOW_TO_EDIT),
        ),
        colour_key=band_key(scoring),
        names=range_names(scoring, pack.settings.roles),
        identity=identity_of(pack, version),
    )


_HOW_TO_EDIT = (
    f"On the sheets Exception log and Risk register, edit the shaded columns: {_EDITABLE}.",
    "Pick impact and likelihood from their lists. Score, RAG, trend, colours, the Summary's "
    "figures and its heat maps follow at once.",
    "A risk in the exception log stands in the register too: change both. The exception log says "
    "above its table whether they agree.",
    "All other cells are protected, without a password. Filters, column widths and row heights can "
    "be changed. To sort or to add a row, choose Review, Unprotect Sheet first.",
    "Begin each new note on a line of its own, with its date (Alt and Enter start a line).",
    "Save the workbook under its own name and send it back to whom to ask, below. Leave the sheet "
    "names, the headings and the hidden column Record key as they are: they identify each risk.",
)


def properties_of(pack: Pack, document: DocumentSettings) -> Properties:
    """The author is the council that publishes."""
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
    tables = summary_tables(risks, scoring, pack.settings.period)
    charts = summary_charts(risks, scoring)
    return Sheet(
        name="Summary",
        title=document.title,
        lines=tuple(_summary_lines(pack, risks, len(tables), len(charts))),
        tables=tables,
        charts=charts,
        form="dashboard",
    )


def _summary_lines(pack: Pack, risks: tuple[Risk, ...], tables: int, charts: int) -> Iterator[str]:
    settings = pack.settings
    register = settings.risk_register
    yield (
        "This workbook holds the risk register: this summary, the exception log, the full "
        "register, issues, history, definitions, and how to edit it (About)."
    )
    yield f"Programme: {register.project if register else settings.programme}"
    yield f"Councils: {', '.join(settings.councils)}"
    yield f"Period: {period_of(pack)}"
    if register:
        yield (
            f"Version date: {long_date(register.version_date)}. "
            f"Latest scores: {long_date(register.latest_date)}"
        )
    if settings.marking:
        yield f"Protective marking: {settings.marking}"
    beside = f", with {charts} charts beside them" if charts else ""
    yield (
        f"This sheet has {tables} tables beneath one another{beside}. "
        + ("Closed risks are not counted." if risks else "The register holds no risks.")
    )


def _exceptions(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    chosen = pack.exceptions
    alt = "The exceptional risks with their scores, actions and notes."
    tables = (fitted(risk_table(EXCEPTIONS, chosen, pack, scoring, alt), risks),) if chosen else ()
    agree = Worked(value=_AGREE, by=EntriesApart(agree=_AGREE, differ=_DIFFER))
    return Sheet(
        name="Exception log",
        title="Exception log: high, escalated or otherwise exceptional risks",
        lines=(*_list_lines(tables, "No risk is exceptional in this period."), agree)
        if chosen
        else _list_lines(tables, "No risk is exceptional in this period."),
        tables=tables,
    )


def _register(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    alt = "All risks with their scores, actions and notes."
    tables = (fitted(risk_table(REGISTER, risks, pack, scoring, alt), risks),) if risks else ()
    return Sheet(
        name="Risk register",
        title="Risk register: all risks",
        lines=_list_lines(tables, "The register holds no risks."),
        tables=tables,
    )


def _list_lines(tables: tuple[Table, ...], nothing: str) -> tuple[str, ...]:
    if not tables:
        return (nothing,)
    return (f"Edit the shaded columns: {_EDITABLE}. The other cells are protected. {_BLANK}",)


def _issues(risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    issues = tuple(risk for risk in risks if risk.status is Status.ISSUE)
    told = f"Risks with the status Issue when this was published. {_BLANK}"
    return Sheet(
        name="Issues",
        title="Issues: risks that have come about",
        lines=(told,) if issues else ("There are no issues in this period.",),
        tables=(fitted(issues_table(issues, scoring), risks),) if issues else (),
    )


def _history(risks: tuple[Risk, ...], scoring: Scoring) -> Sheet:
    table = history_table(risks, scoring)
    told = (
        "A row for each risk and reading, as reported. Edits on other sheets do not change it. "
        "A blank date means that none is recorded."
    )
    return Sheet(
        name="History",
        title="History: every risk in every reading",
        lines=(told,) if table.rows else ("There are no readings yet.",),
        tables=(table,) if table.rows else (),
        form="reference",
    )


def _definitions(pack: Pack, scoring: Scoring) -> Sheet:
    tables = definition_tables(pack.settings, scoring)
    return Sheet(
        name="Definitions",
        title="Definitions: bands, scales, arrows and roles",
        lines=(f"This sheet has {len(tables)} tables beneath one another. {_BLANK}",),
        tables=tables,
        form="reference",
    )
