"""What the register says of each risk and of all: the right values, from the one definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.agreement.facts import (
    Key,
    Value,
    of_mapping,
)
from generator.agreement.finished_documents import one_line
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk, RiskRegister, Score, rounded
from generator.model.standing import (
    band_of,
    count_bands,
    count_register,
    distance_to_target,
    heat_map_cells,
    is_new,
    issues_of,
    live_risks,
    mean_score,
    reading_of,
    risks_by_cell,
    score_of,
    scores_of,
    trend_of,
)
from generator.model.vocabulary import Vocabulary
from generator.settings.scoring import Band

ALL = "the register"
UNRATED = "the risks without a rating"


class RiskValues:
    """The right values of a register, and the words that name them."""

    def __init__(self, pack: Pack, register: RiskRegister) -> None:
        self.pack = pack
        self.file = register.file
        self.risks = {risk.reference: risk for risk in register.risks}
        self.words: Vocabulary = pack.vocabulary
        self.scoring = pack.settings.scoring
        self.bands: tuple[Band, ...] = self.scoring.bands if self.scoring else ()
        self.letters = {
            label: band.letter
            for band in self.bands
            for label in (band.letter, band.word, f"{band.word} ({band.letter})")
        }
        self.rating = of_mapping(self.letters)
        streams = map(stream_of, register.risks)
        self.streams = {stream: f"the workstream {stream}" for stream in streams}

    def right(self) -> dict[Key, Value]:
        """Every fact as the register has it."""
        right: dict[Key, Value] = {}
        for row, (reference, risk) in enumerate(self.risks.items(), start=1):
            right |= {(reference, name): value for name, value in self._of_risk(risk).items()}
            right[reference, "register row"] = row
            right |= self.history(risk)
        right |= self._counts() | self._workstreams() | self._heat_maps() | self._lists()
        return right

    def _of_risk(self, risk: Risk) -> dict[str, Value]:
        facts: dict[str, Value] = {
            "trend": trend_of(risk, self.scoring),
            "status": risk.status.value,
            "distance": distance_to_target(risk),
            "owner": one_line(risk.owner or risk.owner_as_written) or None,
            "description": one_line(risk.description) or None,
            "potential impact": one_line(risk.potential_impact) or None,
            "mitigations": one_line(risk.mitigations) or None,
            "notes": one_line("\n".join(map(str, risk.notes))) or None,
            "escalated": "Yes" if risk.escalated else "No",
            "new": {True: "Yes", False: "No", None: None}[is_new(risk, self.pack.settings.period)],
        }
        for name in self.words.readings:
            facts |= self._of_reading(f"{name} ", reading_of(risk, name))
        return facts

    def _of_reading(self, name: str, reading: Reading) -> dict[str, Value]:
        band = band_of(reading, self.scoring) if self.scoring else None
        return {
            f"{name}impact": _step(reading.impact),
            f"{name}likelihood": _step(reading.likelihood),
            f"{name}score": score_of(reading),
            f"{name}rating": band.letter if band else None,
            f"{name}date": reading.date,
        }

    def history(self, risk: Risk) -> dict[Key, Value]:
        """Each reading by the name that the score history gives it."""
        named = [(each.name[0].upper() + each.name[1:], each) for each in risk.earlier]
        named += [
            (self.words[name], reading)
            for name in self.words.readings
            if not (reading := getattr(risk, name)).says_nothing
        ]
        return {
            (f"{risk.reference} {name}", fact): value
            for name, reading in named
            for fact, value in self._of_reading("", reading).items()
        }

    def _counts(self) -> dict[Key, Value]:
        risks = tuple(self.risks.values())
        live, counts = live_risks(risks), count_register(risks, self.scoring)
        facts: dict[Key, Value] = {
            (ALL, name): getattr(counts, name)
            for name in ("total", "live", "open", "issues", "closed", "up", "unchanged", "down")
        }
        if settings := self.pack.settings.risk_register:
            facts[ALL, "version date"] = settings.version_date
            facts[ALL, "date of the scores"] = settings.latest_date
        facts[ALL, "exceptions"] = len(self.pack.exceptions)
        facts[ALL, "new"] = sum(is_new(risk, self.pack.settings.period) is True for risk in risks)
        for name in self.words.readings:
            counted: Counter[str | None] = (
                count_bands(risks, self.scoring, name) if self.scoring else Counter()
            )
            facts |= {
                (f"the risks rated {letter}", f"{name} count"): counted[letter]
                for letter in {*self.letters.values()}
            }
            facts[ALL, f"{name} count"] = len(live)
            facts[UNRATED, f"{name} count"] = counted[None]
            scores = scores_of(reading_of(risk, name) for risk in live)
            facts[f"the {name} scores", "average"] = mean_score(scores) if scores else None
            facts[f"the {name} scores", "highest"] = max(scores) if scores else None
        return facts

    def _workstreams(self) -> dict[Key, Value]:
        counted: Counter[Key] = Counter()
        for risk in live_risks(self.risks.values()):
            of = f"the workstream {stream_of(risk)}"
            band = band_of(risk.latest, self.scoring) if self.scoring else None
            counted.update([(of, "all risks"), (of, f"rated {band.letter if band else None}")])
        told = ["all risks", *(f"rated {each.letter}" for each in self.bands)]
        return {(of, name): counted[of, name] for of in self.streams.values() for name in told}

    def _heat_maps(self) -> dict[Key, Value]:
        facts: dict[Key, Value] = {}
        for name in self.words.readings if self.scoring else ():
            held = risks_by_cell(self.risks.values(), name)
            for impact, likelihood, band in heat_map_cells(self.scoring):  # type: ignore[arg-type]
                risks = held.get((impact, likelihood), ())
                cell = f"likelihood {likelihood}", f"impact {impact}"
                letter = band.letter if band else None
                facts[f"{name} scores, {cell[0]}", f"risks of {cell[1]}"] = len(risks)
                facts[f"{name} scores, {cell[0]}", f"rating of {cell[1]}"] = letter
                named = ", ".join(risk.reference for risk in risks)
                facts[f"{name} scores, {cell[0]}", f"references of {cell[1]}"] = named
                facts[f"the matrix, {cell[0]}", f"rating of {cell[1]}"] = letter
        return facts

    def _lists(self) -> dict[Key, Value]:
        """The rows of the sheets that list risks."""
        risks = tuple(self.risks.values())
        sheets: Mapping[str, Sequence[Risk]] = {
            "sheet Risk register": risks,
            "sheet Exception log": self.pack.exceptions,
            "sheet Issues": issues_of(risks),
        }
        return {
            (sheet, "rows"): ", ".join(risk.reference for risk in listed)
            for sheet, listed in sheets.items()
        }


def stream_of(risk: Risk) -> str:
    """The workstream of a risk, as tables of workstreams name it."""
    return one_line(risk.workstream) or "Not recorded"


def _step(step: Score | None) -> Score | None:
    """A step as the papers print it: with two decimals at most."""
    return None if step is None else rounded(step)
