"""Checks of references: none twice, none almost the same, no gap in a series."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks.evidence import Evidence, check
from generator.checks.likeness import alike_pairs
from generator.findings import Finding, Location, rule
from generator.model.placed import Placed

_SERIES = re.compile(r"^(.*?)(\d+)$")
# People read O as 0 and I or l as 1; a program has two references then.
_LETTER_FOR_DIGIT = re.compile(r"^(.*?)([OIl])\d*$")
_MOST_NAMED = 5
# Numbers looked at in a series, so that WR1 and WR999999 take no time.
_LONGEST_GAP_SEARCH = 10_000


@dataclass(frozen=True)
class _Record:
    """A record with its reference and main text, and the keys of the columns that hold them."""

    record: Placed
    reference: str
    key: str = "reference"
    text: str = ""
    text_key: str = "reference"

    @property
    def location(self) -> Location:
        """The place of the reference."""
        return self.record.at(self.key)


def _numbered(evidence: Evidence) -> Iterator[Sequence[_Record]]:
    """The records of each input that numbers its records."""
    yield [
        _Record(each, each.reference, text=each.description, text_key="description")
        for each in evidence.risks
    ]
    yield [
        _Record(each, each.reference, text=each.recommendation, text_key="recommendation")
        for each in evidence.actions
    ]


def _inputs(evidence: Evidence) -> Iterator[Sequence[_Record]]:
    """The records of each input, with what tells one from another as the reference."""
    pack = evidence.pack
    yield from _numbered(evidence)
    yield [_Record(each, each.name, "name") for each in pack.figures]
    yield [_Record(each, f"{each.council} {each.year}", "council") for each in pack.savings]
    yield [_Record(each, each.area, "area") for each in (pack.survey.areas if pack.survey else ())]
    yield [_Record(each, each.service, "service") for each in pack.service_reviews]


@check
def check_duplicates(evidence: Evidence) -> Iterator[Finding]:
    """No two records of an input have the same reference."""
    for records in _inputs(evidence):
        first: dict[str, _Record] = {}
        for record in records:
            key = " ".join(record.reference.split()).casefold()
            earlier = first.setdefault(key, record) if key else record
            if earlier is not record:
                seen = f"{record.reference} is already the reference of row {earlier.location.row}"
                yield rule("REF-01").at(record.location, seen, value=record.reference)


@check
def check_nearly_same(evidence: Evidence) -> Iterator[Finding]:
    """No two references differ only in form, and no two descriptions only in a word or two."""
    for records in _inputs(evidence):
        yield from _alike_references(records)
        for first, second in alike_pairs([record.text for record in records]):
            one, other = records[first], records[second]
            whole = other.reference.rpartition("/")[0]
            if whole and whole in (one.reference, one.reference.rpartition("/")[0]):
                continue  # two parts of one record, R1 and R1/2, share its text
            seen = f"{other.reference} and {one.reference} have almost the same description"
            yield rule("REF-02").at(other.record.at(other.text_key), seen)


def _alike_references(records: Sequence[_Record]) -> Iterator[Finding]:
    forms: dict[str, _Record] = {}
    for record in records:
        form = re.sub(r"[\W_]+", "", record.reference).casefold()
        form = re.sub(r"(?<!\d)0+(?=\d)", "", form)
        earlier = forms.setdefault(form, record) if form else record
        same = record.reference.casefold() == earlier.reference.casefold()
        # 1.11 and 11.1 are two references although their digits are the same.
        dotted = any(re.search(r"\d[\W_]+\d", each.reference) for each in (record, earlier))
        if earlier is not record and not same and not dotted:
            seen = f"{record.reference} and {earlier.reference} differ only in how they are written"
            yield rule("REF-02").at(record.location, seen)


@check
def check_gaps(evidence: Evidence) -> Iterator[Finding]:
    """No number is missing from a series such as WR1, WR2, WR4."""
    for records in _numbered(evidence):
        series: dict[str, dict[int, _Record]] = defaultdict(dict)
        for record in records:
            found = _SERIES.match(record.reference.strip())
            if found and len(found[2]) < 7:
                series[found[1]][int(found[2])] = record
        for prefix, numbered in series.items():
            yield from _gaps(prefix, numbered)


def _gaps(prefix: str, numbered: Mapping[int, _Record]) -> Iterator[Finding]:
    """The gap in a series of at least three, unless more numbers are missing than there are."""
    low, high = min(numbered), max(numbered)
    end = min(high, low + _LONGEST_GAP_SEARCH)
    missing = [number for number in range(low, end) if number not in numbered]
    if len(numbered) < 3 or not missing or len(missing) > len(numbered):
        return
    names = ", ".join(f"{prefix}{number}" for number in missing[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    verb = "is" if len(missing) == 1 else "are"
    after = next(number for number in sorted(numbered) if number > missing[0])
    seen = f"{names}{more} {verb} missing between {prefix}{low} and {prefix}{high}"
    yield rule("REF-03").at(numbered[after].location, seen)


@check
def check_digits(evidence: Evidence) -> Iterator[Finding]:
    """No reference has a letter O or I where the others of its series have a digit."""
    for records in _numbered(evidence):
        series = {found[1] for each in records if (found := _SERIES.match(each.reference.strip()))}
        for record in records:
            found = _LETTER_FOR_DIGIT.match(record.reference.strip())
            if found and found[1] in series:
                seen = f"{record.reference} has the letter {found[2]} where others have a digit"
                yield rule("REF-04").at(record.location, seen, value=record.reference)


@check
def check_forms(evidence: Evidence) -> Iterator[Finding]:
    """No reference has the letters of a series in another form: R 2 beside R1 and R3."""
    for records in _numbered(evidence):
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        named = [(each, found[1]) for each in records if (found := _SERIES.match(each.reference))]
        for _, prefix in named:
            forms[_letters(prefix)][prefix] += 1
        for record, prefix in named:
            usual, count = forms[_letters(prefix)].most_common(1)[0]
            if _letters(prefix) and prefix != usual and count > 1:
                like = next(each.reference for each, other in named if other == usual)
                seen = f"'{record.reference}' is written otherwise than {like}"
                yield rule("REF-06").at(record.location, seen, value=record.reference)


def _letters(prefix: str) -> str:
    return re.sub(r"[\W_]+", "", prefix).casefold()


@check
def check_mentions(evidence: Evidence) -> Iterator[Finding]:
    """No text names a risk that the register does not have."""
    known = {risk.reference.casefold() for risk in evidence.risks}
    known |= {whole for reference in known if (whole := reference.partition("/")[0])}
    found = (_SERIES.match(risk.reference.strip()) for risk in evidence.risks)
    counts = Counter(each[1] for each in found if each)
    # One letter and a number may be anything else, such as a road; R is not likely to be.
    prefixes = [
        prefix
        for prefix, count in counts.items()
        if count > 1 and (prefix == "R" or re.search(r"[A-Za-z]{2}", prefix))
    ]
    if not prefixes:
        return
    named = re.compile(rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, prefixes))})\d{{1,4}}(?![\w/-])")
    for of, text, location in evidence.passages:
        for name in dict.fromkeys(named.findall(text)):
            if name.casefold() not in known:
                seen = f"{of} names {name}, which is not in the register"
                yield rule("REF-05").at(location, seen, value=name)
