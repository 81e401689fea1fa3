"""Checks that one name is spelt one way, in all files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.checks.evidence import Evidence, place
from generator.checks.likeness import one_letter_apart
from generator.findings import Finding, Location, rule

VARIANT = rule("TEXT-07")
_END = 3
_LEAST = 6
"""Letters that a name must have; shorter ones are one letter apart by chance."""
_PERSON = re.compile(r"\b([A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?) ([A-Z][a-z]{2,}(?:[-'’][A-Z][a-z]+)?)\b")
_NO_NAME = re.compile(
    r"\b(?:Council|Board|Team|Programme|Project|Director|Officer|Manager|Head|Services?|Report"
    r"|Group|Committee|Act|Plan|Strategy|Review|Risk|Partnership|Policy|Area|Street|Road|House"
    r"|Hall|Government|Authority|Chief|Executive|Leader|Deputy|Quarter|Appendix|Table|January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def check_persons(evidence: Evidence) -> Iterator[Finding]:
    """Each person that the settings name is spelt the same wherever the name stands."""
    known = dict(_known_persons(evidence))
    if not known:
        return
    for text in evidence.texts:
        yield from (
            _variant(name, right, known, text.location) for name, right in _slips(text.text, known)
        )
    for line, location in (*_settings_texts(evidence), *evidence.prose()):
        yield from (_variant(name, right, known, location) for name, right in _slips(line, known))


def _slips(text: str, known: Mapping[str, Location]) -> Iterator[tuple[str, str]]:
    """The persons of a text whose names are nearly those of known ones."""
    names = dict.fromkeys(found.groups() for found in _PERSON.finditer(text))
    for first, last in names:
        right = _nearly(first, last, known)
        if right:
            yield f"{first} {last}", right


def _variant(name: str, right: str, known: Mapping[str, Location], location: Location) -> Finding:
    return VARIANT.at(location, f"“{name}” is spelt “{right}” in {known[right].file}")


def _known_persons(evidence: Evidence) -> Iterator[tuple[str, Location]]:
    """The persons of the settings, and names that owners and leads bear more than once."""
    pack = evidence.pack
    for number, role in enumerate(pack.settings.roles):
        for found in _PERSON.finditer(role.holder):
            if not _NO_NAME.search(found[0]):
                yield f"{found[1]} {found[2]}", pack.settings_at(f"roles.{number}.holder")
                break
    report = pack.settings.report
    if report:
        yield report.author.name, pack.settings_at("report.author.name")
    counts: dict[str, list[Location]] = defaultdict(list)
    for text in evidence.texts:
        if text.key in ("owner", "lead") and _PERSON.fullmatch(text.text):
            counts[text.text].append(text.location)
    for name, places in counts.items():
        if len(places) > 1:
            yield name, places[0]


def _nearly(first: str, last: str, known: Mapping[str, Location]) -> str | None:
    """The known person whose name differs by one letter in one of its two words."""
    if f"{first} {last}" in known or _NO_NAME.search(f"{first} {last}"):
        return None
    for name in known:
        words = name.split()
        if len(words) != 2:
            continue
        one, two = words
        if (last == two and one_letter_apart(first, one)) or (
            first == one and len(last) > 3 and one_letter_apart(last, two)
        ):
            return name
    return None


def _settings_texts(evidence: Evidence) -> Iterator[tuple[str, Location]]:
    pack = evidence.pack
    for number, role in enumerate(pack.settings.roles):
        yield role.holder, pack.settings_at(f"roles.{number}.holder")
    if pack.settings.report:
        yield pack.settings.report.author.name, pack.settings_at("report.author.name")


def check_bodies(evidence: Evidence) -> Iterator[Finding]:
    """Councils, areas, phases and stages are spelt the same wherever they stand."""
    for kind in _bodies(evidence):
        places: dict[str, list[Location]] = defaultdict(list)
        for name, location in kind:
            places[" ".join(name.split())].append(location)
        for name, other in _variants(list(places)):
            rarer, usual = sorted((name, other), key=lambda each: (len(places[each]), each))
            seen = f"“{rarer}” is spelt “{usual}” in {places[usual][0].file}"
            yield VARIANT.at(places[rarer][0], seen)


def _variants(names: list[str]) -> Iterator[tuple[str, str]]:
    """The pairs that differ by case or by one letter.

    A single change leaves the first or the last letters as they are, so that only names which
    share one of the two are compared.
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
    pack = evidence.pack
    councils = [
        (
            re.sub(r" (?:District|Borough|City|County|Council)\b", "", name),
            pack.settings_at("councils"),
        )
        for name in pack.settings.councils
    ] * 3
    savings = [(saving.council, place(saving.where, "council")) for saving in pack.savings]
    areas = (
        [(area.area, place(area.where, "area")) for area in pack.survey.areas]
        if (pack.survey)
        else []
    )
    yield [*councils, *savings, *areas]
    yield [(review.phase, place(review.where, "phase")) for review in pack.service_reviews]
    yield [(review.stage, place(review.where, "stage")) for review in pack.service_reviews]
    yield [
        (risk.workstream, place(risk.where, "workstream"))
        for risk in evidence.risks
        if risk.workstream
    ]
    yield [
        (risk.owner_as_written, place(risk.where, "owner"))
        for risk in evidence.risks
        if risk.owner == risk.owner_as_written and len(risk.owner) > 6
    ]
    yield [(action.lead, place(action.where, "lead")) for action in evidence.actions if action.lead]
