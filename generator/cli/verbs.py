"""The verbs: what each takes and prints. The work itself is done elsewhere."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial, wraps
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from generator import __version__
from generator.cli.project_folder import find_project_folder, templates_folder
from generator.cli.terminal import Console, finding_records
from generator.errors import PackError
from generator.findings import Finding, Location, Severity
from generator.inputs.folders import Request

# The rest is imported where it is used: a run with nothing to do needs none of it.
if TYPE_CHECKING:
    from generator.build import Job
    from generator.content.printed_columns import PrintedColumn
    from generator.delivery.mail_ledger import Entry
    from generator.delivery.output_folder import Delivered
    from generator.delivery.sending import Sent
    from generator.mailing import Message

DONE = 0
FINDINGS_STOPPED_IT = 1
DEFAULT_VERB = "build"

_EXAMPLES = """\
\b
Examples:
  generate.py                        make every document that is out of date
  generate.py check                  list the mistakes in the inputs; write nothing
  generate.py list                   list the documents and say which are out of date
  generate.py make appendix-2        make one document again
  generate.py --pack oneteam --period 2023-24-q4 make risk-register
  generate.py email                  prepare the mail to the Board; --send sends it

\b
Exit codes:
  0 done               1 findings stopped it       2 wrong usage
  3 input unreadable   4 template does not fit     5 output not writable
  6 documents written, mail failed
"""

app = typer.Typer(
    help="Make a council's committee packs (Word reports, Excel registers) from inputs/. "
    "Without a verb, make every document that is out of date.",
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Interrupted(BaseException):
    """Ctrl-C was pressed while a verb was at work."""


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"committee-pack {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Make a council's committee packs from inputs/."""


Folder = Optional[Path]  # noqa: UP045 - typer reads this annotation at run time


def _common(
    inputs: Annotated[Folder, typer.Option(help="The folder with the packs [inputs/].")] = None,
    outputs: Annotated[Folder, typer.Option(help="Where documents go [outputs/].")] = None,
    templates: Annotated[Folder, typer.Option(help="The templates [templates/].")] = None,
    pack: Annotated[str, typer.Option(help="Only this pack.", show_default=False)] = "",
    period: Annotated[str, typer.Option(help="Only this period.", show_default=False)] = "",
    format: Annotated[Format, typer.Option(help="How results are printed.")] = Format.TEXT,
    notes: Annotated[bool, typer.Option("--notes", help="List the notes too.")] = False,
    all_findings: Annotated[
        bool, typer.Option("--all-findings", help="List more findings than fit on a screen.")
    ] = False,
) -> tuple[Request, Console]:
    """What every verb takes."""
    project = find_project_folder(Path.cwd())
    request = Request(
        inputs=inputs or project / "inputs",
        outputs=outputs or project / "outputs",
        templates=templates or templates_folder(project),
        cache=project / ".cache",
        pack=pack or None,
        period=period or None,
    )
    console = Console(as_json=format is Format.JSON, show_notes=notes, show_all=all_findings)
    return request, console


def _verb(name: str, *, hidden: bool = False) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Register a verb. Its function gets the request and the console in place of the options
    that every verb takes."""

    def register(function: Callable[..., int]) -> Callable[..., int]:
        common = inspect.signature(_common, eval_str=True).parameters
        own = list(inspect.signature(function, eval_str=True).parameters.values())[2:]

        @wraps(function)
        def run(**options: Any) -> None:
            request, console = _common(**{name: options.pop(name) for name in common})
            try:
                code = function(request, console, **options)
            except KeyboardInterrupt as stopped:
                # typer would make exit code 1 of it.
                raise Interrupted from stopped
            raise typer.Exit(code)

        parameters = [
            each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *common.values())
        ]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        app.command(name, hidden=hidden)(run)
        return function

    return register


Everything = Annotated[bool, typer.Option("--all", help="Also what is up to date.")]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Replace documents that were changed by hand; a dated copy of each is kept.",
    ),
]


@_verb("build")
def build(
    request: Request, console: Console, all: Everything = False, overwrite: Overwrite = False
) -> int:
    """Make every document that is out of date. This is what no verb does."""
    return _make(replace(request, everything=all, overwrite=overwrite), console)


@_verb("make")
def make(
    request: Request,
    console: Console,
    documents: Annotated[list[str], typer.Argument(help="Names, or the unique start of one.")],
    overwrite: Overwrite = False,
) -> int:
    """Make the documents that you name, whether they are out of date or not."""
    return _make(replace(request, documents=tuple(documents), overwrite=overwrite), console)


def _make(request: Request, console: Console) -> int:
    from generator.delivery.freshness import outdated_packs

    outdated = outdated_packs(request)
    if not outdated:
        console.result({"findings": [], "documents": []})
        console.say("Everything is up to date. Use --all to make it again.")
        return DONE
    from generator.build import check_packs, make_packs
    from generator.cli.worker_processes import start_workers

    with start_workers(outdated, request) as workers:
        jobs = check_packs(
            outdated, request, outdated=outdated, progress=console.progress, workers=workers
        )
        _show_findings(jobs, console)
        if code := _stopped(jobs, console, "Nothing was written."):
            console.result({"findings": _records(jobs), "documents": []})
            return code
        delivered = make_packs(jobs, request, progress=console.progress, workers=workers)
    made = [(request.target(job.folder), each) for job, each in zip(jobs, delivered, strict=True)]
    _show_made(made, console)
    documents = [
        {"path": str(folder / name), "state": state}
        for folder, each in made
        for state, names in (("written", each.written), ("unchanged", each.unchanged))
        for name in names
    ]
    console.result({"findings": _records(jobs), "documents": documents})
    return DONE


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
    return [finding for job in jobs for finding in job.findings]


def _records(jobs: Sequence[Job]) -> list[dict[str, object]]:
    return finding_records(_all_findings(jobs))


def _show_findings(jobs: Sequence[Job], console: Console) -> None:
    if not console.as_json:
        console.findings(_all_findings(jobs))


def _stopped(jobs: Sequence[Job], console: Console, consequence: str) -> int:
    """The exit code of what keeps the packs from being made, 0 if nothing does; shows why."""
    problems = [problem for job in jobs for problem in job.problems]
    for problem in problems:
        console.warn(f"generate.py: {problem}")
    if any(finding.severity is Severity.ERROR for finding in _all_findings(jobs)):
        console.warn(f"{consequence} Fix the errors above and run again.")
        return FINDINGS_STOPPED_IT
    return problems[0].exit_code if problems else DONE


@_verb("check")
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
) -> int:
    """List the mistakes in the inputs. Write nothing."""
    from generator.build import check_packs, rehearse_packs

    jobs = check_packs(request.packs(), request, progress=console.progress)
    _show_findings(jobs, console)
    printed = _printed_columns(jobs, request) if columns else []
    console.result(
        _records(jobs)
        if not columns
        else {"findings": _records(jobs), "columns": [_column_record(each) for each in printed]}
    )
    for line in column_lines(printed):
        console.say(line)
    _write_findings(jobs, request, console, workbook, annotate)
    if code := _stopped(jobs, console, "The documents cannot be made."):
        return code
    rehearse_packs(jobs, request, console.progress)
    console.stop_progress()
    if not any(each.severity is Severity.WARNING for each in _all_findings(jobs)):
        packs = "1 pack" if len(jobs) == 1 else f"{len(jobs)} packs"
        console.say(f"No errors and no warnings in {packs}. All documents can be made.")
    return DONE


def _printed_columns(jobs: Sequence[Job], request: Request) -> list[PrintedColumn]:
    """The filled columns of all packs; those of a pack with errors without where they appear."""
    from generator.content.printed_columns import PrintedColumn, printed_columns
    from generator.documents import content_by_place

    found: list[PrintedColumn] = []
    for job in jobs:
        if job.pack is None:
            continue
        if job.has_errors:
            columns = tuple(PrintedColumn(column=each, places=None) for each in job.pack.columns)
        else:
            compose = partial(content_by_place, folders=request.template_folders(job.folder))
            columns = printed_columns(job.pack, job.documents, compose)
        found += [
            replace(each, column=replace(each.column, location=_below(each, job)))
            for each in columns
        ]
    return found


def _below(printed: PrintedColumn, job: Job) -> Location:
    location = printed.column.location
    return replace(location, file=f"{job.folder}/{location.file}")


def _column_record(printed: PrintedColumn) -> dict[str, object]:
    column = printed.column
    return {
        "file": column.location.file,
        "sheet": column.location.sheet,
        "cells": column.cells,
        "heading": column.heading,
        "read_as": column.read_as or None,
        "nearest": column.nearest or None,
        "printed_in": None if printed.places is None else list(printed.places),
    }


def column_lines(columns: Sequence[PrintedColumn]) -> Iterator[str]:
    """For each file and sheet, a line per filled column: cells, heading, meaning, where printed."""
    for (file, sheet), members in groupby(
        columns, key=lambda each: (each.column.location.file, each.column.location.sheet)
    ):
        yield f"{file}, sheet {sheet}" if sheet else file
        rows = [
            (each.column.cells, " ".join(each.column.heading.split()), _meaning(each))
            for each in members
        ]
        cells, heading = (max(len(row[part]) for row in rows) for part in (0, 1))
        for row in rows:
            yield f"  {row[0]:<{cells}}  {row[1]:<{heading}}  {row[2]}"


def _meaning(printed: PrintedColumn) -> str:
    column = printed.column
    if not column.read_as:
        hint = f'; did you mean "{column.nearest}"?' if column.nearest else ""
        return f"not understood, printed nowhere{hint}"
    if printed.places is None:
        return f"read as {column.read_as}"
    return f"read as {column.read_as}, printed {_listed(printed.places)}"


def _listed(places: Sequence[str]) -> str:
    """ "in log.docx; in register.xlsx (Summary, Register)", or "nowhere"."""
    sheets: dict[str, list[str]] = {}
    for place in places:
        document, _, sheet = place.partition(", sheet ")
        sheets.setdefault(document, []).extend([sheet] if sheet else [])
    parts = [f"in {name}" + (f" ({', '.join(of)})" if of else "") for name, of in sheets.items()]
    return "; ".join(parts) or "nowhere"


def _write_findings(
    jobs: Sequence[Job],
    request: Request,
    console: Console,
    workbook: Path | None,
    annotate: Path | None,
) -> None:
    from generator.cli.reports import write_annotated_copies, write_findings_workbook

    if workbook is not None:
        write_findings_workbook(jobs, workbook)
        console.say(f"The findings are in {workbook}.")
    if annotate is not None:
        copies = tuple(write_annotated_copies(jobs, request, annotate))
        for path in copies:
            console.say(f"Annotated copy: {path}")
        if not copies:
            console.say("No workbook among the inputs has a finding, so there is no copy.")


@_verb("list")
def list_documents(request: Request, console: Console) -> int:
    """List the documents and say which are out of date, and why."""
    from generator.build import list_packs

    packs = tuple(list_packs(request))
    console.result(
        [
            {
                "pack": folder.name,
                "period": folder.period,
                "document": state.name,
                "state": state.standing.value,
                "reasons": list(state.reasons),
            }
            for folder, states in packs
            for state in states
        ]
    )
    for folder, states in packs:
        console.say(f"{folder.name}  {folder.period}")
        width = max((len(state.name) for state in states), default=0)
        for state in states:
            console.say(f"    {state.name:<{width}}  {state}")
    return DONE


@_verb("watch")
def watch(request: Request, console: Console, overwrite: Overwrite = False) -> int:
    """Rebuild when an input or a template is saved, until Ctrl-C."""
    from generator.delivery.watch import watch as watch_folders

    def rebuild(changed: frozenset[Path]) -> None:
        try:
            _make(replace(request, overwrite=overwrite), console.again())
        except PackError as problem:
            console.warn(f"generate.py: {problem}")

    rebuild(frozenset())
    console.say("Watching. Press Ctrl-C to stop.")
    watch_folders([request.inputs, request.templates], rebuild)
    return DONE


@_verb("email")
def email(
    request: Request,
    console: Console,
    send: Annotated[bool, typer.Option("--send", help="Send the mail.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --send: also to those whose send is unconfirmed.")
    ] = False,
    mark_sent: Annotated[
        bool, typer.Option("--mark-sent", help="Record that the unconfirmed sends arrived.")
    ] = False,
    test: Annotated[
        bool, typer.Option("--test", help="Log in at the mail server and send nothing.")
    ] = False,
) -> int:
    """Prepare the mail to the Programme Board. Send it only with --send."""
    from generator.build import check_packs
    from generator.mailing import (
        mark_unconfirmed_as_sent,
        prepare_messages,
        send_messages,
        try_server,
    )

    if mark_sent:
        marked = list(mark_unconfirmed_as_sent(request.packs(), request))
        console.result(
            [{"pack": str(each), "marked_as_sent": len(sends)} for each, sends in marked]
        )
        for folder, sends in marked:
            console.say(f"{folder}: {len(sends)} marked as sent.")
        return DONE
    jobs = check_packs(request.packs(), request, progress=console.progress)
    _show_findings(jobs, console)
    if code := _stopped(jobs, console, "No mail was prepared."):
        console.result({"findings": _records(jobs), "messages": []})
        return code
    messages = prepare_messages(jobs, request)
    console.stop_progress()
    for message in messages:
        _show_message(message, console)
    sent: dict[str, Sent] = {}
    if test:
        for line in try_server(messages, os.environ, console.say):
            console.say(line)
        console.say("Nothing was sent.")
    elif send:
        for message, each in send_messages(messages, os.environ, console.say, again=again):
            sent[message.name] = each
            console.say(_sent_line(message.name, each))
    else:
        console.say("Nothing was sent. Use --send to send it.")
    console.result(
        {
            "findings": _records(jobs),
            "messages": [_message_record(each, sent.get(each.name)) for each in messages],
        }
    )
    return DONE


def _message_record(message: Message, sent: Sent | None) -> dict[str, object]:
    return {
        "pack": message.name,
        "file": str(message.prepared.path),
        "recipients": list(message.prepared.recipients),
        "attachments": list(message.prepared.attachments),
        "unconfirmed": [entry.sending for entry in message.unconfirmed],
        "sent_to": list(sent.recipients) if sent else [],
    }


def _show_message(message: Message, console: Console) -> None:
    console.say(message.name)
    for line in message.prepared.lines():
        console.say(f"    {line}")
    for entry in message.unconfirmed:
        console.say(f"    {_unconfirmed_line(entry)}")


def _unconfirmed_line(entry: Entry) -> str:
    return (
        f"Unconfirmed: send {entry.sending} of {entry.at} to {', '.join(entry.recipients)}. Ask "
        "them whether it arrived. If it did, use --mark-sent; if not, --send --again."
    )


def _sent_line(name: str, sent: Sent) -> str:
    to = f"sent to {', '.join(sent.recipients)}" if sent.recipients else "sent to nobody"
    had = f"; {', '.join(sent.had_before)} already had it" if sent.had_before else ""
    return f"{name}: {to}{had}."
