"""Checks of a status or rating against what else the record says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.evidence import Evidence, check
from generator.checks.likeness import one_letter_apart
from generator.checks.staleness import is_done
from generator.findings import Finding, rule
from generator.model.actions import Action
from generator.model.programme import ServiceReview
from generator.model.risks import Status
from generator.model.standing import band_of, bands_upwards, is_live
from generator.model.written_dates import spell_day
from generator.settings.registers import ActionStatus

_ON_HOLD = re.compile(r"\b(?:on hold|paused|suspended|in abeyance|stalled)\b", re.IGNORECASE)
_LATE = re.compile(
    r"\b(?:(?:is|are|has been|have been|been) (?:\w+ )?(?:delayed|overdue)"
    r"|behind schedule|slippage|missed (?:its|the|their) (?:deadline|target|date))\b",
    re.IGNORECASE,
)
_SAID_DONE = re.compile(
    r"\b(?:implementation|(?:the|this|service) review|project|all work)"
    r" (?:(?:is|was|has been|now|fully) )*complete(?:d)?\b|\bis now complete\b",
    re.IGNORECASE,
)
# "was on hold" and "no longer delayed" say that it is over.
_NO_LONGER = re.compile(
    r"\b(?:was|were|no longer|previously|had been|after being|not) (?:\w+ )?$", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:complet\w+|implemented|delivered|done|closed|finished|achieved|concluded|in place|agreed"
    r"|approved|adopted|launched|signed|published|undertaken|finalised|established|appointed"
    r"|carried out|took place|taken place|held|created|introduced|developed|produced|now)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"on hold|not (?:yet )?(?:started|commenced)|in progress|under ?way|delayed|deferred|planned"
    r"|scheduled|pending|paused|on track|behind|awaiting",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    r"(?:fully )?(?:completed?|implemented|delivered|closed|done)", re.IGNORECASE
)
_STAGES = (
    *("not started", "not commenced", "not yet started", "in progress", "ongoing", "under way"),
    *("underway", "on hold", "paused", "delayed", "deferred", "complete", "completed", "closed"),
    *("cancelled", "planned", "scheduled", "pending", "on track", "at risk", "implementation"),
    *("implemented", "delivered", "business case", "discovery", "design", "delivery", "review"),
)
_SAID_CLOSED = re.compile(
    r"\W*(?:(?:the |this )?risk (?:has been |is |was |is now |now )?)?closed\b"
    r"(?! (?:session|meeting))",
    re.IGNORECASE,
)

_SAID_RISK_CLOSED = re.compile(
    r"\W*(?:the |this )?risk (?:has been |is |was |is now |now )?closed\b", re.IGNORECASE
)


def _rated(evidence: Evidence) -> Iterator[tuple[Action, ActionStatus]]:
    """Each action with its status in the plan's key, where the key has its letter."""
    plan = evidence.settings.action_plan
    key = {status.letter: status for status in reversed(plan.key)} if plan else {}
    for action in evidence.actions:
        if action.rag in key:
            yield action, key[action.rag]


def _green(evidence: Evidence) -> Iterator[tuple[Action, str]]:
    """The actions that are rated as on track, each with the word for that."""
    for action, status in _rated(evidence):
        if status.letter == "G" or status.word.casefold() == "green":
            yield action, status.word


@check
def check_progress(evidence: Evidence) -> Iterator[Finding]:
    """An action that is rated, and not as complete, says something about its progress."""
    for action, status in _rated(evidence):
        is_told = any(re.search(r"\w", text) for text in action.progress)
        if (
            status.letter
            and not _is_complete(status)
            and not is_told
            and "progress" in action.where
        ):
            seen = f"{action.reference} is {status.word}, but its progress is blank"
            yield rule("STATUS-03").at(action.where["progress"], seen)


def _is_complete(status: ActionStatus) -> bool:
    """Whether a status of the key says that the action is complete; blue does in any council."""
    return bool(status.letter) and (is_done(status) or status.word.casefold() == "blue")


@check
def check_done(evidence: Evidence) -> Iterator[Finding]:
    """An action that is complete says so."""
    for action, status in _rated(evidence):
        if action.completed or not _is_complete(status):
            continue
        if "completed" in action.where:
            seen = f"{action.reference} is {status.word}, but has no date of completion"
            yield rule("STATUS-11").at(action.where["completed"], seen)
        elif not _DONE.search("\n".join(action.progress)):
            seen = (
                f"{action.reference} is {status.word}, but its progress does not say that it is "
                "complete"
            )
            yield rule("STATUS-04").at(action.at("progress"), seen)


@check
def check_closed(evidence: Evidence) -> Iterator[Finding]:
    """No closed risk is escalated."""
    for risk in evidence.risks:
        if not is_live(risk) and risk.escalated:
            seen = f"{risk.reference} is closed, but also escalated"
            yield rule("STATUS-05").at(risk.at("escalated"), seen)


@check
def check_open(evidence: Evidence) -> Iterator[Finding]:
    """No risk with a closing date is open."""
    for risk in evidence.live_risks:
        if risk.closed:
            seen = f"{risk.reference} is {risk.status}, but was closed on {spell_day(risk.closed)}"
            yield rule("STATUS-09").at(risk.at("closed_date"), seen)


@check
def check_on_hold(evidence: Evidence) -> Iterator[Finding]:
    """No action that is on hold or late is Green."""
    for action, word in _green(evidence):
        text = "\n".join(action.progress)
        for found in (*_ON_HOLD.finditer(text), *_LATE.finditer(text)):
            if not _NO_LONGER.search(text[: found.start()]):
                seen = f'{action.reference} is {word}, but its progress says "{found[0]}"'
                yield rule("STATUS-06").at(action.at("rag"), seen, value=word)
                break


@check
def check_overdue(evidence: Evidence) -> Iterator[Finding]:
    """No action that is overdue and not complete is Green, or waits to be started."""
    as_of = evidence.settings.as_of
    green = {id(action): word for action, word in _green(evidence)}
    for action in evidence.actions:
        waits = "rag" in action.where and not action.rag
        if waits and _ON_HOLD.search("\n".join(action.progress)):
            continue
        word = green.get(id(action), "without a rating" if waits else "")
        if word and action.due and action.due < as_of and not action.completed:
            day = spell_day(action.due)
            seen = f"{action.reference} was due on {day}, but is {word} and not complete"
            yield rule("STATUS-07").at(action.at("due"), seen, value=day)


@check
def check_overdue_risk_actions(evidence: Evidence) -> Iterator[Finding]:
    """No action of a live risk is overdue."""
    as_of = evidence.settings.as_of
    plan = evidence.settings.action_plan
    done = {status.letter for status in plan.key if _is_complete(status)} if plan else set()
    for risk in evidence.live_risks:
        for action in risk.actions:
            if action.due and action.due < as_of and action.rag not in done:
                day = spell_day(action.due)
                seen = f"an action of {risk.reference} was due on {day}"
                where = action.due_at or risk.at("due")
                yield rule("STATUS-13").at(where, seen, value=day)


@check
def check_completed(evidence: Evidence) -> Iterator[Finding]:
    """An action with a date of completion is rated as complete."""
    complete = {id(action) for action, status in _rated(evidence) if _is_complete(status)}
    words = {id(action): status.word for action, status in _rated(evidence) if status.letter}
    for action in evidence.actions:
        if action.completed and "rag" in action.where and id(action) not in complete:
            word, day = words.get(id(action), "without a rating"), spell_day(action.completed)
            seen = f"{action.reference} is {word}, but was completed on {day}"
            yield rule("STATUS-12").at(action.where["rag"], seen, value=word)


@check
def check_closed_high(evidence: Evidence) -> Iterator[Finding]:
    """No closed risk has the highest rating."""
    scoring = evidence.settings.scoring
    if scoring is None or len(scoring.bands) < 2:
        return
    # A risk is closed once it is low or gone: one at the top was closed by a slip, or too early.
    highest = bands_upwards(scoring)[-1]
    for risk in evidence.risks:
        if not is_live(risk) and band_of(risk.latest, scoring) == highest:
            seen = f"{risk.reference} is closed, but its latest rating is {highest.word}"
            yield rule("STATUS-10").at(risk.at("status"), seen, value=highest.word)


@check
def check_said_closed(evidence: Evidence) -> Iterator[Finding]:
    """No live risk has a last note that says it is closed."""
    for risk in evidence.live_risks:
        dated = [(note.date, number) for number, note in enumerate(risk.notes) if note.date]
        last = risk.notes[max(dated)[1] if dated else 0] if risk.notes else None
        if _SAID_RISK_CLOSED.match(risk.mitigations):
            said = risk.mitigations.strip()[:40]
            seen = f"{risk.reference} is {risk.status}, but its mitigations say '{said}'"
            yield rule("STATUS-14").at(risk.at("mitigations"), seen)
        if last and _SAID_CLOSED.match(last.text):
            seen = f"{risk.reference} is {risk.status}, but its last note says '{last.text[:40]}'"
            yield rule("STATUS-14").at(risk.at("notes"), seen)


@check
def check_issues(evidence: Evidence) -> Iterator[Finding]:
    """No issue has the lowest likelihood: it has happened."""
    for risk in evidence.live_risks:
        if risk.status is Status.ISSUE and risk.latest.likelihood == 1:
            seen = f"{risk.reference} is an issue, but its latest likelihood is 1"
            yield rule("STATUS-16").at(risk.at("status"), seen)


@check
def check_stages(evidence: Evidence) -> Iterator[Finding]:
    """A review's stage is one, and agrees with its date of completion and its update."""
    for review in evidence.pack.service_reviews:
        where = review.at("stage")
        if meant := _meant_stage(review.stage):
            seen = f"{review.service}'s stage is '{review.stage}'{meant}"
            yield rule("STATUS-15").at(where, seen, value=review.stage)
        elif seen := _contradiction(review):
            yield rule("STATUS-08").at(where, f"{review.service} is {seen}", value=review.stage)
        elif _lacks_date(review):
            seen = f"{review.service} is {review.stage}, but has no date of completion"
            yield rule("STATUS-11").at(review.where["completed"], seen)


def _lacks_date(review: ServiceReview) -> bool:
    finished = _FINISHED.fullmatch(review.stage.strip())
    return bool(finished) and not review.completed and "completed" in review.where


def _contradiction(review: ServiceReview) -> str:
    if review.completed and _UNFINISHED.search(review.stage):
        return f"{review.stage}, but was completed on {spell_day(review.completed)}"
    if _UNFINISHED.search(review.stage) and (found := _SAID_DONE.search(review.update)):
        return f"{review.stage}, but its update says '{found[0]}'"
    if _FINISHED.fullmatch(review.stage.strip()):
        for found in _ON_HOLD.finditer(review.update):
            if not _NO_LONGER.search(review.update[: found.start()]):
                return f"{review.stage}, but its update says '{found[0]}'"
    return ""


def _meant_stage(stage: str) -> str:
    """Why a text is no stage, "" where it may be one: it has no word, or is nearly a usual one."""
    plain = " ".join(stage.casefold().split())
    if not plain or plain in _STAGES:
        return ""
    if not re.search(r"[a-z]{2}", plain):
        return ", which is no stage"
    near = next((each for each in _STAGES if one_letter_apart(plain, each)), None)
    return f"; did you mean '{near}'?" if near else ""
