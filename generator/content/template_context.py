"""The parts of the data that a Word template may use, one entry each.

Everything else that must know the parts follows from the entries: what is composed for a document,
which inputs it is made from, which keys of pack.yaml it needs, and how the names in a template are
checked and documented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from generator.content import template_records as records
from generator.content.figures import figures_of
from generator.content.narrative_figures import compose_section
from generator.content.printed_values import printed_figure
from generator.content.template_parts import (
    compose_action_plan,
    compose_definitions,
    compose_document,
    compose_exceptions,
    compose_fields,
    compose_meeting,
    compose_opportunities,
    compose_pack,
    compose_register,
    compose_report,
    compose_subject_history,
)
from generator.model.narrative import NarrativeSection
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings

Names = frozenset[str]
"""Every name that a template uses: "register", "register.risks", "narrative.summary"."""

Compose = Callable[[Pack, DocumentSettings, Names], object]

ANY_INPUT = "any input"


@dataclass(frozen=True, kw_only=True)
class ContextPart:
    """A part of the data, which a template names by the first word of a tag.

    `compose` gives its value for a document and the names that the template uses, None where the
    pack lacks it; `value` is the value's type. `made_from` is the key of the input below `inputs`,
    ANY_INPUT for text that may use any of them, "" where pack.yaml alone is enough. `needs` is the
    key of pack.yaml without which there is no such part.
    """

    meaning: str
    value: Any
    compose: Compose
    made_from: str = ""
    needs: str = ""


def compose_figures(pack: Pack, *_: object) -> dict[str, Any]:
    """Every figure, nested by the dots of its name: `figures.survey.responses`.

    A name that is also the beginning of another ("a" and "a.b") yields to the longer one.
    """
    tree: dict[str, Any] = {}
    for name, figure in sorted(figures_of(pack).items()):
        *path, last = name.split(".")
        branch = tree
        for part in path:
            if not isinstance(branch.get(part), dict):
                branch[part] = {}
            branch = branch[part]
        branch.setdefault(last, printed_figure(figure.value, figure.text))
    return tree


def printed_sections(
    pack: Pack, part: str, document: DocumentSettings, names: Names
) -> Mapping[str, NarrativeSection]:
    """The sections of a part ("narrative") that a document's template names, by their keys."""
    sections = pack.narrative_of(document) if part == "narrative" else pack.implications
    return {key: each for key, each in sections.items() if f"{part}.{key}" in names}


def _sections(part: str) -> Compose:
    """Composes the blocks of each section of a part that the template names."""

    def compose(pack: Pack, document: DocumentSettings, names: Names) -> object:
        sections = printed_sections(pack, part, document, names)
        return {key: compose_section(pack, document, each) for key, each in sections.items()}

    return compose


Sections = Mapping[str, tuple[records.Block, ...]]
"""Blocks by section. The author of the narrative chooses the names."""

PARTS: Mapping[str, ContextPart] = {
    "pack": ContextPart(meaning="the pack", value=records.PackFacts, compose=compose_pack),
    "meeting": ContextPart(meaning="the meeting", value=records.MeetingFacts,
                           compose=compose_meeting, needs="meeting"),
    "fields": ContextPart(
        meaning="the keys that `fields` in pack.yaml declares: `fields.report_number`",
        value=Any, compose=compose_fields),
    "document": ContextPart(meaning="the document itself", value=records.DocumentFacts,
                            compose=compose_document),
    "report": ContextPart(meaning="title block and end matter of the report",
                          value=records.ReportFacts, compose=compose_report, needs="report"),
    "subject_history": ContextPart(meaning="meetings that considered the subject before",
                                   value=tuple[records.PastMeetingLine, ...],
                                   compose=compose_subject_history, made_from="subject_history"),
    "narrative": ContextPart(
        meaning="the blocks of a narrative file, by its name: `narrative.background`",
        value=Sections, compose=_sections("narrative"), made_from=ANY_INPUT),
    "implications": ContextPart(
        meaning="the blocks of a section of implications.yaml: `implications.legal`",
        value=Sections, compose=_sections("implications"), made_from=ANY_INPUT),
    "figures": ContextPart(
        meaning="every figure that the narrative can use: `figures.survey.responses`",
        value=Any, compose=compose_figures, made_from=ANY_INPUT),
    "exception_log": ContextPart(meaning="the risks that the exception rule of pack.yaml selects",
                                 value=records.RiskTable, compose=compose_exceptions,
                                 made_from="risk_register", needs="inputs.risk_register"),
    "register": ContextPart(meaning="all risks", value=records.RiskTable, compose=compose_register,
                            made_from="risk_register", needs="inputs.risk_register"),
    "opportunities": ContextPart(
        meaning="the opportunities in the register, which are not among the risks",
        value=records.RiskTable, compose=compose_opportunities,
        made_from="risk_register", needs="inputs.risk_register"),
    "definitions": ContextPart(meaning="the keys to a register", value=records.Definitions,
                               compose=compose_definitions),
    "action_plan": ContextPart(meaning="the action plan", value=records.ActionPlanTable,
                               compose=compose_action_plan, made_from="action_plan",
                               needs="inputs.action_plan"),
}  # fmt: skip


def parts_used(names: Names) -> Mapping[str, ContextPart]:
    """The parts that a template uses, in their order."""
    words = {name.partition(".")[0] for name in names}
    return {name: part for name, part in PARTS.items() if name in words}


ANYTHING = object()
"""Stands in the example for what is not known before the inputs are read."""


class EveryName(dict[str, Any]):
    """The example of a record that has every name; each holds the same value."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Any:
        return self.value


@cache
def example_context() -> Mapping[str, Any]:
    """An example of all that a template may use, by which the names in a template are checked.

    A text is "", a list holds one element, a record is a dictionary.
    """
    return {name: _example(part.value) for name, part in PARTS.items()}


@cache
def _example(kind: Any) -> Any:
    kind, arguments = declared_type(kind)
    if isinstance(kind, UnionType):  # a block: one of them is as if it had the fields of all
        return _merged([_example(each) for each in arguments])
    if get_origin(kind) is tuple:
        return [_example(arguments[0])]
    if kind == Sections:
        return EveryName(_example(arguments[1]))
    if kind is Any:
        return ANYTHING
    if is_record(kind):
        return {name: _example(hint) for name, hint in field_types(kind).items()}
    return ""


def declared_type(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its annotation, and its arguments."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind, get_args(kind)


def is_record(kind: Any) -> bool:
    """Whether a type is a record with names that a template may use."""
    return isinstance(kind, type) and issubclass(kind, records.TemplateRecord)


def field_types(record: type[records.TemplateRecord]) -> Mapping[str, Any]:
    """The names of a record with their annotated types, in their order."""
    hints = get_type_hints(record, include_extras=True)
    return {each.name: hints[each.name] for each in fields(record)}


def _merged(examples: list[Any]) -> Any:
    """One example that has the names of all. Text yields to more telling examples."""
    if all(isinstance(each, dict) for each in examples):
        names = dict.fromkeys(name for each in examples for name in each)
        return {name: _merged([each[name] for each in examples if name in each]) for name in names}
    if all(isinstance(each, list) for each in examples):
        return [_merged([each[0] for each in examples])]
    return examples[0]
