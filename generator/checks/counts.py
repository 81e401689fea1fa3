"""Checks that counts, percentages and totals follow from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from generator.characters import whole_number
from generator.checks.evidence import Evidence, check
from generator.checks.likeness import COUNCIL_WORDS
from generator.findings import Finding, Location, rule
from generator.model.programme import AreaCounts, Saving

# What makes years written with another dash or stroke alike.
_STROKES = str.maketrans("-–\\", "///", " ")
# Savings are planned for some years: further away, a digit of the year is wrong.
_MOST_YEARS_AWAY = 15
# A saving that several councils share is not a misspelt council.
_JOINT = re.compile(r"\b(?:joint|both|all|shared|combined|total|partnership)\b")
# A saving of so much less than the usual one is probably in thousands of pounds.
_MUCH_LESS = 200
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


def _rows(evidence: Evidence) -> tuple[AreaCounts, ...]:
    """The rows of the survey as the input gives them: its areas, then its own total."""
    survey = evidence.pack.survey
    areas = survey.areas if survey else ()
    return (*areas, survey.given_total) if survey and survey.given_total else areas


@check
def check_answers(evidence: Evidence) -> Iterator[Finding]:
    """Yes and no of each question add up to the responses."""
    for area in _rows(evidence):
        for question, (yes, no) in area.answers.items():
            if yes + no != area.responses:
                seen = (
                    f"{area.area}'s {question} has {yes} + {no} = {yes + no} answers, but "
                    f"{area.responses} responses"
                )
                where = area.where.get(f"{question}: Yes") or area.at("responses")
                code = "COUNT-02" if yes + no > area.responses else "COUNT-03"
                yield rule(code).at(where, seen)


@check
def check_total(evidence: Evidence) -> Iterator[Finding]:
    """The survey's own total row is the sum of the areas."""
    survey = evidence.pack.survey
    if survey is None or survey.given_total is None:
        return
    given, total = survey.given_total, survey.total
    pairs = {"responses": (given.responses, total.responses)}
    for question, counts in given.answers.items():
        yes_and_no = zip(("Yes", "No"), counts, total.answers[question], strict=True)
        pairs |= {f"{question}: {answer}": (said, right) for answer, said, right in yes_and_no}
    pairs |= {name: (count, total.other.get(name, 0)) for name, count in given.other.items()}
    for key, (said, right) in pairs.items():
        if said != right:
            name = "Responses" if key == "responses" else key
            seen = f"the total of {name} is {said}, but the areas add up to {right}"
            yield rule("COUNT-04").at(given.at(key), seen, value=str(said))


@check
def check_savings_totals(evidence: Evidence) -> Iterator[Finding]:
    """The totals that the input gives are the sums of their savings."""
    for total in evidence.pack.savings_totals:
        part = [saving for saving in evidence.pack.savings if _belongs(saving, total)]
        right = sum((saving.amount_gbp for saving in part), Decimal(0))
        if total.amount_gbp != right:
            what = " ".join(filter(None, (total.council, total.year)))
            seen = f"{what} is £{total.amount_gbp:,f}, but the savings add up to £{right:,f}"
            yield rule("COUNT-05").at(total.at("amount_gbp"), seen)


@check
def check_savings(evidence: Evidence) -> Iterator[Finding]:
    """Each saving is above 0, in pounds and pence, in a financial year, and of one of the councils.

    A saving below 0 is a cost, and one council's name in a column of others is probably a slip.
    """
    councils = evidence.settings.councils
    known = {"", *map(_council, councils)}
    savings = evidence.pack.savings
    usual = Decimal(median(each.amount_gbp for each in savings)) if savings else Decimal(0)
    slashes = {each.year.translate(_STROKES): each.year for each in reversed(savings)}
    are_known = sum(_council(each.council) in known for each in savings)
    for saving in savings:
        amount = saving.amount_gbp
        of = " ".join(filter(None, (saving.council, saving.year)))
        if amount < 0:
            seen = f"the saving of {of} is below 0: {_pounds(amount)}"
            yield rule("COUNT-07").at(saving.at("amount_gbp"), seen, value=_pounds(amount))
        elif _has_parts_of_a_penny(amount) or 0 < amount < max(Decimal(1), usual / _MUCH_LESS):
            seen = f"the saving of {of} is {_pounds(amount)}; others are about {_pounds(usual)}"
            yield rule("COUNT-08").at(saving.at("amount_gbp"), seen, value=_pounds(amount))
        if (usual_year := slashes[saving.year.translate(_STROKES)]) != saving.year:
            seen = f"the year is written '{saving.year}' here and '{usual_year}' above"
            yield rule("COUNT-09").at(saving.at("year"), seen, value=saving.year)
        if wrong := _wrong_year(saving.year, evidence.settings.period.end.year):
            seen = f"'{saving.year}' {wrong}"
            yield rule("COUNT-09").at(saving.at("year"), seen, value=saving.year)
        if are_known * 2 >= len(savings) and _council(saving.council) not in known:
            seen = f"{saving.council} is none of the councils: {', '.join(councils)}"
            yield rule("COUNT-10").at(saving.at("council"), seen, value=saving.council)


def _has_parts_of_a_penny(amount: Decimal) -> bool:
    # Not round(), which fails for a number of 30 digits.
    exponent = amount.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent < -2


def _pounds(amount: Decimal) -> str:
    return f"{'-' if amount < 0 else ''}£{abs(amount):,f}"


def _council(name: str) -> str:
    """A council's name as it is compared: without its kind. Joint savings count as a council's."""
    plain = COUNCIL_WORDS.sub("", " ".join(name.split())).casefold()
    return "" if _JOINT.search(plain) else plain


def _wrong_year(written: str, near: int) -> str:
    """What is wrong with the year of a saving, "" if nothing is, or if it names no year."""
    found = re.search(r"\b(\d{4})(?: ?[/–-] ?(\d{2}|\d{4}))?\b", written)
    if not found:
        return "names no year" if re.search(r"\d{5}", written) else ""
    first, second = int(found[1]), found[2]
    if second and (int(second) - first - 1) % 100:
        return "is no financial year: its second year does not follow its first"
    away = abs(first - near)
    return f"is {away} years from the period" if away > _MOST_YEARS_AWAY else ""


@check
def check_other_counts(evidence: Evidence) -> Iterator[Finding]:
    """No further count of an area, such as its comments, is above its responses."""
    for area in _rows(evidence):
        for name, count in area.other.items():
            if count > area.responses:
                seen = f"{area.area} has {count} {name}, but {area.responses} responses"
                yield rule("COUNT-11").at(area.at(name), seen, value=str(count))


@check
def check_figures(evidence: Evidence) -> Iterator[Finding]:
    """No key figure is a share above 100%, or has parts of a penny."""
    for figure in evidence.pack.figures:
        value, unit = figure.value, figure.unit.strip()
        said = f"{value.normalize():f}"
        if unit in ("%", "per cent") and abs(value) > 100:
            seen = f"{figure.name} is {said}%"
        elif unit in ("£", "GBP") and _has_parts_of_a_penny(value):
            seen = f"{figure.name} is £{said}, with parts of a penny"
        else:
            continue
        yield rule("COUNT-12").at(figure.at("value"), seen, value=said)


def _belongs(saving: Saving, total: Saving) -> bool:
    """Whether a saving is part of a total, which is of a year, of a council, or of all."""
    by_year = not total.year or _is_total(total.year) or saving.year == total.year
    by_council = not total.council or _is_total(total.council) or saving.council == total.council
    return by_year and by_council


def _is_total(text: str) -> bool:
    return re.search(r"\btotals?\b", text, re.IGNORECASE) is not None


@check
def check_given_shares(evidence: Evidence) -> Iterator[Finding]:
    """The survey's own percentages follow from its counts."""
    for area in _rows(evidence):
        for name, share in area.given_shares.items():
            question, _, answer = name.partition(": ")
            counts = area.answers.get(question)
            if counts is None:
                continue
            part = counts[1] if answer.casefold() == "no" else counts[0]
            bases = {area.responses, sum(counts)} - {0}
            if bases and not any(_follows(part, whole, share) for whole in bases):
                whole = area.responses or sum(counts)
                yield _wrong_share(area.at(f"{name} %"), part, whole, share)


@check
def check_written_shares(evidence: Evidence) -> Iterator[Finding]:
    """A percentage in the text beside "45 of 78" follows from these two counts."""
    for line, location in evidence.prose:
        if "%" not in line and "cent" not in line:
            continue
        for pattern in (_OF, _SHARE_FIRST):
            for found in pattern.finditer(line):
                part, whole = (
                    whole_number(found[name].replace(",", "")) for name in ("part", "whole")
                )
                share = Decimal(found["share"])
                if part is not None and whole and not _follows(part, whole, share):
                    yield _wrong_share(location, part, whole, share)


def _follows(part: int, whole: int, share: Decimal) -> bool:
    """Whether a percentage is part of whole, to less than a unit of its last digit."""
    exponent = share.normalize().as_tuple().exponent
    digits = min(0, exponent) if isinstance(exponent, int) else 0
    return abs(Decimal(part) * 100 / whole - share) < Decimal(10) ** digits


def _wrong_share(location: Location, part: int, whole: int, share: Decimal) -> Finding:
    said, right = f"{share.normalize():f}%", f"{Decimal(part) * 100 / whole:.1f}%"
    seen = f"{said} is given for {part} of {whole}, which is {right}"
    return rule("COUNT-06").at(location, seen, value=said)
