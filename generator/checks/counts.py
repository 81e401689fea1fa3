"""Checks that counts, percentages and totals follow from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.evidence import Evidence, place
from generator.findings import Finding, Location, rule
from generator.model.programme import AreaCounts, Saving

ANSWERS_EXCEED = rule("COUNT-02")
ANSWERS_SHORT = rule("COUNT-03")
TOTAL_WRONG = rule("COUNT-04")
SAVINGS_WRONG = rule("COUNT-05")
SHARE_WRONG = rule("COUNT-06")
_OF = re.compile(
    r"(?P<part>\d[\d,]*)\s+(?:\w+\s+)?(?:of|out of)\s+(?:the\s+|all\s+)?(?P<whole>\d[\d,]*)\b"
    r"[^.;()%]{0,40}?\(?\s*(?P<share>\d+(?:\.\d+)?)\s*(?:%|per ?cent)",
    re.IGNORECASE,
)
_SHARE_FIRST = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s*(?:%|per ?cent)\s*\(\s*(?P<part>\d[\d,]*)\s+(?:of|out of)\s+"
    r"(?:the\s+)?(?P<whole>\d[\d,]*)",
    re.IGNORECASE,
)


def check_answers(evidence: Evidence) -> Iterator[Finding]:
    """Yes and no of each question add up to the responses."""
    survey = evidence.pack.survey
    if survey is None:
        return
    given = (survey.given_total,) if survey.given_total else ()
    for area in (*survey.areas, *given):
        for question, (yes, no) in area.answers.items():
            if yes + no == area.responses:
                continue
            rule = ANSWERS_EXCEED if yes + no > area.responses else ANSWERS_SHORT
            seen = (
                f"{area.area}'s {question} has {yes} + {no} = {yes + no} answers, but "
                f"{area.responses} responses"
            )
            yield rule.at(_answer_place(area, question), seen)


def _answer_place(area: AreaCounts, question: str) -> Location:
    return area.where.get(f"{question}: Yes") or place(area.where, "responses")


def check_total(evidence: Evidence) -> Iterator[Finding]:
    """The survey's own total row is the sum of the areas."""
    survey = evidence.pack.survey
    if survey is None or survey.given_total is None:
        return
    given, total = survey.given_total, survey.total
    pairs = {"responses": (given.responses, total.responses, "Responses")}
    for question, counts in given.answers.items():
        for index, answer in enumerate(("Yes", "No")):
            key = f"{question}: {answer}"
            pairs[key] = (counts[index], total.answers[question][index], key)
    for name, count in given.other.items():
        pairs[name] = (count, total.other.get(name, 0), name)
    for key, (said, right, name) in pairs.items():
        if said != right:
            seen = f"the total of {name} says {said}, but the areas add up to {right}"
            yield TOTAL_WRONG.at(place(given.where, key), seen)


def check_savings_totals(evidence: Evidence) -> Iterator[Finding]:
    """The savings' own totals are the sums of what they stand for."""
    for total in evidence.pack.savings_totals:
        part = [saving for saving in evidence.pack.savings if _belongs(saving, total)]
        right = sum((saving.amount_gbp for saving in part), Decimal(0))
        if total.amount_gbp != right:
            what = " ".join(filter(None, (total.council, total.year)))
            seen = f"{what} says £{total.amount_gbp:,f}, but the savings add up to £{right:,f}"
            yield SAVINGS_WRONG.at(place(total.where, "amount_gbp"), seen)


def _belongs(saving: Saving, total: Saving) -> bool:
    """Whether a total stands for a saving: of its year, of its council, or of all."""
    by_year = not total.year or _is_total(total.year) or saving.year == total.year
    by_council = not total.council or _is_total(total.council) or saving.council == total.council
    return by_year and by_council


def _is_total(text: str) -> bool:
    return re.search(r"\btotals?\b", text, re.IGNORECASE) is not None


def check_given_shares(evidence: Evidence) -> Iterator[Finding]:
    """The survey's own percentages follow from its counts."""
    survey = evidence.pack.survey
    if survey is None:
        return
    given = (survey.given_total,) if survey.given_total else ()
    for area in (*survey.areas, *given):
        for name, share in area.given_shares.items():
            question, _, answer = name.partition(": ")
            counts = area.answers.get(question)
            if counts is None:
                continue
            part = counts[1] if answer.casefold() == "no" else counts[0]
            bases = {area.responses, sum(counts)} - {0}
            if bases and not any(_follows(part, whole, share) for whole in bases):
                whole = area.responses or sum(counts)
                yield SHARE_WRONG.at(place(area.where, f"{name} %"), _share(part, whole, share))


def check_written_shares(evidence: Evidence) -> Iterator[Finding]:
    """A percentage in the text beside "45 of 78" is that of the two."""
    for line, location in evidence.prose():
        if "%" not in line and "cent" not in line:
            continue
        for pattern in (_OF, _SHARE_FIRST):
            for found in pattern.finditer(line):
                part, whole = (int(found[name].replace(",", "")) for name in ("part", "whole"))
                share = Decimal(found["share"])
                if whole and not _follows(part, whole, share):
                    yield SHARE_WRONG.at(location, _share(part, whole, share))


def _follows(part: int, whole: int, share: Decimal) -> bool:
    """Whether a percentage is part of whole, to within a unit of its last digit."""
    exponent = share.normalize().as_tuple().exponent
    digits = min(0, exponent) if isinstance(exponent, int) else 0
    return abs(Decimal(part) * 100 / whole - share) < Decimal(10) ** digits


def _share(part: int, whole: int, share: Decimal) -> str:
    right = Decimal(part) * 100 / whole
    return f"{share.normalize():f}% is given for {part} of {whole}, which is {right:.1f}%"
