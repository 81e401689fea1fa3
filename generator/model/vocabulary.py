"""The council's own words for the readings of its register, which every paper uses.

They are what pack.yaml says, else the words of the register's headings, else the tool's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from generator.model.risks import RiskRegister
from generator.model.standing import READINGS, has_movement, readings_given
from generator.settings.exceptions import ReadingName
from generator.settings.pack_settings import PackSettings

Measure = Literal["impact", "likelihood", "score", "RAG"]

_OWN = {name: name.capitalize() for name in (*READINGS, "impact", "likelihood", "trend")}
_MEANINGS: Mapping[ReadingName, str] = {
    "baseline": "before any action",
    "previous": "the last reading",
    "latest": "now",
    "target": "to be reached",
}


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The words for readings, impact, likelihood and trend, and what there is to be named.

    `words` holds them by their names in pack.yaml. `readings` are those that the register gives,
    in the order of time. `has_trend` tells whether any risk's trend is known.
    """

    words: Mapping[str, str]
    readings: tuple[ReadingName, ...]
    has_trend: bool

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    def heading(self, reading: ReadingName, measure: Measure) -> str:
        """What heads a column: "Inherent consequence", "Latest RAG"."""
        word = self.words.get(measure, measure)
        return f"{self[reading]} {word if measure == 'RAG' else word.lower()}"

    def headings(self, measure: Measure) -> dict[ReadingName, str]:
        """The heading of each given reading's column."""
        return {reading: self.heading(reading, measure) for reading in self.readings}

    def columns(self, reading: ReadingName) -> dict[Measure, str]:
        """The headings of a reading's columns, by measure."""
        return {measure: self.heading(reading, measure) for measure in get_args(Measure)}

    @property
    def distance(self) -> str:
        """What heads the distance from the latest score to the target."""
        return f"Distance to {self.heading('target', 'score').lower()}"

    @property
    def first(self) -> ReadingName | None:
        """The reading that the latest is set beside in summaries: the first one before it."""
        return self.readings[0] if self.readings[0] != "latest" else None

    @property
    def meanings(self) -> str:
        """ "Baseline: before any action. Latest: now." for the given readings."""
        return " ".join(f"{self[name]}: {_MEANINGS[name]}." for name in self.readings)


def vocabulary_of(register: RiskRegister, settings: PackSettings) -> Vocabulary:
    """The words of a pack for its register.

    The register's own word gives way where the pack uses it for another thing.
    """
    own = settings.risk_register.words if settings.risk_register else None
    declared = {name: word for name, word in own if word is not None} if own else {}
    taken = {word.casefold() for word in declared.values()}
    words = dict(_OWN) | declared
    for name, word in register.words.items():
        others = {each.casefold() for key, each in words.items() if key != name}
        if name not in declared and word.casefold() not in others | taken:
            words[name] = word
    risks = register.risks
    return Vocabulary(
        words=words, readings=readings_given(risks), has_trend=has_movement(risks, settings.scoring)
    )
