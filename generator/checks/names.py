"""Checks that a name is spelt the same in all files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.checks.evidence import Evidence, check
from generator.checks.likeness import COUNCIL_WORDS, nearly_same, one_letter_apart
from generator.findings import Finding, Location, rule

_END = 3
# Characters that a name must have; shorter ones are one letter apart by chance.
_LEAST = 6
# Words of many names. What is one letter from them may well be another word.
_COMMON_WORDS = re.compile(
    "Association|Authority|Borders|Central|Combined|Commission|Commissioner|Community|Committee"
    "|Corporation|Counties|Department|District|Eastern|England|Foundation|Greater|Health|Homes"
    "|Hospitals?|Housing|Integrated|Kingdom|London|Metropolitan|National|Northern|Office|Parish"
    "|Partnership|Police|Regional|Rescue|Rural|Services?|Southern|Transport|Trust|Trustees|Unitary"
    "|University|Valley|Western"
)
_WORD = re.compile(r"\b[A-Z][a-z]+\b")
_PERSON = re.compile(r"\b([A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?) ([A-Z][a-z]{2,}(?:[-'’][A-Z][a-z]+)?)\b")
_ADDRESS = re.compile(r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Sir|Dame)\.? ")
_NO_NAME = re.compile(
    r"\b(?:Council|Board|Team|Programme|Project|Director|Officer|Manager|Head|Services?|Report"
    r"|Group|Committee|Act|Plan|Strategy|Review|Risk|Partnership|Policy|Area|Street|Road|House"
    r"|Hall|Government|Authority|Chief|Executive|Leader|Deputy|Quarter|Appendix|Table|January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@check
def check_persons(evidence: Evidence) -> Iterator[Finding]:
    """Each person that the settings name is spelt the same in every text."""
    known = dict(_known_persons(evidence))
    for _, text, location in evidence.passages if known else ():
        for first, last in dict.fromkeys(found.groups() for found in _PERSON.finditer(text)):
            if right := _nearly(first, last, known):
                yield _variant(f"{first} {last}", right, location, known[right])

    # Of two that the settings name in two ways, nobody knows which is right: both are shown.
    for name, location in known.items():
        first, _, last = name.partition(" ")
        others = {each: at for each, at in known.items() if each != name}
        if other := _nearly(first, last, others):
            both = " ".join(sorted((name, other)))
            yield _variant(name, other, location, others[other], both)


def _variant(name: str, right: str, at: Location, other: Location, cause: str = "") -> Finding:
    seen = f'"{name}" is spelt "{right}" in {other.file}'
    return rule("TEXT-07").at(at, seen, value=name, cause=cause)


def _known_persons(evidence: Evidence) -> Iterator[tuple[str, Location]]:
    """The persons in the settings, and the owners and leads of more than one record."""
    for number, role in enumerate(evidence.settings.roles):
        for name in _persons_in(role.holder)[:1]:
            yield name, evidence.at(f"roles.{number}.holder")
    report = evidence.settings.report
    if report:
        yield report.author.name, evidence.at("report.author.name")
        for name in _persons_in(_ADDRESS.sub("", report.report_of)):
            yield name, evidence.at("report.report_of")
    counts: dict[str, list[Location]] = defaultdict(list)
    for text in evidence.texts:
        if text.key in ("owner", "lead") and _PERSON.fullmatch(text.text):
            counts[text.text].append(text.location)
    for name, places in counts.items():
        if len(places) > 1:
            yield name, places[0]


def _persons_in(text: str) -> list[str]:
    found = _PERSON.finditer(text)
    return [f"{each[1]} {each[2]}" for each in found if not _NO_NAME.search(each[0])]


def _nearly(first: str, last: str, known: Mapping[str, Location]) -> str | None:
    """The known person whose name differs by one letter, or whose last name is nearly the same."""
    if f"{first} {last}" in known or _NO_NAME.search(f"{first} {last}"):
        return None
    for name in known:
        words = name.split()
        if len(words) != 2:
            continue
        one, two = words
        if (last == two and one_letter_apart(first, one)) or (
            first == one and len(last) > 3 and nearly_same(last, two)
        ):
            return name
    return None


@check
def check_councils(evidence: Evidence) -> Iterator[Finding]:
    """The councils' own words, such as Brentwood, are spelt the same in every text."""
    known = {
        word.casefold(): word
        for name in evidence.settings.councils
        for word in _WORD.findall(COUNCIL_WORDS.sub("", name))
        if len(word) >= _LEAST and not _COMMON_WORDS.fullmatch(word)
    }
    firsts = {word[0] for word in known}
    at = evidence.at("councils")
    for _, text, location in evidence.passages if known else ():
        for word in dict.fromkeys(_WORD.findall(text)):
            plain = word.casefold()
            if len(word) < _LEAST - 1 or plain[0] not in firsts or plain in known:
                continue
            right = next((each for each in known if one_letter_apart(plain, each)), None)
            # Another first letter is another word (Barking, Parking), another end the same word.
            if right and right[0] == plain[0] and right not in (plain[:-1], f"{plain}s"):
                yield _variant(word, known[right], location, at)


@check
def check_bodies(evidence: Evidence) -> Iterator[Finding]:
    """Councils, areas, phases, stages, owners and leads are spelt the same everywhere."""
    for kind in _bodies(evidence):
        places: dict[str, list[Location]] = defaultdict(list)
        for name, location in kind:
            places[" ".join(name.split())].append(location)
        for name, other in _variants(list(places)):
            rarer, usual = sorted((name, other), key=lambda each: (len(places[each]), each))
            for location in dict.fromkeys(places[rarer]):
                yield _variant(rarer, usual, location, places[usual][0])


def _variants(names: list[str]) -> Iterator[tuple[str, str]]:
    """The pairs that differ by case or by one letter.

    One change leaves the first or the last letters as they are, so only names that share those
    are compared.
    """
    ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        plain = name.casefold()
        for end in (("first", plain[:_END]), ("last", plain[-_END:])):
            ends[end].append(name)
    pairs = {
        (one, other)
        for group in ends.values()
        for index, one in enumerate(group)
        for other in group[index + 1 :]
        if _is_variant(one, other)
    }
    yield from sorted(pairs)


def _is_variant(one: str, other: str) -> bool:
    plain, plain_other = one.casefold(), other.casefold()
    if plain == plain_other:
        return True
    if min(len(one), len(other)) < _LEAST or abs(len(one) - len(other)) > 1:
        return False
    numbered = re.findall(r"\d+", one) != re.findall(r"\d+", other)
    return one_letter_apart(plain, plain_other) and not numbered


def _bodies(evidence: Evidence) -> Iterator[list[tuple[str, Location]]]:
    """For each kind of name, every cell that has one: the name and its place."""
    pack, risks = evidence.pack, evidence.risks
    meeting = evidence.settings.meeting
    councils = [COUNCIL_WORDS.sub("", name) for name in evidence.settings.councils]
    committees = [meeting.committee] if meeting else []
    yield [
        *_thrice(councils, evidence.at("councils")),
        *((each.council, each.at("council")) for each in pack.savings),
        *((each.area, each.at("area")) for each in (pack.survey.areas if pack.survey else ())),
    ]
    yield [
        *_thrice(committees, evidence.at("meeting.committee")),
        *((each.meeting, each.at("meeting")) for each in pack.subject_history),
    ]
    yield [(each.phase, each.at("phase")) for each in pack.service_reviews]
    yield [(each.stage, each.at("stage")) for each in pack.service_reviews]
    yield [(each.workstream, each.at("workstream")) for each in risks if each.workstream]
    yield [
        (each.owner_as_written, each.at("owner"))
        for each in risks
        if each.owner == each.owner_as_written and len(each.owner) > _LEAST
    ]
    yield [(each.lead, each.at("lead")) for each in evidence.actions if each.lead]


def _thrice(names: list[str], at: Location) -> list[tuple[str, Location]]:
    """A name in the settings counts three times, because it is more likely to be right."""
    return [(name, at) for name in names * 3]
