"""What people read where the program itself fails: a sentence, and on request a log file."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from generator import __version__
from generator.cli.program_start import program_name

FAULT = 7
"""The exit code for a fault of the program."""
DEBUG = "--debug"
LOG_NAME = "committee-pack-fault.log"
_NAMES: Mapping[str, Callable[[Any], str]] = {
    "PackFolder": str,
    "Job": lambda job: str(job.folder),
    "DocumentSettings": lambda document: document.file_name,
    "PrintedText": lambda printed: printed.document.file_name,
    "NarrativeSection": lambda section: f"{section.file}, line {section.line}",
    "InputSheet": lambda sheet: sheet.file,
    "Risk": lambda risk: risk.reference,
    "Action": lambda action: action.reference,
    "ServiceReview": lambda review: review.service,
    "PastMeeting": lambda meeting: meeting.meeting,
    "KeyFigure": lambda figure: figure.name,
}
"""What names the work at hand, by its type: whatever a function that fails holds of these."""

A = TypeVar("A")
B = TypeVar("B")


def report_fault(fault: Exception, arguments: Sequence[str]) -> int:
    """Say in a sentence what failed, at which document and record, and what to do about it."""
    said = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    at = [*getattr(fault, "__notes__", ()), *work_at_hand(fault.__traceback__)]
    where = f" It was at work on {', '.join(dict.fromkeys(at))}." if at else ""
    advice = f"Run the same command with {DEBUG} and send {LOG_NAME} to whoever maintains it."
    if DEBUG in arguments and (log := _write_log(fault, arguments)):
        advice = f"Send {log} to whoever maintains it; it names files and may quote a text."
    sys.stderr.write(
        f"{program_name()}: The program itself has failed ({said}).{where} The documents that were "
        f"there before are whole. {advice}\n"
    )
    return FAULT


def noting(function: Callable[[A], B], argument: A) -> B:
    """Call a function in a worker; a fault notes the work at hand, which stays behind there."""
    try:
        return function(argument)
    except Exception as fault:
        for work in dict.fromkeys(work_at_hand(fault.__traceback__)):
            fault.add_note(work)
        raise


def work_at_hand(at: TracebackType | None) -> Iterator[str]:
    """The pack, document and record that the functions on the way to a fault were at work on."""
    while at is not None:
        for value in at.tb_frame.f_locals.values():
            if name := _NAMES.get(type(value).__name__):
                with suppress(Exception):
                    yield name(value)
        at = at.tb_next


def _write_log(fault: Exception, arguments: Sequence[str]) -> Path | None:
    """Write the traceback into the current folder, or where temporary files go."""
    lines = [
        f"{datetime.now(UTC).isoformat(timespec='seconds')} {program_name()} {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"Arguments: {' '.join(arguments)}",
        "".join(traceback.format_exception(fault)),
    ]
    text = "\n".join(lines)
    for folder in (Path.cwd(), Path(tempfile.gettempdir())):
        with suppress(OSError):
            path = folder / LOG_NAME
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
            return path
    return None
