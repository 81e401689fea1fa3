"""Reads from a register's heading which measure a column holds, and of which stage.

Registers head their scores in many ways: "Inherent L", "Current Risk Score (1-25)", "Likelihood
(Target)", or a group heading "Residual" over "I", "L", "Total". A heading counts as a score's only
if every word of it is known here, so that "Impact on residents" stays a text.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from generator.inputs.cells.text_cells import word_set
from generator.inputs.tables.heading_words import plain
from generator.settings.exceptions import ReadingName
from generator.settings.pack_settings import PackSettings

DeclaredStages = tuple[tuple[str, ReadingName], ...]
"""Words of headings, plain, and the readings that pack.yaml says they mean."""


def declared_stages(settings: PackSettings) -> DeclaredStages:
    """The words of headings that the pack declares to mean a reading."""
    declared = settings.risk_register.stages if settings.risk_register else {}
    return tuple((plain(word), reading) for word, reading in declared.items())


class Stage(StrEnum):
    """When a score holds, in the register's words."""

    BEFORE = "before action"
    AFTER = "after action"
    TARGET = "target"
    REVISED = "revised"
    PREVIOUS = "previous"
    NOW = "now"
    PLAIN = "not said"


class Measure(StrEnum):
    """What a column of a reading holds."""

    IMPACT = "impact"
    LIKELIHOOD = "likelihood"
    SCORE = "score"
    RAG = "rag"


@dataclass(frozen=True, kw_only=True)
class ScoreHeading:
    """What a heading says: stage and measure; `earlier` names an earlier period instead."""

    stage: Stage
    measure: Measure
    earlier: str = ""


_OF_READING: Mapping[ReadingName, Stage] = {
    "baseline": Stage.BEFORE,
    "previous": Stage.PREVIOUS,
    "latest": Stage.NOW,
    "target": Stage.TARGET,
}
_STAGES: Mapping[Stage, frozenset[str]] = {
    Stage.BEFORE: word_set(
        "baseline inherent gross initial original raw uncontrolled unmitigated untreated pre "
        "starting first base start opening before"
    ),
    Stage.NOW: word_set("latest current now present live actual today currently this"),
    Stage.REVISED: word_set("revised reassessed"),
    Stage.AFTER: word_set("residual net controlled mitigated managed treated post remaining after"),
    Stage.TARGET: word_set(
        "target desired appetite goal tolerable acceptable expected future planned projected "
        "forecast tolerance intended aspirational"
    ),
}
_IMPACT = word_set(
    "impact i imp consequence consequences severity impacts effect magnitude c conseq sev"
)
_LIKELIHOOD = word_set(
    "likelihood l probability prob p frequency freq frq occurrence lhood likelihoods"
)
_SCORE = word_set(
    "score scores rating ratings total product overall exposure level rank ranking index rpn t lxi "
    "ixl pxi ixp cxl lxc sxl lxs risklevel factor grade"
)
_RAG = word_set("rag colour color bragg brag ragstatus")
_NOISE = word_set(
    "risk risks the of a an x by to 1 2 3 4 5 6 8 10 12 16 20 25 out on in as at and is "
    "assessment status evaluation calculated auto number numeric scale matrix position period "
    "quarter this qtr rated analysis multiplied times equals scoring if per max assessed "
    "% percent percentage"
)
_ABOUT_ACTION = word_set(
    "control controls mitigation mitigations mitigating action actions treatment management "
    "measures existing further before without with no any all place applied planned"
)
"""Words that count as known only within a phrase such as "before controls"."""
_EARLIER_WORDS = word_set("previous prior last earlier former prev")
_SPANS = word_set("quarter qtr period month")
_BEFORE_PHRASES = (
    "before control", "before mitigat", "without control", "no control", "before action",
    "pre mitigat", "pre control", "without mitigat", "prior to control", "prior to mitigat",
    "before any", "before treatment", "pre action", "pre treatment",
)  # fmt: skip
_AFTER_PHRASES = (
    "after control", "after mitigat", "with control", "post mitigat", "post control",
    "after action", "with mitigat", "with existing control", "with current control",
    "after existing", "after current", "post action", "after treatment", "post treatment",
)  # fmt: skip
_TARGET_PHRASES = ("after further", "after planned", "with further", "with planned", "after all")
_STAGE_WORDS = frozenset[str]().union(*_STAGES.values())
_KNOWN = _IMPACT | _LIKELIHOOD | _SCORE | _RAG | _NOISE | _STAGE_WORDS | _EARLIER_WORDS
_SPELLINGS = sorted(word for word in _KNOWN - _NOISE if len(word) > 4)
_EARLIER = re.compile(
    r"\b(previous|prior|last|earlier|former|prev)\b(?! (review|updated|reviewed|update))"
)
_SCALE = re.compile(
    r"[(\[]\s*(?:v?[hml]|low|med|medium|high|\d{1,2})(?:(?:\s*[-–—/,]\s*|\s+to\s+)"
    r"(?:v?[hml]|low|med|medium|high|\d{1,3}))+\s*[)\]]",
    re.IGNORECASE,
)
"""The scale in brackets after a heading: (1-5), (H/M/L), (low to high)."""
_PERIOD = re.compile(
    r"\b(?:q(?:uarter)? ?[1-4]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"(?: (?:20)?\d\d(?: (?:20)?\d\d)?)?\b|\b20\d\d(?: \d\d)?\b"
    r"|\b(?:20)?\d\d \d\d(?: \d\d(?:\d\d)?)?\b"
)


@lru_cache(maxsize=4096)
def parse_reading(
    heading: str, group: str = "", declared: DeclaredStages = ()
) -> ScoreHeading | None:
    """The measure and stage that a heading names; None if it is not the heading of a score.

    A word that pack.yaml declares tells the stage before any other does.
    """
    own = plain(_SCALE.sub(" ", heading))
    whole = f"{plain(_SCALE.sub(' ', group))} {own}".strip()
    for word, reading in declared:
        if f" {word} " in f" {whole} ":
            rest, above = (f" {text} ".replace(f" {word} ", " ") for text in (own, group))
            found = parse_reading(rest.strip() or "score", above.strip())
            return replace(found, stage=_OF_READING[reading], earlier="") if found else None
    period = _period(whole)
    said = set(_PERIOD.sub(" ", whole).split()) if period else set(whole.split())
    own_words = set(_PERIOD.sub(" ", own).split()) or said
    measure = _measure(own_words) or _measure(said)
    if measure is None and _is_stage(said):
        measure = Measure.SCORE
    if measure is None or not _all_known(said, whole):
        return None
    stage = _stage(whole, said)
    if _EARLIER.search(whole):
        if stage in (Stage.BEFORE, Stage.TARGET):
            return None  # an earlier baseline or target is not what the latest score moved from
        if not period:
            return ScoreHeading(stage=Stage.PREVIOUS, measure=measure)
        return ScoreHeading(stage=stage, measure=measure, earlier=period)
    if period and stage is Stage.PLAIN:
        return ScoreHeading(stage=stage, measure=measure, earlier=period)
    return ScoreHeading(stage=stage, measure=measure)


def correct_reading(heading: str, group: str = "") -> tuple[str, ScoreHeading] | None:
    """The score's heading that a misspelt one resembles ("likelyhood"), and what it says."""
    words = [
        word
        if word in _KNOWN
        else next(iter(difflib.get_close_matches(word, _SPELLINGS, n=1, cutoff=0.8)), word)
        for word in plain(_SCALE.sub(" ", heading)).split()
    ]
    corrected = " ".join(words)
    found = parse_reading(corrected, group)
    return (corrected, found) if found is not None and corrected != plain(heading) else None


def _period(text: str) -> str:
    found = _PERIOD.search(text)
    return found[0] if found else ""


def _all_known(said: set[str], whole: str) -> bool:
    phrases = (*_BEFORE_PHRASES, *_AFTER_PHRASES, *_TARGET_PHRASES)
    about_action = any(phrase in whole for phrase in phrases)
    return said <= (_KNOWN | _ABOUT_ACTION if about_action else _KNOWN)


def _measure(said: set[str]) -> Measure | None:
    """The measure that the words name; a stage's word alone names none."""
    if said & _RAG:
        return Measure.RAG
    impact, likelihood = bool(said & _IMPACT), bool(said & _LIKELIHOOD)
    if impact and likelihood:
        return Measure.SCORE
    if impact:
        return Measure.IMPACT
    if likelihood:
        return Measure.LIKELIHOOD
    return Measure.SCORE if said & _SCORE else None


def says_rank(heading: str) -> bool:
    """Whether a heading is that of a rank, which orders the risks instead of scoring them."""
    said = set(plain(heading).split())
    return bool(said & {"rank", "ranking"}) and not said & {"score", "scores", "rating"}


def is_stage_alone(heading: str) -> bool:
    """Whether a heading names a stage and no measure: "Inherent risk", "Risk appetite"."""
    return _is_stage(set(plain(heading).split()))


def _is_stage(said: set[str]) -> bool:
    """Whether words such as "inherent risk" or "last quarter" represent the score itself."""
    if said & _SPANS and said <= _SPANS | _EARLIER_WORDS | {"this", "current"}:
        return len(said) > 1
    return bool(said & _STAGE_WORDS) and said <= _STAGE_WORDS | {"risk", "risks", "the"}


def _stage(whole: str, said: set[str]) -> Stage:
    for phrases, stage in (
        (_TARGET_PHRASES, Stage.TARGET),
        (_BEFORE_PHRASES, Stage.BEFORE),
        (_AFTER_PHRASES, Stage.AFTER),
    ):
        if any(phrase in whole for phrase in phrases):
            return stage
    found = [stage for stage, names in _STAGES.items() if said & names]
    for stage in (Stage.TARGET, Stage.NOW):
        if stage in found:
            return stage
    return found[0] if found else Stage.PLAIN


def slots(stages: Sequence[Stage]) -> dict[Stage, ReadingName]:
    """Which reading each stage of a register is.

    What "residual" or a score without a word means depends on what is beside it: the score
    after action is the latest one unless another column says "current"; a score without a word is
    the latest one beside a target, and the baseline beside a score after action.
    """
    present = set(stages)
    taken: dict[Stage, ReadingName] = {}

    def take(stage: Stage, *choices: ReadingName) -> None:
        free = [choice for choice in choices if choice not in taken.values()]
        if stage in present and stage not in taken and free:
            taken[stage] = free[0]

    for reading, stage in _OF_READING.items():
        take(stage, reading)
    if Stage.PLAIN in present and Stage.BEFORE not in present and present & {
        Stage.AFTER, Stage.REVISED, Stage.NOW
    }:  # fmt: skip
        take(Stage.PLAIN, "baseline")
    for stage in DOUBTFUL:
        take(stage, "latest", "target", "previous")
    take(Stage.PLAIN, "latest", "baseline")
    return taken


DOUBTFUL = (Stage.AFTER, Stage.REVISED)
"""Beside a latest score, "Residual" and "Revised" may be an earlier reading or the one to be
reached."""


def stage_word(heading: str, stage: Stage) -> str:
    """The word of a heading that tells its stage; the whole heading where no single word does."""
    words = plain(heading).split()
    return next((word for word in words if word in _STAGES[stage]), " ".join(words))


# The council's own words

_READING_WORDS: Mapping[str, frozenset[str]] = {
    "baseline": word_set("baseline inherent gross initial original raw unmitigated uncontrolled"),
    "previous": word_set("previous prior earlier former"),
    "latest": word_set("latest current residual net mitigated managed controlled revised actual"),
    "target": word_set("target desired appetite tolerance expected planned projected forecast"),
}
_READ_AS_HEADED = word_set("revised residual net mitigated reassessed")
"""Words that keep their place in the papers, whichever reading they head."""
_MEASURE_WORDS = {
    "consequence": "Consequence", "consequences": "Consequence", "severity": "Severity",
    "probability": "Probability", "frequency": "Frequency",
}  # fmt: skip
_TREND_WORDS = {
    "direction of travel": "Direction of travel", "dot": "Direction of travel",
    "direction": "Direction", "movement": "Movement", "trajectory": "Trajectory",
}  # fmt: skip


def words_of_headings(
    headings: Mapping[str, str], declared: DeclaredStages = ()
) -> Mapping[str, str]:
    """The register's own words for its readings, impact, likelihood and trend.

    `headings` gives the whole heading of each key. Of several words for one reading the one in
    most headings counts; a word that two readings would share is left out.
    """
    said: dict[str, Counter[str]] = {}
    for key, heading in headings.items():
        reading, _, measure = key.rpartition("_")
        if key == "trend":
            word = _TREND_WORDS.get(plain(heading).replace(".", ""), "")
            said.setdefault("trend", Counter())[word] += 1
        elif reading in _READING_WORDS:
            own = [word for word, meant in declared if meant == reading]
            known = _READING_WORDS[reading] | _READ_AS_HEADED | frozenset(own)
            names = [each for each in plain(heading).split() if each in known]
            said.setdefault(reading, Counter())[names[0].capitalize() if names else ""] += 1
            for each in plain(heading).split():
                if measure in ("impact", "likelihood") and each in _MEASURE_WORDS:
                    said.setdefault(measure, Counter())[_MEASURE_WORDS[each]] += 1
    found = {name: words.most_common(1)[0][0] for name, words in said.items()}
    uses = Counter(found.values())
    return {name: word for name, word in found.items() if word and uses[word] == 1}
