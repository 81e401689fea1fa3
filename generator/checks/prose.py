"""Checks of what prose says: headings twice, links, the meeting's day, counts in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule
from generator.model.narrative import ProseBlock
from generator.model.standing import count_register
from generator.model.written_dates import find_dates, spell_day

_LINK_WORDS = re.compile(
    r"\W*(?:(?:please )?click here|here|this|(?:this )?link|more|read more|more information"
    r"|this page|download)\W*",
    re.IGNORECASE,
)
_NO_ADDRESS = re.compile(r"\[([^\[\]\n]{1,80})\]\(\s*\)")
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_COUNT = (
    rf"(?P<number>{'|'.join(_NUMBERS)}|\d{{1,3}}) (?P<of>closed|open|live|red|amber|green)? ?"
    r"(?P<noun>risks?|issues?)\b"
)
_COUNTED = (
    re.compile(
        rf"\b(?:register|risk log) (?:now )?(?:has|holds|contains|lists|includes) {_COUNT}", re.I
    ),
    re.compile(rf"\b{_COUNT} (?:are |is )?(?:now )?(?:in|on) the (?:risk )?register\b", re.I),
)
_NEAR_MEETING = timedelta(days=60)


@check
def check_headings(evidence: Evidence) -> Iterator[Finding]:
    """No section has the same heading twice."""
    for section in evidence.sections():
        seen_before: dict[str, int] = {}
        for block in section.blocks:
            if not (isinstance(block, ProseBlock) and block.kind == "heading"):
                continue
            text = " ".join("".join(run.text for run in block.text).split())
            line = seen_before.setdefault(text.casefold(), block.line)
            if line != block.line:
                seen = f'the heading "{text}" stands twice in the section {section.key}'
                yield rule("NARR-27").at(section.at(block.line), seen, value=text)


@check
def check_links(evidence: Evidence) -> Iterator[Finding]:
    """Each link has an address, and words that say where it leads."""
    for section in evidence.sections():
        for text in section.texts():
            for run in text:
                if run.link and _LINK_WORDS.fullmatch(run.text):
                    seen = f'the link "{run.text}" does not say where it leads'
                    yield rule("NARR-28").at(section.at(run.line), seen, value=run.text)
    for line, location in evidence.prose:
        for found in _NO_ADDRESS.finditer(line):
            yield rule("NARR-12").at(location, f"the link {found[0]} has no address")


@check
def check_meeting_day(evidence: Evidence) -> Iterator[Finding]:
    """The day on which the text says that the committee meets is that of pack.yaml."""
    meeting = evidence.settings.meeting
    if meeting is None:
        return
    name = re.escape(meeting.committee.casefold().removeprefix("the "))
    said = re.compile(rf"\b{name}\b[^.]{{0,40}}\b(?:meets|meet|will meet|meeting)\b", re.IGNORECASE)
    earlier = {each.date for each in evidence.pack.subject_history}
    for line, location in evidence.prose:
        for found in said.finditer(line):
            for day in find_dates(line[found.start() : found.end() + 30]):
                away = abs(day.first - meeting.date)
                is_other = day.first == day.last and timedelta(0) < away < _NEAR_MEETING
                if is_other and day.first not in earlier and day.first > evidence.settings.as_of:
                    seen = (
                        f'the text says that the {meeting.committee} meets on "{day.written}", but '
                        f"pack.yaml says {spell_day(meeting.date)}"
                    )
                    yield rule("NARR-29").at(location, seen, value=day.written)


@check
def check_counts_in_words(evidence: Evidence) -> Iterator[Finding]:
    """What a text counts of the register is what the register holds."""
    scoring = evidence.settings.scoring
    if not evidence.risks:
        return
    counts = count_register(evidence.risks, scoring)
    right = {"open": {counts.open, counts.live}, "live": {counts.live}, "closed": {counts.closed}}
    right |= {"": {counts.total, counts.live, counts.open}, "issue": {counts.issues}}
    for band in scoring.bands if scoring else ():
        right[band.word.casefold()] = {counts.bands[band.letter]}
    for line, location in evidence.prose:
        for found in (match for pattern in _COUNTED for match in pattern.finditer(line)):
            of = "issue" if found["noun"].lower().startswith("issue") else found["of"] or ""
            wanted = right.get(of.lower())
            number = found["number"].lower()
            count = int(number) if number.isdigit() else _NUMBERS.index(number)
            if wanted and count not in wanted:
                shown = " or ".join(map(str, sorted(wanted)))
                seen = f'the text says "{found[0].strip()}", but the register has {shown}'
                yield rule("NARR-11").at(location, seen, value=found[0].strip())
