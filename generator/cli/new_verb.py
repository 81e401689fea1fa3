"""`new`: what it takes and prints. The work is done in `new_pack`."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Folder, verb
from generator.cli.program_start import program_name
from generator.cli.terminal import Console, finding_records
from generator.errors import InputUnreadable, UsageError
from generator.findings import Severity
from generator.inputs.folders import Request

if TYPE_CHECKING:
    from generator.new_pack.proposal import Proposal

_WIDTH = 100


def _file(help: str) -> object:
    return typer.Option(metavar="FILE", help=help)


@verb("new")
def new(
    request: Request,
    console: Console,
    name: Annotated[str, typer.Argument(metavar="PACK/PERIOD", help="Such as harbour/2025-26-q1.")],
    register: Annotated[Folder, _file("Your risk register.")] = None,
    plan: Annotated[Folder, _file("Your action plan.")] = None,
    report: Annotated[Folder, _file("The council's last report (.docx).")] = None,
    title: Annotated[str, typer.Option(help="The programme's name.", show_default=False)] = "",
) -> int:
    """Start a pack from your own files, or from empty ones. Never overwrites anything."""
    from generator.delivery.new_folder import deliver_new_folder
    from generator.new_pack.pack_names import folder_of
    from generator.new_pack.proposal import Asked, propose

    folder = folder_of(name, request.inputs)
    for path in filter(None, (register, plan, report)):
        _refuse_missing(path)
    console.progress(f"Reading the files of {folder}")
    proposal = propose(
        folder,
        Asked(register=register, plan=plan, report=report, title=title.strip()),
        request.templates,
    )
    errors = [each for each in proposal.findings if each.severity is Severity.ERROR]
    if not console.as_json:
        console.findings(errors)
    if errors:
        console.result(_record(proposal, written=False))
        console.warn("Nothing was written. Fix the errors above and run again.")
        return 1
    exists = folder.path.exists()
    if exists and not (folder.path / "pack.yaml").is_file():
        raise UsageError(
            f"The folder {folder.path} exists, but has no pack.yaml",
            "Move it to another place, and name its files after --register and --plan.",
        )
    if not exists:
        deliver_new_folder(folder.path, proposal.files)
    console.result(_record(proposal, written=not exists))
    _show(proposal, console)
    if exists:
        _show_difference(proposal, console)
    else:
        _show_next(proposal, console)
    return 0


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "does not exist"
        raise InputUnreadable(f"{path} {what}", "Check the path, and put quotes around spaces.")


def _record(proposal: Proposal, *, written: bool) -> dict[str, object]:
    return {
        "folder": str(proposal.folder.path),
        "written": sorted(proposal.files) if written else [],
        "understood": [{"what": what, "found": found} for what, found in proposal.understood],
        "doubts": list(proposal.doubts),
        "questions": list(proposal.questions),
        "findings": finding_records(proposal.findings),
    }


def _show(proposal: Proposal, console: Console) -> None:
    """The table of what was understood, then what should be looked at."""
    width = max((len(what) for what, _ in proposal.understood), default=0)
    for what, found in proposal.understood:
        lines = textwrap.wrap(found, _WIDTH - width - 4) or [""]
        for number, line in enumerate(lines):
            console.say(f"  {'' if number else what:<{width}}  {line}")
    for heading, entries in (
        ("Please look at these (they are assumed, and marked in pack.yaml):", proposal.doubts),
        ("Only you know these (each is a line of pack.yaml to correct):", proposal.questions),
    ):
        if entries:
            console.say(heading, "bold")
        for entry in entries:
            for number, line in enumerate(textwrap.wrap(entry, _WIDTH - 4)):
                console.say(f"  {' ' if number else '-'} {line}")


def _show_next(proposal: Proposal, console: Console) -> None:
    folder = proposal.folder
    console.say(f"Made {folder.path} with {', '.join(sorted(proposal.files))}.")
    options = f"--pack {folder.name} --period {folder.period}"
    if proposal.questions:
        console.say(f"Next: answer the lines below '# ?' in {folder.path / 'pack.yaml'}, then run")
    else:
        console.say("Next:")
    console.say(f"  {program_name()} check {options}")
    console.say(f"  {program_name()} {options}")


def _show_difference(proposal: Proposal, console: Console) -> None:
    difference = proposal.difference
    console.say(f"{proposal.folder.path} exists, so nothing was written.", "bold")
    if difference:
        console.say("Its pack.yaml would change so (- now, + proposed):")
    for line in difference:
        console.say(line)
    for name in proposal.other_files:
        console.say(f"Copy {name} into the folder to use it.")
    if not difference and not proposal.other_files:
        console.say("Its pack.yaml says the same as these files.")
