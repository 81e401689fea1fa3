"""Where each filled column of the inputs is printed: in which documents, on which sheets.

Nothing is listed by hand. A column is printed where other values in it make other content: its
field is changed in a few records of the pack, every document is composed of both, and the places
that differ are those that print it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from generator.content.figures import figures_of
from generator.content.insertable_blocks import charts_of, insertable_blocks
from generator.content.template_context import Names
from generator.content.template_records import TemplateRecord
from generator.model.pack import ColumnRead, Pack
from generator.model.risks import DatedNote, Status, Trend
from generator.settings.pack_settings import DocumentSettings

Compose = Callable[[Pack, DocumentSettings], Mapping[str, object]]
"""What a document of a pack shows, by place: "sheet Register", or "" for a Word document."""

# Where the records of each input stand in a pack.
_RECORDS = {
    "risk_register": "register.risks",
    "action_plan": "action_plan.actions",
    "service_reviews": "service_reviews",
    "savings": "savings",
    "survey_counts": "survey.areas",
    "survey_responses": "survey.areas",
    "subject_history": "subject_history",
    "figures": "figures",
}
# Fields that tell which risks are live and exceptional, wherever those are shown, and the dates of
# a service review, which its stage and its update are held against.
_DECIDING = frozenset(("status", "escalated", "business_case", "original_end", "completed"))
# What a template calls a field, where that is not the field's own name.
_PRINTED_AS = {"owner_as_written": "owner", "given_trend": "trend"}
# Letters of a text that nothing else says.
_LONG = 12
# Records that are changed: the first ones, those of the exception log, one of each status.
_MOST = 12


@dataclass(frozen=True, kw_only=True)
class PrintedColumn:
    """A filled column and the places that print it: "risk-register.xlsx, sheet Summary".

    `places` is None where that is not known, because the pack has errors.
    """

    column: ColumnRead
    places: tuple[str, ...] | None


def printed_columns(
    pack: Pack, documents: Sequence[DocumentSettings], compose: Compose
) -> tuple[PrintedColumn, ...]:
    """Every filled column of the pack's inputs with the places that print it, none if none does.

    The pack must be free of errors.
    """
    small = _small(pack)
    before = {document: compose(small, document) for document in documents}
    printed = []
    for column in pack.columns:
        places: list[str] = []
        if column.field:
            changed = _changed_pack(small, column)
            for document, shown in before.items():
                after = compose(changed, document)
                places += [
                    ", ".join(filter(None, (document.file_name, place)))
                    for place, content in shown.items()
                    if after.get(place) != content
                ]
        printed.append(PrintedColumn(column=column, places=tuple(places)))
    return tuple(printed)


def unprinted_columns(pack: Pack, names: Names) -> Iterator[ColumnRead]:
    """The filled columns that no document of the pack prints, by what its templates ask for.

    `names` are those that its Word templates use. The workbook of a register or a plan prints every
    column of it. What tables, charts and figures are made of other inputs is found out as above.
    """
    pack = _small(pack)
    words = {word for name in names for word in name.split(".")}
    workbooks = {document.workbook for document in pack.settings.documents}
    shown = _drawn(pack)
    text = str(shown)
    for column in pack.columns:
        field = column.field.partition(".")[0]
        if not field or column.input == "figures" or _decides(column.input, field):
            continue  # a figure is drawn by its name
        if column.input in ("risk_register", "action_plan"):
            key = _PRINTED_AS.get(field, field)
            if column.input.replace("_", "-") not in workbooks and key not in words:
                yield column
        elif not _is_within(pack, column, text) and _drawn(_changed_pack(pack, column)) == shown:
            yield column


def _is_within(pack: Pack, column: ColumnRead, text: str) -> bool:
    """Whether the first long text of a column is in what is shown, which spares the trial."""
    part, _, inner = _RECORDS[column.input].partition(".")
    records = getattr(getattr(pack, part), inner) if inner else getattr(pack, part)
    values = (getattr(record, column.field, None) for record in records)
    first = next((each for each in values if isinstance(each, str) and len(each) > _LONG), None)
    return first is not None and repr(first)[1:-1] in text


def _decides(form: str, field: str) -> bool:
    return field in _DECIDING and form in ("risk_register", "service_reviews")


def _drawn(pack: Pack) -> object:
    """Everything that documents can be given of the smaller inputs."""
    document = DocumentSettings(
        name="all", title="All", template="all.docx", charts=tuple(charts_of(pack))
    )
    figures = {name: figure.text for name, figure in figures_of(pack).items()}
    return insertable_blocks(pack, document), figures, pack.subject_history


def visible(content: Any, names: frozenset[str] | None = None) -> Any:
    """Content as plain values that can be compared.

    Of a mapping or a record for a template only what is among `names` is kept, the words of the
    names that a Word template uses; all where it is None.
    """
    if isinstance(content, Mapping):
        kept = (name for name in content if names is None or name in names)
        return {name: visible(content[name], names) for name in kept}
    if isinstance(content, TemplateRecord):
        return visible(vars(content), names)
    if is_dataclass(content) and not isinstance(content, type):
        return {each.name: visible(getattr(content, each.name), names) for each in fields(content)}
    if isinstance(content, (list, tuple)):
        return [visible(each, names) for each in content]
    return None if callable(content) else content


def _small(pack: Pack) -> Pack:
    """The pack with the first of its risks and actions, and the exceptional risks among them."""
    register, plan = pack.register, pack.action_plan
    if register is not None:
        kept = {*(each.reference for each in (*register.risks[:_MOST], *pack.exceptions[:_MOST]))}
        risks = tuple(each for each in register.risks if each.reference in kept)
        register = replace(register, risks=risks[: 2 * _MOST])
    if plan is not None:
        plan = replace(plan, actions=plan.actions[:_MOST])
    return replace(pack, register=register, action_plan=plan)


def _changed_pack(pack: Pack, column: ColumnRead) -> Pack:
    """The pack with other values in a column."""
    part, _, inner = _RECORDS[column.input].partition(".")
    holder = getattr(pack, part)
    records = getattr(holder, inner) if inner else holder
    changed = tuple(_changed(record, column.field, pack) for record in records)
    changes: dict[str, Any] = {part: replace(holder, **{inner: changed}) if inner else changed}
    return replace(pack, **changes)


def _changed(record: Any, field: str, pack: Pack) -> Any:
    """The record with another value in a field such as "owner" or "latest.impact"."""
    name, _, inner = field.partition(".")
    value = getattr(record, name)
    if inner and isinstance(value, tuple):
        return replace(record, **{name: tuple(_changed(each, inner, pack) for each in value)})
    if inner:
        return replace(record, **{name: _changed(value, inner, pack)})
    other = _other(value, name, pack)
    changes = {name: other}
    if name == "owner_as_written":
        changes["owner"] = other
    if name == "title" and record.description == value:
        changes["description"] = other
    return replace(record, **changes)


def _other(value: Any, field: str, pack: Pack) -> Any:
    """Another value of the same kind; a blank stays blank."""
    if field == "rag" and value:
        return _other_letter(value, pack)
    if field == "given_trend" and value:
        return _next(Trend(value))
    if isinstance(value, bool):
        return not value
    if isinstance(value, (Status, Trend)):
        return _next(value)
    if isinstance(value, int):
        return value - 1 if value > 1 else 2
    if isinstance(value, Decimal):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1) if value < date.max else date.min  # 31/12/9999 is in use
    if isinstance(value, str):
        return f"{value} (other)" if value else ""
    if isinstance(value, DatedNote):
        return replace(value, text=f"{value.text} (other)")
    if isinstance(value, Mapping):
        return {key: _other(each, "", pack) for key, each in value.items()}
    if isinstance(value, tuple):
        return () if field == "earlier" else tuple(_other(each, "", pack) for each in value)
    return value


def _next(member: Enum) -> Enum:
    """The member of an enumeration after this one."""
    members = list(type(member))
    return members[(members.index(member) + 1) % len(members)]


def _other_letter(letter: str, pack: Pack) -> str:
    """Another letter of the bands, or of the action plan's key where it is one of its letters."""
    scoring, plan = pack.settings.scoring, pack.settings.action_plan
    bands = [band.letter for band in scoring.bands] if scoring else []
    key = [status.letter for status in plan.key] if plan else []
    letters = [each for each in (*bands, *key) if each != letter]
    return letters[0] if letters else letter
