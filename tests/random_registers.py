"""Random risk registers as a pack's files, and what every document must say of them.

What is expected is worked out here from the register's own cells, by the rules that README and
docs/workbook.md state, and shares no code with the program:

- A given score is the score. By the pack's rule impact × likelihood, or impact + likelihood, is the
  score only where none is given; it has at most two decimals. A rule may tell no score at all.
- A step between two others is in the cell of the heat map of the nearest one, a half of the higher.
- The band is that of the matrix cell where the pack has a matrix, else that of the score. A rating
  tells the band only where neither of them does.
- The movement is the latest score against that of the period before, else against the previous
  one; without two scores it is that of the bands, else what the register itself says. The target
  is no earlier reading.
- A reading that no risk has is shown nowhere.
- Closed risks are counted as closed, as new and in the total, and nowhere else.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

import yaml

READINGS = ("baseline", "previous", "latest", "target")
_FROM_TO = ("previous", "latest")
PERIOD = (date(2025, 4, 1), date(2025, 6, 30))
MEASURES = ("Impact", "Likelihood", "Score", "RAG")

_THREE = (("G", "Green", "green"), ("A", "Amber", "amber"), ("R", "Red", "red"))
_FOUR = (
    ("L", "Low", "green"), ("M", "Medium", "amber"), ("H", "High", "amber"),
    ("VH", "Very high", "red"),
)  # fmt: skip
_SHAPES = (
    ("Impact", "Likelihood"),
    ("Impact", "Likelihood", "Score"),
    ("Impact", "Likelihood", "Score", "RAG"),
    ("Score",),
    ("Score", "RAG"),
    ("RAG",),
    ("Impact", "Likelihood", "RAG"),
)


@dataclass(frozen=True, kw_only=True)
class Scores:
    """What a register's cells say of a risk at one time; None is a blank cell."""

    impact: float | None = None
    likelihood: float | None = None
    given: float | None = None
    letter: str | None = None


@dataclass(frozen=True, kw_only=True)
class RandomRisk:
    """A row of the register."""

    reference: str
    workstream: str
    readings: dict[str, Scores]
    before: Scores
    given_trend: str | None
    status: str
    escalated: bool
    raised: date | None


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How a random pack scores: the tops of its scales, its bands upwards, its matrix or none.

    A band is (letter, word, colour, lowest, highest); the matrix is by (impact, likelihood).
    `limited` tells whether bands have a lowest and a highest score. `written` is how cells give a
    step: as a number, as its word, or, of likelihood, as a percentage that lies in it.
    """

    impact: int
    likelihood: int
    bands: tuple[tuple[str, str, str, int, int], ...]
    matrix: dict[tuple[int, int], str] | None
    rule: str = "product"
    decimals: bool = False
    limited: bool = True
    written: str = "numbers"

    @property
    def top(self) -> int:
        if self.rule == "sum":
            return self.impact + self.likelihood
        return self.impact * self.likelihood

    def score(self, impact: float, likelihood: float) -> float | None:
        """The score of two steps by the rule, None where it tells none."""
        if self.rule not in ("product", "sum"):
            return None
        pair = Decimal(str(impact)), Decimal(str(likelihood))
        exact = sum(pair) if self.rule == "sum" else pair[0] * pair[1]
        return plain(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))

    @property
    def tells_cells(self) -> bool:
        """Whether the band of a cell of the heat map is known."""
        return self.matrix is not None or (self.limited and self.rule in ("product", "sum"))

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(band[0] for band in self.bands)


@dataclass(frozen=True, kw_only=True)
class Register:
    """A random register and the pack around it."""

    seed: int
    scale: Scale
    risks: tuple[RandomRisk, ...]
    has_before: bool
    gives_trend: bool
    conditions: tuple[dict, ...]
    columns: dict[str, tuple[str, ...]]
    has_workstreams: bool

    @property
    def name(self) -> str:
        return f"register-{self.seed}"

    # What every document must say.

    def score(self, scores: Scores) -> float | None:
        """The given score, else that of the rule."""
        if scores.given is not None:
            return scores.given
        if scores.impact is not None and scores.likelihood is not None:
            return self.scale.score(scores.impact, scores.likelihood)
        return None

    def letter(self, scores: Scores) -> str | None:
        """The letter of the band."""
        both = scores.impact is not None and scores.likelihood is not None
        if self.scale.matrix is not None:
            return self.scale.matrix[nearest_cell(scores)] if both else scores.letter
        score = self.score(scores)
        if score is None or not self.scale.limited:
            return scores.letter
        return next(b[0] for b in reversed(self.scale.bands) if b[3] <= score)

    def reading(self, risk: RandomRisk, name: str) -> Scores:
        """A reading; for the previous one, that of the period before if it has a score."""
        if name == "previous" and self.has_before and risk.before.given is not None:
            return risk.before
        return risk.readings[name]

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The readings that any risk has, and the latest."""
        return tuple(
            name
            for name in READINGS
            if name == "latest" or any(self.reading(risk, name) != Scores() for risk in self.risks)
        )

    @property
    def mapped(self) -> tuple[str, ...]:
        """The readings of which there is a heat map: those in which a live risk has a factor."""
        return tuple(
            name
            for name in ("baseline", "latest")
            if self.scale.tells_cells
            and any(
                (r.readings[name].impact, r.readings[name].likelihood) != (None, None)
                for r in self.live
            )
        )

    @property
    def has_scores(self) -> bool:
        """Whether the summary has averages and a ranking: a rule or the register gives scores."""
        return self.scale.rule in ("product", "sum") or any(
            self.scores(name) for name in ("baseline", "previous", "latest")
        )

    @cached_property
    def has_trend(self) -> bool:
        return any(self.movement(risk) for risk in self.risks)

    def movement(self, risk: RandomRisk) -> str | None:
        """How the latest score or band compares with the one before; else what is said."""
        said = risk.given_trend if self.gives_trend else None
        latest, previous = went = [self.score(self.reading(risk, n)) for n in _FROM_TO[::-1]]
        if None in went:
            latest, previous = (self.place(risk, name) for name in _FROM_TO[::-1])
            if None in (latest, previous):
                return said
            if latest == previous:
                return said or ("unchanged" if went == [None, None] else None)
        return (
            "increased" if latest > previous else "decreased" if latest < previous else "unchanged"
        )

    def place(self, risk: RandomRisk, name: str) -> int | None:
        """The place of a reading's band among the bands, from the lowest up."""
        letter = self.letter(self.reading(risk, name))
        order = [band[0] for band in self.scale.bands]
        return None if letter is None else order.index(letter)

    def from_to(self, risk: RandomRisk) -> tuple[str, str]:
        """What a risk moved from and to, as the mail says it: scores, else words of bands."""
        scores = [self.score(self.reading(risk, name)) for name in _FROM_TO]
        if None not in scores:
            return str(scores[0]), str(scores[1])
        words = {band[0]: band[1] for band in self.scale.bands}
        letters = [self.letter(self.reading(risk, name)) for name in _FROM_TO]
        if None in letters or letters[0] == letters[1]:
            return "", ""
        return words[letters[0]], words[letters[1]]

    def distance(self, risk: RandomRisk) -> int | None:
        """The latest score less the target."""
        latest, target = (self.score(risk.readings[name]) for name in ("latest", "target"))
        if latest is None or target is None:
            return None
        return plain(Decimal(str(latest)) - Decimal(str(target)))

    @cached_property
    def facts(self) -> dict[str, dict[str, object]]:
        """By reference: scores and letters of all readings, movement, status, in the log or not."""
        return {
            risk.reference: {
                **{f"{name} score": self.score(self.reading(risk, name)) for name in READINGS},
                **{f"{name} letter": self.letter(self.reading(risk, name)) for name in READINGS},
                "movement": self.movement(risk),
                "distance": self.distance(risk),
                "status": risk.status,
                "escalated": "Yes" if risk.escalated else "No",
            }
            for risk in self.risks
        }

    @cached_property
    def live(self) -> tuple[RandomRisk, ...]:
        return tuple(risk for risk in self.risks if risk.status != "Closed")

    @cached_property
    def exceptions(self) -> tuple[str, ...]:
        """The references of the exception log, in the order of the register."""
        return tuple(risk.reference for risk in self.risks if self._is_exceptional(risk))

    def _is_exceptional(self, risk: RandomRisk) -> bool:
        for condition in self.conditions:
            statuses = condition.get("status", ())
            if risk.status == "Closed" and "Closed" not in statuses:
                continue
            scores = self.reading(risk, condition.get("reading", "latest"))
            wanted = {
                band[0]
                for band in self.scale.bands
                if {band[0], band[1]} & {*condition.get("band", ())}
            }
            if (
                ("band" not in condition or self.letter(scores) in wanted)
                and (
                    "score_at_least" not in condition
                    or (self.score(scores) or 0) >= condition["score_at_least"]
                )
                and condition.get("escalated", risk.escalated) == risk.escalated
                and (not statuses or risk.status in statuses)
                and ("trend" not in condition or self.movement(risk) in condition["trend"])
            ):
                return True
        return False

    @cached_property
    def counts(self) -> dict[str, int]:
        """Every count by the name of its figure in the narrative."""
        moved = Counter(self.movement(risk) for risk in self.live)
        latest = self.by_letter("latest")
        status = Counter(risk.status for risk in self.risks)
        return {
            "total": len(self.risks),
            "open": status["Open"],
            "issues": status["Issue"],
            "closed": status["Closed"],
            **(
                {
                    "up": moved["increased"],
                    "unchanged": moved["unchanged"],
                    "down": moved["decreased"],
                }
                if self.has_trend
                else {}
            ),
            "exceptions": len(self.exceptions),
            **{band[1].lower().replace(" ", "_"): latest[band[0]] for band in self.scale.bands},
        }

    def by_letter(self, reading: str, workstream: str | None = None) -> Counter:
        """The live risks of a reading by letter, of all workstreams or of one."""
        return Counter(
            self.letter(self.reading(risk, reading))
            for risk in self.live
            if workstream in (None, risk.workstream)
        )

    def scores(self, reading: str) -> list[float]:
        """The scores that live risks have in a reading."""
        found = (self.score(self.reading(risk, reading)) for risk in self.live)
        return [score for score in found if score is not None]

    def mean(self, reading: str) -> float | None:
        """To one decimal, halves up."""
        scores = self.scores(reading)
        if not scores:
            return None
        mean = sum(Decimal(str(score)) for score in scores) / len(scores)
        return float(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))

    def room(self, reading: str, impact: int, likelihood: int) -> list[str]:
        """The references in a cell of the heat map."""
        return [
            risk.reference
            for risk in self.live
            if None not in (risk.readings[reading].impact, risk.readings[reading].likelihood)
            and nearest_cell(risk.readings[reading]) == (impact, likelihood)
        ]

    @property
    def ranking(self) -> list[str]:
        """The ten live risks with the highest latest scores."""
        scored = [r for r in self.live if self.score(r.readings["latest"]) is not None]
        ordered = sorted(scored, key=lambda risk: -self.score(risk.readings["latest"]))
        return [risk.reference for risk in ordered[:10]]

    @property
    def new(self) -> int:
        """Risks raised in the period."""
        first, last = PERIOD
        return sum(risk.raised is not None and first <= risk.raised <= last for risk in self.risks)

    @property
    def tells_new(self) -> bool:
        """Whether anything tells of any risk if it is new."""
        return any(
            risk.raised
            or (self.has_before and risk.before.given is not None)
            or risk.readings["previous"] != Scores()
            for risk in self.risks
        )

    @property
    def contradicts(self) -> bool:
        """Whether a given score is not that of its factors."""
        return any(
            None not in (scores.impact, scores.likelihood, scores.given)
            and self.scale.score(scores.impact, scores.likelihood) not in (None, scores.given)
            for risk in self.risks
            for scores in risk.readings.values()
        )

    # The pack's files.

    def files(self) -> dict[str, str]:
        """The text of each file by its name."""
        return {
            "risks.csv": self._csv(),
            "pack.yaml": yaml.safe_dump(self._settings(), sort_keys=False, allow_unicode=True),
            "narrative/figures.md": " ".join(
                f"{name} {{{{ risks.{name} }}}};" for name in self.counts
            ),
        }

    def _csv(self) -> str:
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        shown = [(name, measure) for name in READINGS for measure in self.columns[name]]
        before = ["Q4 Score"] if self.has_before else []
        trend = ["Direction of Travel"] if self.gives_trend else []
        workstream = ["Workstream"] if self.has_workstreams else []
        writer.writerow(
            ["Risk ID", *workstream, "Description of Risk"]
            + [f"{name.capitalize()} {measure}" for name, measure in shown]
            + [*before, *trend, "Risk Owner", "Notes", "Status", "Escalated", "Date Raised"]
        )
        for risk in self.risks:
            cells = [_cell(risk.readings[name], measure, self.scale) for name, measure in shown]
            cells += [risk.before.given for _ in before]
            cells += [risk.given_trend for _ in trend]
            writer.writerow(
                [risk.reference, *([risk.workstream] if workstream else []),
                 f"What {risk.reference} may do", *cells, "HM", "", risk.status,
                 "Yes" if risk.escalated else "No", risk.raised or ""]
            )  # fmt: skip
        return made.getvalue()

    def _settings(self) -> dict:
        scale = self.scale
        scoring: dict = {
            name: [{"score": n, "word": f"{name} {n}"} for n in range(1, top + 1)]
            for name, top in (("impact", scale.impact), ("likelihood", scale.likelihood))
        }
        if scale.written == "words":
            scoring["impact"] = [_word(n) for n in range(1, scale.impact + 1)]
            scoring["likelihood"] = [_word(n) for n in range(1, scale.likelihood + 1)]
        elif scale.written == "percentages":
            for point in scoring["likelihood"]:
                point["up_to"] = f"{_share(point['score'], scale)}%"
        elif scale.decimals:
            scoring["impact"] = f"1-{scale.impact}"
        scoring |= {"score": scale.rule, "decimals": scale.decimals}
        keys = ("letter", "word", "colour", "lowest", "highest")
        order = random.Random(self.seed).sample(scale.bands, len(scale.bands))
        scoring["bands"] = [
            dict(zip(keys, band, strict=True))
            if scale.limited
            else dict(zip(keys, band[:3], strict=False))
            for band in (order if scale.limited else scale.bands)
        ]
        if scale.matrix is not None:
            scoring["matrix"] = [
                [scale.matrix[i, likelihood] for i in range(1, scale.impact + 1)]
                for likelihood in range(scale.likelihood, 0, -1)
            ]
        settings = {
            "programme": "Harbour Renewal",
            "councils": ["Northport Council"],
            "period": {"name": "Quarter 1", "start": PERIOD[0], "end": PERIOD[1]},
            "as_of": date(2025, 7, 1),
            "meeting": {"committee": "Cabinet", "date": date(2025, 7, 15)},
            "roles": [{"initials": "HM", "title": "Harbour Master"}],
            "scoring": scoring,
            "risk_register": {
                "project": "Harbour Renewal",
                "version_date": date(2025, 6, 30),
                "latest_date": date(2025, 6, 30),
                "exceptions": {"any_of": list(self.conditions)},
            },
            "inputs": {"risk_register": {"file": "risks.csv"}, "narrative": "narrative"},
            "documents": [
                {"name": "all-risks", "title": "All risks", "template": "all-risks.docx"},
                {"name": "exception-log", "title": "Log", "template": "exception-risk-log.docx"},
                {"name": "figures", "title": "Figures", "template": "narrative-appendix.docx",
                 "narrative": "figures"},
                {"name": "workbook", "title": "Register", "workbook": "risk-register"},
            ],
            "mail": {"sender": "office@example.org", "to": ["board@example.org"], "subject": "Q1"},
        }  # fmt: skip
        if self.contradicts:
            reason = "The register's own scores stand until its next review"
            settings["rules"] = [
                {"rule": rule, "severity": "warning", "reason": reason}
                for rule in ("SCORE-02", "SCORE-09")
            ]
        return settings


def plain(number: Decimal) -> float:
    """A whole number is an int."""
    return int(number) if number == int(number) else float(number)


def nearest_cell(scores: Scores) -> tuple[int, int]:
    """The cell of the heat map."""
    return int(scores.impact + 0.5), int(scores.likelihood + 0.5)


def _word(step: int) -> str:
    """The word of a step of a scale that is known by words alone."""
    return ("Tiny", "Small", "Fair", "Large", "Huge", "Vast", "Total", "Utter", "Dire", "Last")[
        step - 1
    ]


def _share(step: int, scale: Scale) -> int:
    """The highest percentage of a step of likelihood."""
    return step * 100 // scale.likelihood


def _cell(scores: Scores, measure: str, scale: Scale) -> object:
    found = {
        "Impact": scores.impact, "Likelihood": scores.likelihood, "Score": scores.given,
        "RAG": scores.letter,
    }[measure]  # fmt: skip
    if found is None:
        return ""
    if scale.written == "words" and measure in ("Impact", "Likelihood"):
        return _word(found)
    if scale.written == "percentages" and measure == "Likelihood":
        return f"{_share(found, scale) - 3}%"
    return found


def random_register(seed: int) -> Register:
    """The register of a seed: the same one each time."""
    pick = random.Random(seed)
    scale = _scale(pick)
    shape = pick.choice(_SHAPES)
    columns = {name: shape if pick.random() < 0.8 else pick.choice(_SHAPES) for name in READINGS}
    columns |= {name: () for name in READINGS if name != "latest" and pick.random() < 0.3}
    blanks, wrong = pick.choice((0.0, 0.1, 0.4)), pick.choice((0.0, 0.2, 0.6))
    statuses = pick.choice(
        [("Open", "Open", "Open", "Issue", "Closed")] * 4 + [("Open",), ("Closed",)]
    )
    streams = pick.choice(((""), ("Dredging", "Quays", ""), [f"Stream {n}" for n in range(15)]))
    number = pick.choice((1, 3, 8, 18))
    return Register(
        seed=seed,
        scale=scale,
        columns=columns,
        has_before=pick.random() < 0.3,
        gives_trend=pick.random() < 0.3,
        has_workstreams=len(streams) > 0,
        conditions=tuple(_condition(pick, scale) for _ in range(pick.choice((0, 1, 1, 2, 3)))),
        risks=tuple(
            RandomRisk(
                reference=f"R{place}",
                workstream=pick.choice(streams) if streams else "",
                readings={
                    name: _scores(pick, scale, columns[name], blanks, wrong) for name in READINGS
                },
                before=Scores(given=pick.choice((None, pick.randint(2, scale.top)))),
                given_trend=pick.choice((None, "increased", "unchanged", "decreased")),
                status=pick.choice(statuses),
                escalated=pick.random() < 0.2,
                raised=pick.choice((None, *(PERIOD[0] + timedelta(n) for n in (-1, 0, 90)))),
            )
            for place in range(1, number + 1)
        ),
    )


def _scale(pick: random.Random) -> Scale:
    impact, likelihood = pick.choice(((5, 5), (4, 4), (4, 6), (3, 3), (3, 5), (10, 10)))
    names = pick.choice((_THREE, _FOUR))
    rule = pick.choice(("product", "product", "product", "sum", "matrix", "given"))
    top = impact + likelihood if rule == "sum" else impact * likelihood
    begins = [1, *sorted(pick.sample(range(2, top + 1), len(names) - 1))]
    ends = [begin - 1 for begin in begins[1:]] + [top]
    bands = tuple((*name, low, high) for name, low, high in zip(names, begins, ends, strict=True))
    matrix = None
    if rule == "matrix" or pick.random() < 0.4:
        letters = [band[0] for band in bands]
        matrix = {
            (i, j): pick.choice(letters)
            for i in range(1, impact + 1)
            for j in range(1, likelihood + 1)
        }
    decimals = pick.random() < 0.3
    return Scale(
        impact=impact,
        likelihood=likelihood,
        bands=bands,
        matrix=matrix,
        rule=rule,
        decimals=decimals,
        limited=rule in ("product", "sum") or pick.random() < 0.5,
        written="numbers" if decimals else pick.choice(("numbers", "words", "percentages")),
    )


def _scores(
    pick: random.Random, scale: Scale, columns: tuple[str, ...], blanks: float, wrong: float
) -> Scores:
    impact, likelihood = _step(pick, scale, scale.impact), _step(pick, scale, scale.likelihood)
    given = scale.score(impact, likelihood)
    if given is None or pick.random() < wrong:
        lowest = 2 if scale.rule == "sum" else 1
        given = pick.randint(lowest, scale.top) / pick.choice((1, 2) if scale.decimals else (1,))
        given = plain(Decimal(str(max(given, lowest))))
    letter = pick.choice(scale.letters)
    found = {"Impact": impact, "Likelihood": likelihood, "Score": given, "RAG": letter}
    told = {m: v for m, v in found.items() if m in columns and pick.random() >= blanks}
    return Scores(
        impact=told.get("Impact"),
        likelihood=told.get("Likelihood"),
        given=told.get("Score"),
        letter=told.get("RAG"),
    )


def _step(pick: random.Random, scale: Scale, top: int) -> float:
    """A step of a scale, or a number between two steps."""
    step = pick.randint(1, top)
    if scale.decimals and step < top:
        return plain(
            Decimal(step) + pick.choice((Decimal(0), Decimal("0.5"), Decimal("0.3333333333")))
        )
    return step


def _condition(pick: random.Random, scale: Scale) -> dict:
    named = [pick.choice(band[:2]) for band in scale.bands]
    parts: dict = {
        "band": pick.sample(named, pick.randint(1, 2)),
        "score_at_least": pick.randint(1, scale.top),
        "escalated": pick.random() < 0.7,
        "status": pick.sample(("Open", "Closed", "Issue"), pick.randint(1, 2)),
        "trend": pick.sample(("increased", "unchanged", "decreased"), pick.randint(1, 2)),
    }
    kept = pick.sample(sorted(parts), pick.choice((1, 1, 2)))
    reading = {"reading": pick.choice(READINGS)} if {"band", "score_at_least"} & {*kept} else {}
    return reading | {key: parts[key] for key in kept}
