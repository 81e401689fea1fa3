"""What the checks look at, the list of all checks, and what several of them need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import cached_property
from typing import Protocol

from generator.findings import Finding, Location
from generator.model.actions import Action
from generator.model.narrative import NarrativeSection, PrintedText
from generator.model.pack import ColumnRead, Pack
from generator.model.programme import KnownFigure
from generator.model.risks import Reading, Risk
from generator.model.standing import live_risks
from generator.settings.declaration import AS_INPUTS_HAVE_IT, Settings
from generator.settings.input_files import Inputs
from generator.settings.pack_settings import DocumentSettings, PackSettings, RuleChange


class Record(Protocol):
    """A record of an input: the place of each field by its key, and of all of it under "row"."""

    @property
    def where(self) -> Mapping[str, Location]:
        """The places."""


@dataclass(frozen=True, kw_only=True)
class RecordText:
    """A text of a record: whose it is ("R15"), its field, and the places of the record."""

    owner: str
    key: str
    text: str
    where: Mapping[str, Location]

    @property
    def location(self) -> Location:
        """The place of the text: its column's, or its record's where it has no column."""
        return self.where.get(self.key) or self.where["row"]

    @property
    def name(self) -> str:
        """What a message calls the text: R15's potential impact."""
        return f"{self.owner}'s {self.key.replace('_', ' ')}"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A pack, the figures that its narrative may use, what its documents print and what not."""

    pack: Pack
    figures: Mapping[str, KnownFigure]
    printed: tuple[PrintedText, ...] = ()
    unprinted: tuple[ColumnRead, ...] = ()

    @property
    def settings(self) -> PackSettings:
        """What pack.yaml says."""
        return self.pack.settings

    def at(self, key: str) -> Location:
        """The place in pack.yaml of a key, or of what holds it."""
        return self.pack.settings_at(key)

    def path_of(self, document: DocumentSettings) -> str:
        """The key in pack.yaml of a document: "documents.0"."""
        return f"documents.{self.pack.settings.documents.index(document)}"

    @property
    def risks(self) -> tuple[Risk, ...]:
        """All risks; none where the pack has no register."""
        return self.pack.register.risks if self.pack.register else ()

    @property
    def live_risks(self) -> tuple[Risk, ...]:
        """The risks that are not closed."""
        return live_risks(self.risks)

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions; none where the pack has no plan."""
        return self.pack.action_plan.actions if self.pack.action_plan else ()

    @cached_property
    def texts(self) -> tuple[RecordText, ...]:
        """Every text of every record, in the order of the inputs."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[RecordText]:
        pack = self.pack
        for risk in self.risks:
            yield from _texts_of(risk.reference, risk)
        for action in self.actions:
            yield from _texts_of(action.reference, action)
        for review in pack.service_reviews:
            yield from _texts_of(review.service, review)
        for saving in pack.savings:
            yield from _texts_of(saving.council, saving)
        for area in pack.survey.areas if pack.survey else ():
            yield from _texts_of(area.area, area)
        for meeting in pack.subject_history:
            yield from _texts_of(meeting.meeting, meeting)
        for figure in pack.figures:
            yield from _texts_of(figure.name, figure)

    def sections(self) -> Iterator[NarrativeSection]:
        """Every section of the narrative and the implications."""
        yield from self.pack.narrative.values()
        yield from self.pack.implications.values()

    @cached_property
    def prose(self) -> tuple[tuple[str, Location], ...]:
        """Every line of the narrative that is not blank, and its place."""
        return tuple(
            (line, section.at(number))
            for section in self.sections()
            for number, line in enumerate(section.text.split("\n"), start=section.line)
            if line.strip()
        )

    @cached_property
    def settings_texts(self) -> tuple[tuple[str, Location], ...]:
        """Every text of pack.yaml and of the house style that may be printed, and its place."""
        pack = self.pack
        found = [(text, pack.settings_at(path)) for path, text in texts_within(pack.settings)]
        found += [(text, pack.style_at(path)) for path, text in texts_within(pack.house_style)]
        return tuple(found)

    @cached_property
    def passages(self) -> tuple[tuple[str, str, Location], ...]:
        """Every text of pack.yaml and the records, every line of prose: name, text, place."""
        return (
            *(("the text", line, location) for line, location in self.settings_texts),
            *((text.name, text.text, text.location) for text in self.texts),
            *(("the line", line, location) for line, location in self.prose),
        )


# Types whose texts are codes, or name a file, a column or a finding.
_NO_TEXTS = (Enum, Location, Reading, Inputs, RuleChange)


def texts_within(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text within settings, a record or a list, found by its type, with its dotted path.

    A record that says how it is written, as a dated note does, is one text. Other spellings of a
    word are none: they say what an input holds.
    """
    parts: Iterable[tuple[object, object]] = ()
    if isinstance(value, _NO_TEXTS):
        return
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Settings):
        fields = type(value).model_fields.items()
        parts = (
            (key, getattr(value, key))
            for key, each in fields
            if AS_INPUTS_HAVE_IT not in each.metadata
        )
    elif is_dataclass(value) and type(value).__str__ is not object.__str__:
        yield path, str(value)
    elif is_dataclass(value) or isinstance(value, Mapping):
        parts = (value if isinstance(value, Mapping) else vars(value)).items()
    elif isinstance(value, (tuple, list)):
        parts = enumerate(value)
    for key, part in parts:
        yield from texts_within(part, f"{path}.{key}".lstrip("."))


def _texts_of(owner: str, record: Record) -> Iterator[RecordText]:
    """The texts of a record, one for each field, in the place of its column or of the record.

    A reference is no text: its parser looks at each letter. Neither is what no document shows.
    """
    found: dict[str, list[str]] = {}
    for name, value in vars(record).items():
        if value and name not in ("reference", "other", "where"):
            is_text = type(value) is str  # most are: the walk of the others takes longer
            lines = [value] if is_text else [text for _, text in texts_within(value) if text]
            key = name.removesuffix("_as_written")  # what was written comes after what it means
            found[key] = lines or found.get(key, [])
    said = "\n".join(line for key, lines in found.items() if key in record.where for line in lines)
    for key, lines in found.items():
        is_placed = key in record.where
        text = "\n".join(line for line in lines if is_placed or line not in said)
        if text and (is_placed or "row" in record.where):
            yield RecordText(owner=owner, key=key, text=text, where=record.where)


Check = Callable[[Evidence], Iterable[Finding]]
CHECKS: list[Check] = []
"""All checks, in the order in which they run."""


def check(function: Check) -> Check:
    """Decorator: add a function to the list of checks. It yields findings and never raises."""
    CHECKS.append(function)
    return function
