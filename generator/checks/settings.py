"""Checks of the settings: scales and bands, roles, documents, dates, house style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule
from generator.model.standing import bands_upwards, possible_scores
from generator.settings.pack_settings import LETTERED, register_to_paste
from generator.settings.scoring import SCORING_TO_PASTE, ScalePoint, Scoring

# WCAG 2.2 AA, which the regulations of 2018 ask of what public bodies publish.
_LEAST_CONTRAST = 4.5
# Words that stand at one end alone: they tell a scale that is listed the wrong way round.
_TOP = {
    *("red", "high", "very high", "critical", "severe", "extreme", "catastrophic", "major"),
    *("almost certain", "very likely", "certain", "highly likely", "probable"),
}
_BOTTOM = {
    *("green", "low", "very low", "negligible", "insignificant", "minor", "minimal", "trivial"),
    *("rare", "remote", "unlikely", "very unlikely", "improbable", "highly unlikely"),
}
_MARKINGS = (
    *("OFFICIAL", "OFFICIAL-SENSITIVE", "OFFICIAL SENSITIVE", "OFFICIAL - SENSITIVE", "PUBLIC"),
    *("OFFICIAL: SENSITIVE", "NOT PROTECTIVELY MARKED", "UNCLASSIFIED", "CONFIDENTIAL", "EXEMPT"),
    *("RESTRICTED", "INTERNAL", "DRAFT"),
)
# The usual forms of BCP 47: en, en-GB, cy-GB.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_MATRIX = """\
Add it under scoring, one row per likelihood, the highest first, with your bands' letters:
  matrix:
    - [A, R, R]
    - [G, A, R]
    - [G, G, A]"""
# The colours that every pack uses, and for what.
_COMMON_COLOURS = {
    "header": "the header row of every table",
    "editable": "every cell that people should edit",
    "none": "every cell without a rating",
    "red": "the list of errors",
    "amber": "the list of warnings",
}


@check
def check_scoring(evidence: Evidence) -> Iterator[Finding]:
    """A pack with a register has the parts scoring and risk_register: one finding if not."""
    pack, settings = evidence.pack, evidence.settings
    if settings.inputs.risk_register is None:
        return
    missing = {}
    if settings.scoring is None:
        shown = pack.register.suggested_scoring if pack.register else ""
        missing["scoring"] = shown or SCORING_TO_PASTE
    if settings.risk_register is None:
        missing["risk_register"] = register_to_paste(settings)
    if missing:
        seen = f"the pack has a risk register, but pack.yaml has no {' and no '.join(missing)}"
        lines = "\n".join(missing.values())
        remedy = f"Add these lines to pack.yaml, with your council's words:\n{lines}"
        yield rule("PACK-07").at(evidence.at("inputs.risk_register"), seen, remedy)


@check
def check_scales(evidence: Evidence) -> Iterator[Finding]:
    """Both scales count 1, 2, 3 and so on; limits of percentages or amounts rise."""
    scoring = evidence.settings.scoring
    scales = {"impact": scoring.impact, "likelihood": scoring.likelihood} if scoring else {}
    for name, scale in scales.items():
        place = evidence.at(f"scoring.{name}")
        steps = [point.score for point in scale]
        if steps != list(range(1, len(steps) + 1)):
            seen = f"the steps of scoring.{name} are {', '.join(map(str, steps))}"
            yield rule("PACK-08").at(place, seen)
        elif mistake := _limit_mistake(scale):
            remedy = "Give up_to of every step but the last, each higher than the one before."
            yield rule("PACK-08").at(place, f"scoring.{name} {mistake}", remedy)


def _limit_mistake(scale: Sequence[ScalePoint]) -> str:
    """What is wrong with the limits of a scale; "" for nothing, or where it has none."""
    *most, last = scale
    given = [point for point in scale if point.limit is not None]
    if not given:
        return ""
    if any(point.limit is None for point in most):
        return f"gives up_to for {given[0].word}, but not for every step below {last.word}"
    if len({point.up_to.strip().endswith("%") for point in given}) > 1:
        return "mixes percentages with amounts in up_to"
    limits = [point.limit or 0 for point in given]
    if any(low >= high for low, high in pairwise(limits)):
        return f"has limits that do not rise: {', '.join(point.up_to for point in given)}"
    return ""


@check
def check_bands(evidence: Evidence) -> Iterator[Finding]:
    """Every score is in exactly one band; a matrix has the right shape and letters."""
    scoring = evidence.settings.scoring
    if scoring is None:
        return
    key = "scoring.matrix" if scoring.matrix else "scoring.bands"
    mistakes = _matrix_mistakes(scoring) if scoring.matrix else _range_mistakes(scoring)
    if scoring.score == "matrix" and not scoring.matrix:
        at = evidence.at("scoring.score")
        yield rule("PACK-09").at(at, "the score is that of a matrix, but there is none", _MATRIX)
        return
    for place, seen in (("scoring.bands", _double_letters(scoring)), (key, mistakes)):
        for each in seen:
            yield rule("PACK-09").at(evidence.at(place), each)


def _double_letters(scoring: Scoring) -> Iterator[str]:
    letters = [band.letter for band in scoring.bands]
    for letter in dict.fromkeys(each for each in letters if letters.count(each) > 1):
        yield f"two bands have the letter {letter}"


def _range_mistakes(scoring: Scoring) -> Iterator[str]:
    limits = [(band.word, band.lowest, band.highest) for band in scoring.bands]
    if scoring.score == "given" and {(low, high) for _, low, high in limits} == {(None, None)}:
        return  # the register's own ratings tell the bands
    known = [(word, low, high) for word, low, high in limits if low and high]
    if len(known) < len(limits):
        for word, low, high in limits:
            if missing := " and ".join(["lowest"] * (low is None) + ["highest"] * (high is None)):
                yield f"{word} has no {missing}"
        return
    for score in possible_scores(scoring):
        held = [word for word, low, high in known if low <= score <= high]
        if len(held) != 1:
            yield f"score {score} is in {' and '.join(held) or 'no band'}"
    for word, low, high in known:
        if low > high:
            yield f"{word} goes from {low} down to {high}"


def _matrix_mistakes(scoring: Scoring) -> Iterator[str]:
    rows, likelihoods = len(scoring.matrix), len(scoring.likelihood)
    if rows != likelihoods:
        yield f"the matrix has {rows} rows, but there are {likelihoods} likelihoods"
    letters = {band.letter for band in scoring.bands}
    for number, row in enumerate(scoring.matrix, start=1):
        if len(row) != len(scoring.impact):
            cells, impacts = len(row), len(scoring.impact)
            yield f"row {number} of the matrix has {cells} cells, but there are {impacts} impacts"
        for letter in dict.fromkeys(each for each in row if each not in letters):
            yield f"the matrix has {letter}, which is not the letter of a band"


@check
def check_exception_bands(evidence: Evidence) -> Iterator[Finding]:
    """Every band that the exception rule names is one of the pack's."""
    scoring, register = evidence.settings.scoring, evidence.settings.risk_register
    if scoring is None or register is None:
        return
    known = _listed([f"{band.letter} {band.word}" for band in scoring.bands])
    for number, condition in enumerate(register.exceptions.any_of):
        for index, name in enumerate(condition.band):
            if scoring.band_named(name) is None:
                key = f"risk_register.exceptions.any_of.{number}.band.{index}"
                seen = f"the exception rule names the band {name}, but the bands are {known}"
                yield rule("PACK-16").at(evidence.at(key), seen, value=name)


def _listed(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


@check
def check_scale_order(evidence: Evidence) -> Iterator[Finding]:
    """Scales and bands go upwards: the highest step is not Rare, the highest band not Green."""
    scoring, at = evidence.settings.scoring, evidence.at
    if scoring is None:
        return
    ends = [
        ("scoring.bands", [band.word for band in bands_upwards(scoring)]),
        ("scoring.impact", [step.word for step in scoring.impact]),
        ("scoring.likelihood", [step.word for step in scoring.likelihood]),
    ]
    for path, words in ends:
        if len(words) > 1 and (words[0].casefold() in _TOP or words[-1].casefold() in _BOTTOM):
            seen = f"{path} goes from {words[0]} up to {words[-1]}"
            yield rule("PACK-22").at(at(path), seen)
        for number, word in enumerate(words):
            if word in words[:number]:
                where = at(path if path == "scoring.bands" else f"{path}.{number}")
                yield rule("PACK-23").at(where, f"{path} has the word {word} twice", value=word)


@check
def check_exception_scores(evidence: Evidence) -> Iterator[Finding]:
    """No condition of the exception rule names a score that every risk has, or that none can."""
    scoring, register = evidence.settings.scoring, evidence.settings.risk_register
    if scoring is None or register is None:
        return
    for number, condition in enumerate(register.exceptions.any_of):
        lowest, scores = condition.score_at_least, possible_scores(scoring)
        if lowest is not None and scores and not scores[0] < lowest <= scores[-1]:
            place = f"risk_register.exceptions.any_of.{number}.score_at_least"
            seen = f"score_at_least is {lowest}, but scores go from {scores[0]} to {scores[-1]}"
            yield rule("PACK-24").at(evidence.at(place), seen, value=str(lowest))


@check
def check_repeats(evidence: Evidence) -> Iterator[Finding]:
    """No list of pack.yaml has an entry twice."""
    settings = evidence.settings
    lists = {"councils": settings.councils}
    lists["roles"] = tuple(role.title for role in settings.roles)
    if settings.report:
        lists["report.background_papers"] = settings.report.background_papers
    if settings.mail and settings.mail.attach:
        lists["mail.attach"] = settings.mail.attach
    for number, document in enumerate(settings.documents):
        lists[f"documents.{number}.charts"] = document.charts
    for path, entries in lists.items():
        plain = [" ".join(entry.split()).casefold() for entry in entries]
        for number, entry in enumerate(plain):
            if entry in plain[:number]:
                seen = f"{path} has {entries[number]} twice"
                yield rule("PACK-23").at(evidence.at(f"{path}.{number}"), seen)


@check
def check_marking(evidence: Evidence) -> Iterator[Finding]:
    """The protective marking and the language are spelt as they are known."""
    settings = evidence.settings
    marking = " ".join(settings.marking.upper().split())
    near = get_close_matches(marking, _MARKINGS, n=1, cutoff=0.85)
    if near and marking not in _MARKINGS:
        seen = f"the marking is '{settings.marking}'; did you mean '{near[0]}'?"
        yield rule("PACK-25").at(evidence.at("marking"), seen, value=settings.marking)
    if not _LANGUAGE.fullmatch(settings.language):
        seen = f"'{settings.language}' is not the code of a language, such as en-GB"
        yield rule("PACK-25").at(evidence.at("language"), seen, value=settings.language)


@check
def check_roles(evidence: Evidence) -> Iterator[Finding]:
    """No two roles have the same initials or other spelling."""
    taken: dict[str, int] = {}
    for number, role in enumerate(evidence.settings.roles):
        for name in dict.fromkeys(each.casefold() for each in (role.initials, *role.also_written)):
            if taken.setdefault(name, number) != number:
                place = evidence.at(f"roles.{number}")
                yield rule("PACK-10").at(place, f"{name.upper()} is used for two roles")


@check
def check_documents(evidence: Evidence) -> Iterator[Finding]:
    """No two documents have the same file name or appendix number, and no number is missing."""
    names: set[str] = set()
    places: dict[int, str] = {}
    for index, document in enumerate(evidence.settings.documents):
        place = evidence.at(f"documents.{index}")
        if document.file_name in names:
            yield rule("PACK-11").at(place, f"two documents are named {document.file_name}")
        names.add(document.file_name)
        if document.appendix is not None:
            if document.appendix_place in places:
                yield rule("PACK-11").at(place, f"two documents are Appendix {document.appendix}")
            places[document.appendix_place] = document.appendix
    yield from _appendix_gaps(evidence, places)


def _appendix_gaps(evidence: Evidence, places: Mapping[int, str]) -> Iterator[Finding]:
    """The first number, and the first letter, that an appendix should have and none has."""
    appendices = [document.appendix for document in evidence.settings.documents]
    for is_number in (True, False):
        kept = sorted(at for at, name in places.items() if name.isdecimal() == is_number)
        first = 1 if is_number else LETTERED
        gap = next((at for at, there in enumerate(kept, start=first) if at != there), None)
        if gap is not None:
            after = places[min(at for at in kept if at > gap)]
            missing = str(gap) if is_number else chr(ord("A") + gap - LETTERED)
            place = evidence.at(f"documents.{appendices.index(after)}")
            seen = f"there is an Appendix {after}, but no Appendix {missing}"
            yield rule("PACK-12").at(place, seen)


@check
def check_document_inputs(evidence: Evidence) -> Iterator[Finding]:
    """The pack has the input that each document shows."""
    pack, inputs = evidence.pack, evidence.settings.inputs
    for index, document in enumerate(pack.settings.documents):
        place = evidence.at(f"documents.{index}")
        key = (document.workbook or "").replace("-", "_")
        if key and getattr(inputs, key) is None:
            what = key.replace("_", " ")
            seen = f"{document.file_name} shows the {what}, but inputs has no {key}"
            yield rule("PACK-13").at(place, seen)
        is_missing = document.narrative and document.narrative not in pack.narrative_of(document)
        if is_missing and (inputs.narrative or document.texts):
            seen = (
                f"{document.file_name} prints the section {document.narrative}, but the narrative "
                "does not have it"
            )
            yield rule("PACK-13").at(place, seen)


@check
def check_attachments(evidence: Evidence) -> Iterator[Finding]:
    """The mail attaches only documents that the pack makes."""
    settings = evidence.settings
    known = sorted({document.file_name for document in settings.documents})
    attached = settings.mail.attach if settings.mail else None
    for number, name in enumerate(attached or ()):
        if name not in known:
            place = evidence.at(f"mail.attach.{number}")
            seen = f"mail.attach names {name}, but the pack makes {', '.join(known)}"
            yield rule("PACK-15").at(place, seen, value=name)


@check
def check_colours(evidence: Evidence) -> Iterator[Finding]:
    """The house style has every colour that the pack uses."""
    pack, settings = evidence.pack, evidence.settings
    bands = settings.scoring.bands if settings.scoring else ()
    statuses = settings.action_plan.key if settings.action_plan else ()
    used = [(pack.style_at("colours"), what, name) for name, what in _COMMON_COLOURS.items()]
    for number, band in enumerate(bands):
        place = evidence.at(f"scoring.bands.{number}")
        used.append((place, f"the band {band.word}", band.colour_name))
    for number, status in enumerate(statuses):
        place = evidence.at(f"action_plan.key.{number}")
        used.append((place, f"the status {status.word}", status.colour_name))
    for place, what, name in used:
        if name not in pack.house_style.colours:
            seen = f"{what} uses the colour {name}, which house-style.yaml does not define"
            yield rule("STYLE-01").at(place, seen, value=name)


@check
def check_contrast(evidence: Evidence) -> Iterator[Finding]:
    """The text of every colour can be read on its background (WCAG 2.2 AA)."""
    for name, colour in evidence.pack.house_style.colours.items():
        if colour.contrast < _LEAST_CONTRAST:
            seen = (
                f"the text of the colour {name} has a contrast of {colour.contrast:.1f}:1 to its "
                "background"
            )
            yield rule("STYLE-02").at(evidence.pack.style_at(f"colours.{name}"), seen)
