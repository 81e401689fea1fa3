"""One function a verb: what it does and what it says. Each gives the exit code."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.cli.terminal import Console
from generator.delivery.freshness import outdated_packs
from generator.drawing import DrawingOffice
from generator.errors import PackError
from generator.inputs.request import Request

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from generator.build import Job
    from generator.delivery.ledger import Entry
    from generator.mailing import Message

DONE = 0
FINDINGS_STOPPED_IT = 1


def build(request: Request, arguments: Namespace, console: Console, office: DrawingOffice) -> int:
    """Make what is out of date, or the documents that are named."""
    outdated = outdated_packs(request)
    if not outdated:
        console.findings(())
        console.say("Everything is up to date; --all makes it again.")
        return DONE
    from generator.build import check_packs, has_errors, make_packs

    jobs = check_packs(outdated, request, outdated=outdated, office=office)
    console.findings(job.findings for job in jobs)
    if has_errors(jobs):
        _say_problems(jobs, console)
        console.warn("Nothing was written: mend the errors above first.")
        return FINDINGS_STOPPED_IT
    delivered = make_packs(jobs, request, office, console.step)
    console.table()
    for each in delivered:
        for name, copy in each.kept.items():
            console.say(f"{name} had been changed by hand: its copy is {copy}.")
    return DONE


def check(request: Request, arguments: Namespace, console: Console, office: DrawingOffice) -> int:
    """Find what is wrong with the inputs; write nothing."""
    from generator.build import check_packs, has_errors, rehearse_packs

    jobs = check_packs(request.packs(), request)
    console.findings(job.findings for job in jobs)
    _write_findings(jobs, request, arguments, console)
    if has_errors(jobs):
        _say_problems(jobs, console)
        return FINDINGS_STOPPED_IT
    rehearse_packs(jobs, request)
    return DONE


def _say_problems(jobs: Sequence[Job], console: Console) -> None:
    """Templates that are missing or broken, beside the findings."""
    for job in jobs:
        for problem in job.problems:
            console.warn(f"generate.py: {problem}")


def _write_findings(
    jobs: Sequence[Job], request: Request, arguments: Namespace, console: Console
) -> None:
    from generator.cli.reports import write_annotated_copies, write_findings_workbook

    if arguments.workbook is not None:
        write_findings_workbook(jobs, arguments.workbook)
        console.say(f"The findings are in {arguments.workbook}.")
    if arguments.annotate is not None:
        copies = tuple(write_annotated_copies(jobs, request, arguments.annotate))
        for path in copies:
            console.say(f"Annotated copy: {path}")
        if not copies:
            console.say("No workbook among the inputs has a finding, so there is no copy.")


def list_documents(
    request: Request, arguments: Namespace, console: Console, office: DrawingOffice
) -> int:
    """Say for each document whether it is up to date."""
    from generator.build import list_packs

    for folder, states in list_packs(request):
        console.say(f"{folder.name}  {folder.period}")
        for state in states:
            console.say(f"    {state.name:<44}  {state}")
    return DONE


def watch(request: Request, arguments: Namespace, console: Console, office: DrawingOffice) -> int:
    """Make what a change makes stale, until Ctrl-C."""
    from generator.delivery.watch import watch as watch_folders

    def rebuild(changed: frozenset[Path]) -> None:
        try:
            build(request, arguments, Console(), office)
        except PackError as problem:
            console.warn(f"generate.py: {problem}")

    rebuild(frozenset())
    console.say("Watching; Ctrl-C ends it.")
    watch_folders([request.inputs, request.templates], rebuild)
    return DONE


def email(request: Request, arguments: Namespace, console: Console, office: DrawingOffice) -> int:
    """Prepare the messages to the Programme Board; send only where asked."""
    from generator.build import check_packs, has_errors
    from generator.mailing import prepare_messages, send_messages, settle_doubt, try_server

    if arguments.mark_sent:
        for folder, entries in settle_doubt(request.packs(), request):
            console.say(f"{folder.name}/{folder.period}: {len(entries)} marked as sent.")
        return DONE
    jobs = check_packs(request.packs(), request)
    console.findings(job.findings for job in jobs)
    if has_errors(jobs):
        _say_problems(jobs, console)
        console.warn("Nothing was prepared: mend the errors above first.")
        return FINDINGS_STOPPED_IT
    messages = prepare_messages(jobs, request)
    for message in messages:
        _show_message(message, console)
    if arguments.test:
        for line in try_server(messages, os.environ, console.say):
            console.say(line)
        console.say("Nothing was sent.")
    elif arguments.send:
        sendings = send_messages(messages, os.environ, console.say, again=arguments.again)
        for message, sent in sendings:
            console.say(_sent_line(message.name, sent.recipients, sent.had_before))
    else:
        console.say("Nothing was sent; --send sends it.")
    return DONE


def _show_message(message: Message, console: Console) -> None:
    console.say(message.name)
    for line in message.prepared.lines():
        console.say(f"    {line}")
    for entry in message.doubtful:
        console.say(f"    {_doubt_line(entry)}")


def _doubt_line(entry: Entry) -> str:
    who = ", ".join(entry.recipients)
    return (
        f"In doubt: sending {entry.sending} of {entry.at} to {who}. Ask whether it arrived; "
        "--mark-sent if it did, --send --again if it did not."
    )


def _sent_line(name: str, recipients: tuple[str, ...], had_before: tuple[str, ...]) -> str:
    said = f"sent to {', '.join(recipients)}" if recipients else "sent to nobody"
    had = f"; {', '.join(had_before)} had it before" if had_before else ""
    return f"{name}: {said}{had}."


VERBS: Mapping[str, Callable[[Request, Namespace, Console, DrawingOffice], int]] = {
    "build": build,
    "make": build,
    "check": check,
    "list": list_documents,
    "watch": watch,
    "email": email,
}
