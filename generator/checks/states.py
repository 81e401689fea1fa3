"""Checks of a status or rating against what else the record says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.evidence import Evidence, check, place, spell_day
from generator.checks.staleness import is_done
from generator.findings import Finding, rule
from generator.model.actions import Action
from generator.model.standing import is_live
from generator.settings.registers import ActionStatus

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
_NOT_RUNNING = re.compile(r"on hold|not (?:yet )?(?:started|commenced)")


def _rated(evidence: Evidence) -> Iterator[tuple[Action, ActionStatus]]:
    """Each action with its status in the plan's key, where the key has its letter."""
    plan = evidence.pack.settings.action_plan
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
def check_green(evidence: Evidence) -> Iterator[Finding]:
    """An action that is Green says something about its progress."""
    for action, word in _green(evidence):
        is_told = any(re.search(r"\w", text) for text in action.progress)
        if not is_told and "progress" in action.where:
            seen = f"{action.reference} is {word}, but its progress is blank"
            yield rule("STATUS-03").at(action.where["progress"], seen)


@check
def check_done(evidence: Evidence) -> Iterator[Finding]:
    """An action that is complete says so."""
    for action, status in _rated(evidence):
        is_complete = is_done(status) or status.word.casefold() == "blue"
        if not status.letter or not is_complete or action.completed:
            continue
        if not _DONE.search("\n".join(action.progress)):
            seen = (
                f"{action.reference} is {status.word}, but its progress does not say that it is "
                "complete"
            )
            yield rule("STATUS-04").at(place(action.where, "progress"), seen)


@check
def check_closed(evidence: Evidence) -> Iterator[Finding]:
    """No closed risk is escalated."""
    for risk in evidence.risks:
        if not is_live(risk) and risk.escalated:
            seen = f"{risk.reference} is closed, but also escalated"
            yield rule("STATUS-05").at(place(risk.where, "escalated"), seen)


@check
def check_open(evidence: Evidence) -> Iterator[Finding]:
    """No risk with a closing date is open."""
    for risk in evidence.live_risks:
        if risk.closed:
            seen = f"{risk.reference} is {risk.status}, but was closed on {spell_day(risk.closed)}"
            yield rule("STATUS-09").at(place(risk.where, "closed_date"), seen)


@check
def check_on_hold(evidence: Evidence) -> Iterator[Finding]:
    """No action that is on hold is Green."""
    for action, word in _green(evidence):
        text = "\n".join(action.progress)
        for found in _ON_HOLD.finditer(text):
            if not _NO_LONGER.search(text[: found.start()]):
                seen = f'{action.reference} is {word}, but its progress says "{found[0]}"'
                yield rule("STATUS-06").at(place(action.where, "rag"), seen, value=word)
                break


@check
def check_overdue(evidence: Evidence) -> Iterator[Finding]:
    """No action that is overdue and not complete is Green."""
    as_of = evidence.pack.settings.as_of
    for action, word in _green(evidence):
        if action.due and action.due < as_of and not action.completed:
            day = spell_day(action.due)
            seen = f"{action.reference} was due on {day}, but is {word} and not complete"
            yield rule("STATUS-07").at(place(action.where, "due"), seen, value=day)


@check
def check_stages(evidence: Evidence) -> Iterator[Finding]:
    """No review that was completed is on hold or waiting to start."""
    for review in evidence.pack.service_reviews:
        if review.completed and _NOT_RUNNING.search(review.stage.casefold()):
            day = spell_day(review.completed)
            seen = f"{review.service} is {review.stage}, but was completed on {day}"
            yield rule("STATUS-08").at(place(review.where, "stage"), seen, value=review.stage)
