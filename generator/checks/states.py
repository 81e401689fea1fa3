"""Checks of status against what else a record says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.evidence import Evidence, place
from generator.checks.staleness import is_done
from generator.findings import Finding, rule
from generator.model.actions import Action
from generator.model.standing import is_live

GREEN_WITHOUT_PROGRESS = rule("STATUS-03")
DONE_WITHOUT_COMPLETION = rule("STATUS-04")
CLOSED_YET_ESCALATED = rule("STATUS-05")
ON_HOLD_YET_GREEN = rule("STATUS-06")
OVERDUE_YET_GREEN = rule("STATUS-07")
FINISHED_YET_ON_HOLD = rule("STATUS-08")
OPEN_YET_CLOSED = rule("STATUS-09")
_ON_HOLD = re.compile(r"\b(?:on hold|paused|suspended|in abeyance|stalled)\b", re.IGNORECASE)
_NO_LONGER = re.compile(
    r"\b(?:was|were|no longer|previously|had been|after being|not) (?:\w+ )?$", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:complet\w+|implemented|delivered|done|closed|finished|achieved|concluded|in place|agreed"
    r"|approved|adopted|launched|signed|published|undertaken|finalised|established|appointed"
    r"|carried out|took place|taken place|held|created|introduced|developed|produced|now)\b",
    re.IGNORECASE,
)


def _word(action: Action, evidence: Evidence) -> str:
    plan = evidence.pack.settings.action_plan
    for status in plan.key if plan else ():
        if status.letter == action.rag:
            return status.word
    return action.rag


def _is_green(action: Action, evidence: Evidence) -> bool:
    return action.rag == "G" or _word(action, evidence).casefold() == "green"


def _is_done(action: Action, evidence: Evidence) -> bool:
    plan = evidence.pack.settings.action_plan
    key = plan.key if plan else ()
    return bool(action.rag) and any(
        status.letter == action.rag and (is_done(status) or status.word.casefold() == "blue")
        for status in key
    )


def check_green(evidence: Evidence) -> Iterator[Finding]:
    """An action that is Green tells of its progress."""
    for action in evidence.actions:
        told = any(re.search(r"\w", text) for text in action.progress)
        if _is_green(action, evidence) and not told and "progress" in action.where:
            seen = f"{action.reference} is {_word(action, evidence)}, but its progress is blank"
            yield GREEN_WITHOUT_PROGRESS.at(place(action.where, "progress"), seen)


def check_done(evidence: Evidence) -> Iterator[Finding]:
    """An action that is complete says so."""
    for action in evidence.actions:
        if not _is_done(action, evidence) or action.completed:
            continue
        if not _DONE.search("\n".join(action.progress)):
            word = _word(action, evidence)
            seen = f"{action.reference} is {word}, but its progress says nothing of completion"
            yield DONE_WITHOUT_COMPLETION.at(place(action.where, "progress"), seen)


def check_closed(evidence: Evidence) -> Iterator[Finding]:
    """No closed risk is escalated."""
    for risk in evidence.risks:
        if not is_live(risk) and risk.escalated:
            seen = f"{risk.reference} is closed, yet escalated"
            yield CLOSED_YET_ESCALATED.at(place(risk.where, "escalated"), seen)


def check_open(evidence: Evidence) -> Iterator[Finding]:
    """No risk with a closing date is open."""
    for risk in evidence.live_risks:
        if risk.closed is not None:
            day = risk.closed
            seen = f"{risk.reference} is {risk.status}, but was closed on {day.day} {day:%B %Y}"
            yield OPEN_YET_CLOSED.at(place(risk.where, "closed_date"), seen)


def check_on_hold(evidence: Evidence) -> Iterator[Finding]:
    """No action that is on hold is Green."""
    for action in evidence.actions:
        if not _is_green(action, evidence):
            continue
        text = "\n".join(action.progress)
        found = next(
            (
                each
                for each in _ON_HOLD.finditer(text)
                if not _NO_LONGER.search(text[: each.start()])
            ),
            None,
        )
        if found:
            word = _word(action, evidence)
            seen = f"{action.reference} is {word}, but its progress says “{found[0]}”"
            yield ON_HOLD_YET_GREEN.at(place(action.where, "rag"), seen)


def check_overdue(evidence: Evidence) -> Iterator[Finding]:
    """No action that is overdue and not complete is Green."""
    as_of = evidence.pack.settings.as_of
    for action in evidence.actions:
        late = action.due is not None and action.due < as_of and not action.completed
        if late and action.due and _is_green(action, evidence):
            seen = (
                f"{action.reference} was due on {action.due.day} {action.due:%B %Y}, yet it is "
                f"{_word(action, evidence)} and not complete"
            )
            yield OVERDUE_YET_GREEN.at(place(action.where, "due"), seen)


def check_stages(evidence: Evidence) -> Iterator[Finding]:
    """No review that was completed is on hold or yet to start."""
    for review in evidence.pack.service_reviews:
        stage = review.stage.casefold()
        if review.completed and re.search(r"on hold|not (?:yet )?(?:started|commenced)", stage):
            day = review.completed
            seen = f"{review.service} is {review.stage}, but was completed on {day.day} {day:%B %Y}"
            yield FINISHED_YET_ON_HOLD.at(place(review.where, "stage"), seen)
