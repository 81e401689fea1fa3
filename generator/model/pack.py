"""A pack: the documents of one programme for one reporting period, with all that they draw on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.findings import Location
from generator.model.actions import ActionPlan
from generator.model.narrative import NarrativeSection
from generator.model.programme import KeyFigure, PastMeeting, Saving, ServiceReview, Survey
from generator.model.risks import Risk, RiskRegister
from generator.model.standing import exceptional_risks
from generator.model.vocabulary import Vocabulary, vocabulary_of
from generator.settings.house_style import HouseStyle
from generator.settings.pack_settings import DocumentSettings, PackSettings


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """An input as it was read: its path below the pack's folder and its SHA-256 in hex."""

    path: str
    sha256: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Pack:
    """Everything that was read for one pack and period. It equals itself alone.

    `name` and `period` are the names of its two folders. A part that `pack.yaml` does not name is
    None or empty. `narrative` has the sections by their keys, those of a document's own texts as
    "texts/key". `savings_totals` holds the rows headed Total that the savings themselves give;
    `settings_places` the places of the settings by dotted key, in `pack.yaml` or `council.yaml`;
    `style_places` those of the house style, in the pack's own file or the common one. `columns` are
    the filled columns of the inputs, in their order.
    """

    name: str
    period: str
    settings: PackSettings
    house_style: HouseStyle
    register: RiskRegister | None = None
    action_plan: ActionPlan | None = None
    service_reviews: tuple[ServiceReview, ...] = ()
    savings: tuple[Saving, ...] = ()
    savings_totals: tuple[Saving, ...] = ()
    survey: Survey | None = None
    subject_history: tuple[PastMeeting, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    narrative: Mapping[str, NarrativeSection] = field(default_factory=dict)
    last_narrative: Mapping[str, NarrativeSection] = field(default_factory=dict)
    implications: Mapping[str, NarrativeSection] = field(default_factory=dict)
    logo: bytes | None = None
    sources: tuple[SourceFile, ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    settings_places: Mapping[str, Location] = field(default_factory=dict)
    style_places: Mapping[str, Location] = field(default_factory=dict)

    def settings_at(self, path: str = "") -> Location:
        """The place of a setting such as "documents.0.name", or of what holds it."""
        while path and path not in self.settings_places:
            path = path.rpartition(".")[0]
        return self.settings_places.get(path, Location(file="pack.yaml", line=1))

    def style_at(self, path: str) -> Location:
        """The place in the house style of a key such as "colours.red", or of what holds it."""
        while path and path not in self.style_places:
            path = path.rpartition(".")[0]
        return self.style_places.get(path, Location(file="house-style.yaml"))

    def narrative_of(self, document: DocumentSettings) -> Mapping[str, NarrativeSection]:
        """The sections that a document can print: the pack's, and before them its own."""
        own = f"{document.texts}/"
        common = {key: each for key, each in self.narrative.items() if "/" not in key}
        return common | {
            key.removeprefix(own): each
            for key, each in self.narrative.items()
            if key.startswith(own)
        }

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The council's words for the readings of the register; the tool's own without one."""
        return vocabulary_of(self.register or RiskRegister(risks=(), file=""), self.settings)

    @cached_property
    def exceptions(self) -> tuple[Risk, ...]:
        """The risks of the exception log, in the order of the register."""
        settings = self.settings
        if self.register is None or settings.risk_register is None or settings.scoring is None:
            return ()
        rule = settings.risk_register.exceptions
        return exceptional_risks(self.register.risks, rule, settings.scoring)


@dataclass(frozen=True, kw_only=True)
class ColumnRead:
    """A column of an input that holds something.

    `input` is the input's key in pack.yaml, `location` the cell of the heading, `cells` the range
    from the first filled cell to the last ("D5:D120"), `filled` how many of them are. `read_as` is
    the column that it was read as ("Risk Owner"), and `field` the field of the record that it
    fills ("owner_as_written", "latest.impact"); both are "" where it was not understood. Then
    `nearest` is the known heading that it resembles, "" if none does.
    """

    input: str
    location: Location
    heading: str
    cells: str
    filled: int
    read_as: str = ""
    field: str = ""
    nearest: str = ""
