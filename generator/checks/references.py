"""Checks of references: none twice, none nearly the same, gaps in a series."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks.evidence import Evidence, place
from generator.checks.likeness import alike_pairs
from generator.findings import Finding, Location, rule

DUPLICATE = rule("REF-01")
NEARLY_SAME = rule("REF-02")
GAP = rule("REF-03")
_SERIES = re.compile(r"^(.*?)(\d+)$")
_MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class _Named:
    reference: str
    text: str
    location: Location
    text_location: Location


def _inputs(evidence: Evidence) -> Iterator[Sequence[_Named]]:
    """The records of each input that has references."""
    pack = evidence.pack
    yield [
        _Named(
            reference=risk.reference,
            text=risk.description,
            location=place(risk.where, "reference"),
            text_location=place(risk.where, "description"),
        )
        for risk in evidence.risks
    ]
    yield [
        _Named(
            reference=action.reference,
            text=action.recommendation,
            location=place(action.where, "reference"),
            text_location=place(action.where, "recommendation"),
        )
        for action in evidence.actions
    ]
    yield [_named(figure.name, figure.where, "name") for figure in pack.figures]
    yield [_named(f"{each.council} {each.year}", each.where, "council") for each in pack.savings]
    areas = pack.survey.areas if pack.survey else ()
    yield [_named(area.area, area.where, "area") for area in areas]
    yield [_named(each.service, each.where, "service") for each in pack.service_reviews]


def _named(reference: str, where: Mapping[str, Location], key: str) -> _Named:
    location = place(where, key)
    return _Named(reference=reference, text="", location=location, text_location=location)


def check_duplicates(evidence: Evidence) -> Iterator[Finding]:
    """No two records of an input bear one reference."""
    for records in _inputs(evidence):
        first: dict[str, _Named] = {}
        for record in records:
            key = " ".join(record.reference.split()).casefold()
            earlier = first.setdefault(key, record) if key else record
            if earlier is not record:
                seen = f"{record.reference} is the reference of row {earlier.location.row} already"
                yield DUPLICATE.at(record.location, seen)


def check_nearly_same(evidence: Evidence) -> Iterator[Finding]:
    """No two references differ only in form, and no two descriptions only in a word or two."""
    for records in _inputs(evidence):
        yield from _alike_references(records)
        texts = [record.text for record in records]
        for first, second in alike_pairs(texts):
            one, other = records[first], records[second]
            whole = other.reference.rpartition("/")[0]
            if whole and whole in (one.reference, one.reference.rpartition("/")[0]):
                continue  # two parts of one record, R1 and R1/2, share its text
            seen = f"{other.reference} and {one.reference} have nearly the same description"
            yield NEARLY_SAME.at(other.text_location, seen)


def _alike_references(records: Sequence[_Named]) -> Iterator[Finding]:
    forms: dict[str, _Named] = {}
    for record in records:
        form = re.sub(r"[\W_]+", "", record.reference).casefold()
        form = re.sub(r"(?<!\d)0+(?=\d)", "", form)
        earlier = forms.setdefault(form, record) if form else record
        same = record.reference.casefold() == earlier.reference.casefold()
        if earlier is not record and not same and not _is_dotted(record, earlier):
            seen = f"{record.reference} and {earlier.reference} differ only in how they are written"
            yield NEARLY_SAME.at(record.location, seen)


def _is_dotted(*records: _Named) -> bool:
    """Whether punctuation parts numbers, so that 1.11 and 11.1 are two references."""
    return any(re.search(r"\d[\W_]+\d", record.reference) for record in records)


def check_gaps(evidence: Evidence) -> Iterator[Finding]:
    """No number is missing from a series such as WR1, WR2, WR4."""
    for records in list(_inputs(evidence))[:2]:
        series: dict[str, dict[int, _Named]] = defaultdict(dict)
        for record in records:
            found = _SERIES.match(record.reference.strip())
            if found and len(found[2]) < 7:
                series[found[1]][int(found[2])] = record
        for prefix, numbered in series.items():
            yield from _gaps(prefix, numbered)


def _gaps(prefix: str, numbered: Mapping[int, _Named]) -> Iterator[Finding]:
    low, high = min(numbered), max(numbered)
    missing = [number for number in range(low, min(high, low + 10_000)) if number not in numbered]
    if len(numbered) < 3 or not missing or len(missing) > len(numbered):
        return
    names = ", ".join(f"{prefix}{number}" for number in missing[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    verb = "is" if len(missing) == 1 else "are"
    after = next(number for number in sorted(numbered) if number > missing[0])
    seen = f"{names}{more} {verb} missing between {prefix}{low} and {prefix}{high}"
    yield GAP.at(numbered[after].location, seen)
