"""The verbs: what each takes and prints. The work itself is done elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Folder, complete_document, verb
from generator.cli.terminal import Console, finding_records
from generator.errors import PackError, UsageError
from generator.findings import Finding, Severity, rule
from generator.inputs.folders import Request

# The rest is imported where it is used: a run with nothing to do needs none of it.
if TYPE_CHECKING:
    from generator.build import Job
    from generator.delivery.output_folder import Delivered
    from generator.delivery.sending import Sent
    from generator.mailing import Message

DONE = 0
FINDINGS_STOPPED_IT = 1
NOTHING = "Nothing was written."
_STATE_STYLES = {"stale": "yellow", "missing": "red", "changed by hand": "magenta"}

Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Replace documents that were changed by hand; a dated copy of each is kept.",
    ),
]


@verb("build")
def build(
    request: Request,
    console: Console,
    all: Annotated[bool, typer.Option("--all", help="Also what is up to date.")] = False,
    overwrite: Overwrite = False,
) -> int:
    """Make every document that is out of date. This is what no verb does."""
    return _make(replace(request, everything=all, overwrite=overwrite), console)


@verb("make")
def make(
    request: Request,
    console: Console,
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCUMENT...",
            help="Names, or the unique start of one.",
            autocompletion=complete_document,
        ),
    ],
    overwrite: Overwrite = False,
) -> int:
    """Make the documents that you name, up to date or not."""
    return _make(replace(request, documents=tuple(documents), overwrite=overwrite), console)


def _make(request: Request, console: Console) -> int:
    from generator.delivery.freshness import outdated_packs

    outdated = outdated_packs(request)
    if not outdated:
        console.result({"findings": [], "documents": []})
        console.say("Everything is up to date. Use --all to make it again.")
        return DONE
    from generator.cli.worker_processes import start_workers

    with start_workers(outdated, request) as workers:
        from generator.build import check_packs, make_packs

        jobs = check_packs(
            outdated, request, outdated=outdated, progress=console.progress, workers=workers
        )
        _show_findings(jobs, console)
        made = make_packs(jobs, request, progress=console.progress, workers=workers)
    delivered = [(request.target(folder), each) for folder, each in made.delivered.items()]
    if delivered:
        _show_made(delivered, console)
    documents = [
        {"path": str(folder / name), "state": state}
        for folder, each in delivered
        for state, names in (("written", each.written), ("unchanged", each.unchanged))
        for name in names
    ]
    console.result({"findings": _records(jobs), "documents": documents})
    consequence = f"Not made: {_named(made.stopped)}." if delivered else NOTHING
    return _stopped(made.stopped, console, consequence)


def _show_made(made: Sequence[tuple[Path, Delivered]], console: Console) -> None:
    count = 0
    for folder, each in made:
        console.say(str(folder))
        for name in each.written:
            console.say(f"  {name}")
        for name in each.unchanged:
            console.say(f"  {name} (the same as before)")
        for name, copy in each.kept.items():
            console.say(f"  {name} had been changed by hand. Your version is kept as {copy}.")
        count += len(each.written) + len(each.unchanged)
    plural = "" if count == 1 else "s"
    console.say(f"Made {count} document{plural} in {console.elapsed_s:.1f} s.")


def _all_findings(jobs: Sequence[Job]) -> list[Finding]:
    """All findings; what is common to several packs is told once."""
    return list(dict.fromkeys(finding for job in jobs for finding in job.findings))


def _records(jobs: Sequence[Job]) -> list[dict[str, object]]:
    return finding_records(_all_findings(jobs))


def _named(jobs: Iterable[Job]) -> str:
    return ", ".join(str(job.folder) for job in jobs)


def _show_findings(jobs: Sequence[Job], console: Console) -> None:
    if not console.as_json:
        console.findings(_all_findings(jobs))


def _stopped(stopped: Sequence[Job], console: Console, consequence: str) -> int:
    """The exit code for packs that findings or problems stop, 0 for none; shows why."""
    told = {str(problem): problem for job in stopped for problem in job.problems}
    problems = list(told.values())  # packs share templates
    for problem in problems:
        console.problem(problem)
    if any(map(_has_error, stopped)):
        console.warn(f"{consequence} Fix the errors above and run again.")
        return FINDINGS_STOPPED_IT
    if problems and consequence != NOTHING:
        console.warn(consequence)
    return problems[0].exit_code if problems else DONE


def _has_error(job: Job) -> bool:
    return any(finding.severity is Severity.ERROR for finding in job.findings)


@verb("check")
def check(
    request: Request,
    console: Console,
    columns: Annotated[
        bool, typer.Option("--columns", help="Show where each column of the inputs is printed.")
    ] = False,
    workbook: Annotated[
        Folder, typer.Option(metavar="FILE.xlsx", help="Write the findings to a workbook.")
    ] = None,
    annotate: Annotated[
        Folder,
        typer.Option(
            metavar="FOLDER", help="Write copies of the workbooks with a comment at each finding."
        ),
    ] = None,
    publication: Annotated[
        bool, typer.Option("--publication", help="Stop at what should not leave the council.")
    ] = False,
) -> int:
    """List the mistakes in the inputs; make no document."""
    from generator.build import check_packs, rehearse_packs

    if workbook is not None and workbook.suffix.lower() != ".xlsx":
        raise UsageError(f"{workbook} is not the name of a workbook", "Let the name end in .xlsx.")
    jobs = check_packs(request.packs(), request, progress=console.progress)
    if publication:
        jobs = tuple(map(_for_publication, jobs))
    _show_findings(jobs, console)
    if columns:
        _show_columns(jobs, request, console)
    else:
        console.result(_records(jobs))
    _write_findings(jobs, request, console, workbook, annotate)
    jobs = rehearse_packs(jobs, request, console.progress)
    stopped = [job for job in jobs if job.is_stopped]
    of = f" of {_named(stopped)}" if len(jobs) > 1 else ""
    if code := _stopped(stopped, console, f"The documents{of} cannot be made."):
        return code
    if publication and any(job.findings for job in jobs):
        console.warn("Settle this before anything is published, or give reasons under `rules`.")
        return FINDINGS_STOPPED_IT
    if all(each.severity is Severity.NOTE for each in _all_findings(jobs)):
        packs = _named(jobs) if len(jobs) <= 3 else f"{len(jobs)} packs"
        console.say(f"No errors and no warnings in {packs}. All documents can be made.")
    return DONE


def _for_publication(job: Job) -> Job:
    """The job with errors and what should not leave the council, without what has a reason."""
    return replace(
        job,
        findings=tuple(
            each
            for each in job.findings
            if each.severity is Severity.ERROR
            or (rule(each.code).publication and each.severity is Severity.WARNING)
        ),
    )


def _show_columns(jobs: Sequence[Job], request: Request, console: Console) -> None:
    from generator.cli.column_listing import column_lines, column_record, columns_of

    printed = columns_of(jobs, request)
    console.result({"findings": _records(jobs), "columns": list(map(column_record, printed))})
    for line in column_lines(printed):
        console.say(line)


def _write_findings(
    jobs: Sequence[Job],
    request: Request,
    console: Console,
    workbook: Path | None,
    annotate: Path | None,
) -> None:
    from generator.cli.finding_files import write_annotated_copies, write_findings_workbook

    if workbook is not None:
        write_findings_workbook(jobs, workbook)
        console.say(f"The findings are in {workbook}.")
    if annotate is not None:
        copies = tuple(write_annotated_copies(jobs, request, annotate))
        for path in copies:
            console.say(f"Annotated copy: {path}")
        if not copies:
            console.say("No workbook among the inputs has a finding, so there is no copy.")


@verb("list")
def list_documents(request: Request, console: Console) -> int:
    """List the documents and say which are out of date, and why."""
    from generator.build import list_packs

    packs = tuple(list_packs(request))
    console.result(
        [
            {
                "pack": each.folder.name,
                "period": each.folder.period,
                "document": state.name,
                "state": state.standing.value,
                "reasons": list(state.reasons),
            }
            for each in packs
            for state in each.states
        ]
    )
    width = max((len(state.name) for each in packs for state in each.states), default=0)
    for each in packs:
        if each.was_cut_off:
            console.warn(
                f"{each.folder}: an earlier run was cut off while it moved documents in, so that "
                "old and new ones stood side by side. That is settled now."
            )
        if each.problem is None:
            console.say(f"{each.folder.name}  {each.folder.period}", "bold")
        for state in each.states:
            style = _STATE_STYLES.get(state.standing.value, "")
            console.say(f"    {state.name:<{width}}  {state}", style)
    problems = [each.problem for each in packs if each.problem is not None]
    for problem in problems:
        console.problem(problem)
    return problems[0].exit_code if problems else DONE


@verb("watch")
def watch(request: Request, console: Console, overwrite: Overwrite = False) -> int:
    """Rebuild when an input or a template is saved, until Ctrl-C."""
    from generator.delivery.watch import watch as watch_folders

    def rebuild(changed: frozenset[Path]) -> None:
        each = console.again()
        try:
            _make(replace(request, overwrite=overwrite), each)
        except PackError as problem:
            each.problem(problem)
        finally:
            each.stop_progress()

    rebuild(frozenset())
    console.say("Watching. Press Ctrl-C to stop.")
    watch_folders([request.inputs, request.templates], rebuild)
    return DONE


_Send = Annotated[bool, typer.Option("--send", help="Send the mail.")]
_Again = Annotated[
    bool, typer.Option("--again", help="With --send: also to those whose send is unconfirmed.")
]
_MarkSent = Annotated[
    bool, typer.Option("--mark-sent", help="Record that the unconfirmed sends arrived.")
]
_Test = Annotated[bool, typer.Option("--test", help="Log in at the mail server and send nothing.")]


@verb("email")
def email(
    request: Request,
    console: Console,
    send: _Send = False,
    again: _Again = False,
    mark_sent: _MarkSent = False,
    test: _Test = False,
) -> int:
    """Prepare the mail to the Programme Board; send it only with --send."""
    if send + mark_sent + test > 1 or (again and not send):
        raise UsageError(
            "--send, --test and --mark-sent exclude each other, and --again goes with --send",
            "Choose one of them.",
        )
    if mark_sent:
        return _mark_sent(request, console)
    from generator.build import check_packs
    from generator.cli.mail_listing import message_lines
    from generator.mailing import prepare_messages

    jobs = check_packs(request.packs(), request, progress=console.progress)
    _show_findings(jobs, console)
    # A message may show any input, so any error stops it.
    stopped = [job for job in jobs if job.is_stopped or _has_error(job)]
    ready = [job for job in jobs if not (job.is_stopped or _has_error(job))]
    code = _stopped(stopped, console, f"No mail was prepared for {_named(stopped)}.")
    messages, failures = prepare_messages(ready, request) if ready else ((), ())
    for failure in failures:
        console.problem(failure)
        code = failure.exit_code
    for line in message_lines(messages):
        console.say(line)
    with _mail_result(jobs, messages, console) as sent:
        if test and messages:
            _try_server(messages, console)
        elif send:
            _send(messages, console, sent, again=again)
        elif messages:
            console.say("Nothing was sent. Use --send to send it.")
    return code


@contextmanager
def _mail_result(
    jobs: Sequence[Job], messages: Sequence[Message], console: Console
) -> Iterator[dict[str, Sent]]:
    """Gather what was sent by the name of its message; print it as JSON, also where some failed."""
    from generator.cli.mail_listing import message_record

    sent: dict[str, Sent] = {}
    try:
        yield sent
    finally:
        records = [message_record(each, sent.get(each.name)) for each in messages]
        console.result({"findings": _records(jobs), "messages": records})


def _try_server(messages: Sequence[Message], console: Console) -> None:
    from generator.mailing import try_server

    for line in try_server(messages, os.environ, console.say):
        console.say(line)
    console.say("Nothing was sent.")


def _send(
    messages: Sequence[Message], console: Console, sent: dict[str, Sent], *, again: bool
) -> None:
    from generator.cli.mail_listing import sent_line
    from generator.mailing import send_messages

    for message, each in send_messages(messages, os.environ, console.say, again=again):
        sent[message.name] = each
        console.say(sent_line(message.name, each))


def _mark_sent(request: Request, console: Console) -> int:
    from generator.mailing import mark_unconfirmed_as_sent

    marked = list(mark_unconfirmed_as_sent(request.packs(), request))
    console.result([{"pack": str(each), "marked_as_sent": len(sends)} for each, sends in marked])
    for folder, sends in marked:
        console.say(f"{folder}: {len(sends)} marked as sent.")
    return DONE
