"""What people read in the terminal: findings, what was made, what is the matter.

Nothing else in the program prints.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from generator.findings import Finding, finding_record, reading_order

PROGRESS_AFTER_S = 1.0


class Console:
    """Prints for one command. With `as_json`, standard output holds the list of findings alone."""

    def __init__(self, *, as_json: bool = False) -> None:
        self._as_json = as_json
        self._began = time.perf_counter()
        self._steps: list[tuple[str, float]] = []

    def say(self, line: str) -> None:
        """A line of what was done or found."""
        _print(line, sys.stderr if self._as_json else sys.stdout)

    def warn(self, line: str) -> None:
        """A line on standard error."""
        _print(line, sys.stderr)

    def findings(self, found: Iterable[Sequence[Finding]]) -> None:
        """Findings pack by pack, each in the order of its files; text ends with a count."""
        ordered = [finding for each in found for finding in sorted(each, key=reading_order)]
        if self._as_json:
            records = [finding_record(finding) for finding in ordered]
            _print(json.dumps(records, ensure_ascii=False, indent=2), sys.stdout)
            return
        for finding in ordered:
            self.warn(str(finding))
        counts = Counter(finding.severity.value for finding in ordered if not finding.silenced)
        if ordered:
            silenced = sum(finding.silenced for finding in ordered)
            said = [f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in sorted(counts.items())]
            said += [f"{silenced} silenced"] if silenced else []
            self.warn(f"{', '.join(said)}.")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Times a step, and says what is being done once the command has taken a second."""
        began = time.perf_counter()
        if began - self._began > PROGRESS_AFTER_S:
            self.warn(f"making {name} …")
        yield
        self._steps.append((name, time.perf_counter() - began))

    def table(self) -> None:
        """What was made and how long it took."""
        width = max((len(name) for name, _ in self._steps), default=0)
        for name, seconds in self._steps:
            self.say(f"{name:<{width}}  {seconds:5.2f} s")
        count = len(self._steps)
        total = time.perf_counter() - self._began
        self.say(f"{count} document{'' if count == 1 else 's'} made in {total:.1f} s.")


def _print(line: str, stream: TextIO) -> None:
    """Prints, unless nobody listens any more: what the run makes does not depend on that."""
    try:
        print(line, file=stream, flush=True)
    except OSError as problem:
        # The stream keeps what it could not write, and would fail once more as Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(problem, BrokenPipeError) and stream is not sys.stderr:
            _print(f"generate.py: the output cannot be written ({problem.strerror}).", sys.stderr)
