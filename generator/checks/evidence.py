"""What the checks look at, the list of all checks, and what several of them need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.findings import Finding, Location
from generator.model.actions import Action
from generator.model.narrative import NarrativeSection, PrintedText
from generator.model.pack import ColumnRead, Pack
from generator.model.programme import KnownFigure
from generator.model.risks import Risk
from generator.model.standing import live_risks
from generator.settings.pack_settings import DocumentSettings, PackSettings


@dataclass(frozen=True, kw_only=True)
class RecordText:
    """A text of a record: whose it is ("R15"), its field, and the places of the record."""

    owner: str
    key: str
    text: str
    where: Mapping[str, Location]

    @property
    def location(self) -> Location:
        """The place of the text."""
        return self.where[self.key]

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
        for risk in self.risks:
            fields = {
                "description": risk.description,
                "potential_impact": risk.potential_impact,
                "mitigations": risk.mitigations,
                "owner": risk.owner_as_written,
                "workstream": risk.workstream,
                "notes": "\n".join(map(str, risk.notes)),
            }
            yield from _texts(risk.reference, fields, risk.where)
        for action in self.actions:
            fields = {
                "recommendation": action.recommendation,
                "lead": action.lead,
                "what_we_will_do": action.what_we_will_do,
                "progress": "\n".join(action.progress),
            }
            yield from _texts(action.reference, fields, action.where)
        for review in self.pack.service_reviews:
            fields = {
                "phase": review.phase,
                "service": review.service,
                "stage": review.stage,
                "update": review.update,
            }
            yield from _texts(review.service, fields, review.where)

    def sections(self) -> Iterator[NarrativeSection]:
        """Every section of the narrative and the implications."""
        yield from self.pack.narrative.values()
        yield from self.pack.implications.values()

    def prose(self) -> Iterator[tuple[str, Location]]:
        """Every line of the narrative that is not blank, and its place."""
        for section in self.sections():
            for number, line in enumerate(section.text.split("\n"), start=section.line):
                if line.strip():
                    yield line, section.at(number)

    @cached_property
    def settings_texts(self) -> tuple[tuple[str, Location], ...]:
        """Every text of pack.yaml that is printed: names, titles, subjects, meanings."""
        settings = self.pack.settings.model_dump(exclude=_NOT_PRINTED)
        found = _texts_within(settings, "")
        return tuple((text, self.pack.settings_at(path)) for path, text in found)

    def passages(self) -> Iterator[tuple[str, str, Location]]:
        """Every text of pack.yaml and the records, every line of prose: name, text, place."""
        for line, location in self.settings_texts:
            yield "the text", line, location
        for text in self.texts:
            yield text.name, text.text, text.location
        for line, location in self.prose():
            yield "the line", line, location


_NOT_PRINTED = {"inputs": True, "rules": True}
_NOT_TEXTS = ("initials", "also_written", "colour", "letter", "template", "workbook", "narrative")
"""Keys of the settings whose values are names for the program, or codes."""


def _texts_within(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_TEXTS:
                yield from _texts_within(inner, f"{path}.{key}".strip("."))
    elif isinstance(value, (tuple, list)):
        for number, inner in enumerate(value):
            yield from _texts_within(inner, f"{path}.{number}")


def _texts(
    owner: str, fields: Mapping[str, str], where: Mapping[str, Location]
) -> Iterator[RecordText]:
    for key, text in fields.items():
        if text and key in where:
            yield RecordText(owner=owner, key=key, text=text, where=where)


Check = Callable[[Evidence], Iterable[Finding]]
CHECKS: list[Check] = []
"""All checks, in the order in which they run."""


def check(function: Check) -> Check:
    """Decorator: add a function to the list of checks. It yields findings and never raises."""
    CHECKS.append(function)
    return function


def spell_day(day: date) -> str:
    """A day in words, such as 3 March 2024."""
    return f"{day.day} {day:%B %Y}"
