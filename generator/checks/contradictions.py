"""Checks of two fields of a record that contradict each other, and of one that says nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from generator.checks.evidence import Evidence, Record, RecordText, check
from generator.findings import Finding, rule
from generator.model.risks import Risk, Status, Trend
from generator.model.standing import score_of, trend_of
from generator.model.written_dates import find_dates, spell_day

# Records, and characters of a text, from which a comparison says something.
_FEWEST_TO_COMPARE, _LONG = 3, 15
_SCORE_SAID = re.compile(
    r"\bscore (?:(?:has|have|was|is|were|been|now|further) )*"
    r"(?P<how>increased|raised|reduced|decreased|lowered|dropped|unchanged|remains|stays)"
    r"(?: (?:again|slightly|further))?(?:(?: from \d{1,3})?(?: to| at)? (?P<score>\d{1,3})\b)?",
    re.IGNORECASE,
)
_MOVES = {
    **dict.fromkeys(("increased", "raised"), Trend.INCREASED),
    **dict.fromkeys(("reduced", "decreased", "lowered", "dropped"), Trend.DECREASED),
    **dict.fromkeys(("unchanged", "remains", "stays"), Trend.UNCHANGED),
}
_WAITS = re.compile(
    r"(?<!was )(?<!were )(?<!been )\b(?:on hold|paused|suspended|deferred|postponed|delayed)\b"
    r"[^.\n]{0,30}\buntil\b",
    re.IGNORECASE,
)
_ALL_DONE = re.compile(
    r"(?:(?:the|this|all) )?(?:action|work|actions|report|review|project|recommendation|sessions)"
    r" (?:(?:is|are|was|were|has|have|been|now|fully) )+complete(?:d)?",
    re.IGNORECASE,
)


@check
def check_next_reviews(evidence: Evidence) -> Iterator[Finding]:
    """A live risk's next review is to come, and after its last score."""
    as_of = evidence.settings.as_of
    for risk in evidence.live_risks:
        day, scored = risk.next_review, risk.latest.date if "latest_date" in risk.where else None
        if day is None:
            continue
        if scored and day < scored:
            said = (
                f"was to be reviewed on {spell_day(day)}, before its score of {spell_day(scored)}"
            )
        else:
            said = f"was to be reviewed on {spell_day(day)}" if day < as_of else ""
        if said:
            where = risk.at("next_review")
            yield rule("DATE-19").at(where, f"{risk.reference} {said}", value=spell_day(day))


@check
def check_types(evidence: Evidence) -> Iterator[Finding]:
    """No record that is called an issue by its type has the status of a risk."""
    for risk in evidence.live_risks:
        is_issue = risk.workstream.strip().casefold() in ("issue", "issues")
        if is_issue and risk.status is not Status.ISSUE:
            seen = (
                f"{risk.reference} is called '{risk.workstream}', but its status is {risk.status}"
            )
            yield rule("STATUS-20").at(risk.at("workstream"), seen, value=risk.workstream)


@check
def check_closing_dates(evidence: Evidence) -> Iterator[Finding]:
    """Each closed risk says when it was closed, where others do."""
    closed = [risk for risk in evidence.risks if risk.status is Status.CLOSED]
    told = sum(risk.closed is not None for risk in closed)
    for risk in closed if told * 2 >= len(closed) else ():
        if risk.closed is None and "closed_date" in risk.where:
            seen = f"{risk.reference} is closed, but has no date of closing"
            yield rule("STATUS-18").at(risk.at("closed_date"), seen)


@check
def check_notes(evidence: Evidence) -> Iterator[Finding]:
    """No dated note stands twice, and the last one says of the score what the scores do."""
    scoring = evidence.settings.scoring
    for risk in evidence.risks:
        written = [str(note) for note in risk.notes if note.date and note.text]
        if again := next((each for each in written if written.count(each) > 1), ""):
            seen = f"{risk.reference} has the note '{again[:60]}' twice"
            yield rule("TEXT-12").at(risk.at("notes"), seen)
        if said := _contradicts_score(risk, trend_of(risk, scoring)):
            yield rule("TREND-07").at(risk.at("notes"), f"{risk.reference}'s last note {said}")


def _contradicts_score(risk: Risk, trend: Trend | None) -> str:
    """What the last note says of the latest score that the register does not, "" if nothing."""
    dated = [note for note in risk.notes if note.date]
    last = max(dated, key=lambda note: note.date or date.min, default=None)
    found = _SCORE_SAID.search(last.text) if last else None
    if not found:
        return ""
    score, moved = score_of(risk.latest), _MOVES[found["how"].lower()]
    if found["score"] and score is not None and int(found["score"]) != score:
        return f"says '{found[0]}', but its latest score is {score}"
    if not found["score"] and trend is not None and moved is not trend:
        return f"says '{found[0]}', but its trend is {trend}"
    return ""


@check
def check_copies(evidence: Evidence) -> Iterator[Finding]:
    """No two records alone have the same long text: one of them was copied."""
    found: dict[tuple[str, str], list[RecordText]] = defaultdict(list)
    for text in evidence.texts:
        if text.key in ("mitigations", "what_we_will_do") and len(text.text) >= _LONG:
            found[text.key, " ".join(text.text.casefold().split())].append(text)
    for texts in found.values():
        if len(texts) == 2 and texts[0].owner.partition("/")[0] != texts[1].owner.partition("/")[0]:
            what = texts[1].key.replace("_", " ")
            seen = f"{texts[1].owner} has the same text as {texts[0].owner} ({what})"
            yield rule("TEXT-14").at(texts[1].location, seen)


@check
def check_done(evidence: Evidence) -> Iterator[Finding]:
    """No action whose last progress says that all is complete has another rating."""
    plan = evidence.settings.action_plan
    words = {status.letter: status.word for status in plan.key} if plan else {}
    finished = {
        letter for letter, word in words.items() if re.match(r"(?:blue|complete|done)", word, re.I)
    }
    for action in evidence.actions if finished else ():
        last = re.sub(r"^[\d./]+[ –-]*", "", action.progress[-1]) if action.progress else ""
        if _ALL_DONE.fullmatch(last.strip(" .")) and action.rag not in finished:
            word = words.get(action.rag, "without a rating")
            seen = f"{action.reference} is {word}, but its progress says '{last.strip()[:60]}'"
            yield rule("STATUS-19").at(action.at("rag"), seen, value=word)


@check
def check_waits(evidence: Evidence) -> Iterator[Finding]:
    """Nothing waits until a day that has passed."""
    as_of = evidence.settings.as_of
    for text in evidence.texts:
        for found in _WAITS.finditer(text.text) if text.key in ("progress", "update") else ():
            rest = text.text[found.end() :].lstrip()
            day = next((each for each in find_dates(rest[:40]) if each.start == 0), None)
            if day and day.last < as_of:
                seen = f"{text.name} says '{found[0]} {day.written}', which has passed"
                yield rule("DATE-20").at(text.location, seen, value=day.written)


# The fields of a risk that each has where nearly all have it, by column key.
_EXPECTED = {
    "workstream": "workstream",
    "potential_impact": "potential_impact",
    "latest_rag": "latest.rag",
    "latest_date": "latest.date",
    "raised_date": "raised",
    "next_review": "next_review",
}


@check
def check_blanks(evidence: Evidence) -> Iterator[Finding]:
    """No cell is blank in a column that is filled for nearly all other records."""
    live = {id(risk) for risk in evidence.live_risks}
    pack = evidence.pack
    for blank, others in _blanks(evidence.risks, "reference", _EXPECTED):
        if id(blank[0]) in live:
            yield _blank_cell(*blank, others)
    for records, name, key in (
        (evidence.actions, "reference", "due"),
        (pack.service_reviews, "service", "phase"),
        (pack.figures, "name", "description"),
    ):
        for blank, others in _blanks(records, name, {key: key}):
            yield _blank_cell(*blank, others)


def _blanks(
    records: Sequence[Record], name: str, fields: Mapping[str, str]
) -> Iterator[tuple[tuple[Record, str, str], int]]:
    """Each record that lacks a field, with its name and the field's key; how many have it."""
    for key, field in fields.items():
        value = attrgetter(field)
        blank = [record for record in records if not value(record) and key in record.where]
        if len(records) >= _FEWEST_TO_COMPARE and len(blank) * 3 <= len(records):
            for record in blank:
                yield (record, getattr(record, name), key), len(records) - len(blank)


def _blank_cell(record: Record, name: str, key: str, others: int) -> Finding:
    words = {"latest_rag": "rating", "latest_date": "date of its score", "due": "due date"}
    what = words.get(key, key)
    seen = f"{name} has no {what.replace('_', ' ')}, and {others} others have one"
    return rule("CELL-14").at(record.where[key], seen, value=name)
