"""What people read in the terminal. Nothing else in the program prints."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from threading import Lock, Timer
from typing import TYPE_CHECKING, TextIO

from generator.cli.program_start import program_name
from generator.errors import PackError
from generator.finding_groups import FindingGroup, group_findings, group_record
from generator.findings import Finding, Severity, as_sentence

if TYPE_CHECKING:
    from rich.status import Status

PROGRESS_AFTER_S = 0.7
PROGRESS_EVERY_S = 5.0
"""Where no terminal listens, a line for every step would bury the rest."""
MOST_LINES = 40
"""Lines of findings that a screen shows; more are shown with --all-findings."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold blue"}
_WIDEST_PLACE = 24
_WIDEST_LINE = 120


class Console:
    """Prints for one command. With `as_json`, standard output holds JSON and nothing else.

    `show_notes` lists the notes too, `show_all` more findings than fit on a screen.
    """

    def __init__(
        self, *, as_json: bool = False, show_notes: bool = False, show_all: bool = False
    ) -> None:
        self.as_json = as_json
        self._show_notes = show_notes
        self._show_all = show_all
        self._began = time.perf_counter()
        self._steps = _StepDisplay()

    @property
    def elapsed_s(self) -> float:
        """Seconds since the command started."""
        return time.perf_counter() - self._began

    def say(self, line: str, style: str = "") -> None:
        """Print a line about what was done or found."""
        self.stop_progress()
        stream = sys.stderr if self.as_json else sys.stdout
        _print(_coloured(line, style, stream), stream)

    def warn(self, line: str, style: str = "") -> None:
        """Print a line on standard error."""
        self.stop_progress()
        _print(_coloured(line, style, sys.stderr), sys.stderr)

    def problem(self, problem: PackError) -> None:
        """Print what stops a command, and what to do."""
        self.warn(f"{program_name()}: {problem}")

    def result(self, value: object) -> None:
        """Print a command's result as JSON on standard output, where JSON was asked for."""
        if self.as_json:
            self.stop_progress()
            _print(json.dumps(value, ensure_ascii=False, indent=2), sys.stdout)

    def again(self) -> Console:
        """A console for another command with the same options; its time starts now."""
        return Console(as_json=self.as_json, show_notes=self._show_notes, show_all=self._show_all)

    def progress(self, step: str) -> None:
        """Show a step that starts, if the command takes longer than most of a second."""
        self._steps.begin(step)

    def stop_progress(self) -> None:
        """Show no step any more, until another one starts."""
        self._steps.stop()

    def findings(self, found: Iterable[Finding]) -> None:
        """Print findings: errors, then warnings, by file; notes are counted, or listed on request.

        Findings with one cause are one entry.
        """
        groups = group_findings(found)
        room = sys.maxsize if self._show_all else MOST_LINES
        left_out = 0
        for severity, members in groupby(groups, key=lambda group: group.severity):
            if severity is Severity.NOTE and not self._show_notes:
                continue
            shown, left = _entries(tuple(members), severity, room)
            room -= len(shown)
            left_out += left
            for line, style in shown:
                self.warn(line, style)
        if left_out:
            self.warn(f"… and {left_out} more. Use --all-findings to see all.")
        if groups:
            self.warn(self._summary(groups))

    def _summary(self, groups: Sequence[FindingGroup]) -> str:
        """ "2 errors, 4 warnings, 29 notes (--notes shows them)." """
        counts = Counter(group.severity for group in groups if not group.silenced)
        parts = [
            f"{counts[severity] or 'no'} {severity}{'' if counts[severity] == 1 else 's'}"
            for severity in (Severity.ERROR, Severity.WARNING)
        ]
        notes, silenced = counts[Severity.NOTE], sum(group.silenced for group in groups)
        if notes:
            parts.append(f"{notes} note{'' if notes == 1 else 's'}")
        if silenced:
            parts.append(f"{silenced} accepted in pack.yaml")
        hint = " (--notes shows them)" if (notes or silenced) and not self._show_notes else ""
        text = ", ".join(parts)
        return f"{text[0].upper()}{text[1:]}{hint}."


class _StepDisplay:
    """Shows the step at work: on a terminal in a line that changes, else in a line now and then.

    The first step is shown by a timer, so that a long one is seen before it ends.
    """

    def __init__(self) -> None:
        self._step = self._shown = ""
        self._began = time.perf_counter()
        self._next_s = PROGRESS_AFTER_S
        self._line: Status | None = None
        self._lock = Lock()
        self._timer: Timer | None = None

    def begin(self, step: str) -> None:
        """Note a step, and show it if it is time."""
        self._step = step
        if time.perf_counter() - self._began > self._next_s:
            self.show()
        elif self._timer is None:
            self._timer = Timer(PROGRESS_AFTER_S, self.show)
            self._timer.daemon = True
            self._timer.start()

    def show(self) -> None:
        """Show the step at work, if there is one that is not shown yet."""
        with self._lock:
            if self._step == self._shown:
                return
            self._shown = self._step
            if sys.stderr.isatty():
                self._show_line(f"{self._step} …")
            else:
                self._next_s = time.perf_counter() - self._began + PROGRESS_EVERY_S
                _print(f"{self._step} …", sys.stderr)

    def _show_line(self, text: str) -> None:
        from rich.console import Console as RichConsole
        from rich.status import Status
        from rich.text import Text

        if self._line is None:
            terminal = RichConsole(stderr=True, highlight=False)
            self._line = Status(Text(text), console=terminal, spinner="line")
            self._line.start()
        else:
            self._line.update(Text(text))

    def stop(self) -> None:
        """Take the line away."""
        with self._lock:
            self._step = self._shown
            if self._line is not None:
                self._line.stop()
                self._line = None


def finding_records(found: Iterable[Finding]) -> list[dict[str, object]]:
    """The findings for JSON: one record per cause."""
    return [group_record(group) for group in group_findings(found)]


def _entries(
    groups: Sequence[FindingGroup], severity: Severity, room: int
) -> tuple[list[tuple[str, str]], int]:
    """The lines of groups with their styles, as far as there is room, and how many are left out."""
    lines: list[tuple[str, str]] = []
    shown = 0
    for (file, sheet), members in groupby(groups, key=lambda group: (group.file, group.sheet)):
        heading = f"{severity.capitalize()}s in {file}{f', sheet {sheet}' if sheet else ''}"
        for number, entry in enumerate(_block(tuple(members))):
            new = [(line, "") for line in entry]
            if number == 0:
                new.insert(0, (heading, _STYLES[severity]))
            if shown and len(lines) + len(new) > room:
                return lines, len(groups) - shown
            lines += new
            shown += 1
    return lines, 0


def _block(groups: Sequence[FindingGroup]) -> Iterator[list[str]]:
    """The entries of one file: place, code and text in columns."""
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST_LINE)
    places = [group.places or "whole file" for group in groups]
    place_width = min(max(map(len, places)), _WIDEST_PLACE)
    code_width = max(len(group.code) for group in groups)
    indent = " " * (place_width + code_width + 6)
    for group, place in zip(groups, places, strict=True):
        seen, word = group.seen, group.seen.partition(" ")[0]
        is_name = "." in word or "_" in word  # of a file or a key, which is spelt as it is
        sentence = as_sentence(seen if is_name else f"{seen[:1].upper()}{seen[1:]}")
        text = _wrapped(f"{sentence} {group.advice}", width - len(indent))
        head = textwrap.wrap(place, place_width) or [""]
        yield [
            f"  {at:<{place_width}}  {code:<{code_width}}  {words}".rstrip()
            for at, code, words in _columns(head, [group.code], text)
        ]


def _columns(*columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    height = max(map(len, columns))
    filled = [[*column, *[""] * (height - len(column))] for column in columns]
    return zip(*filled, strict=True)


def _wrapped(text: str, width: int) -> list[str]:
    """Text in lines. A line that begins with a blank is one to paste, so it stays whole."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(" "):
            lines.append(line)
        else:
            lines += textwrap.wrap(
                line, max(width, 30), break_long_words=False, break_on_hyphens=False
            )
    return lines


def _coloured(line: str, style: str, stream: TextIO) -> str:
    if not style or not stream.isatty() or os.environ.get("NO_COLOR"):
        return line
    from rich.console import Console as RichConsole
    from rich.text import Text

    rich = RichConsole(file=stream, highlight=False, soft_wrap=True)
    with rich.capture() as captured:
        rich.print(Text(line, style=style), end="")
    return captured.get()


def _print(line: str, stream: TextIO) -> None:
    """Print, unless nobody listens any more: what the run makes does not depend on that."""
    try:
        print(line, file=stream, flush=True)
    except OSError as problem:
        # The stream keeps what it could not write, and would fail once more as Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(problem, BrokenPipeError) and stream is not sys.stderr:
            _print(f"The output cannot be written ({problem.strerror}).", sys.stderr)
