"""The command line: runs a verb, prints findings and what was made, gives the exit code.

Nothing else in the program prints.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.arguments import ROOT, parse_arguments
from generator.errors import PackError
from generator.findings import finding_record, reading_order

if TYPE_CHECKING:
    import argparse

    from generator.pipeline import Job
    from generator.request import Request

FINDINGS_STOPPED_IT = 1
INTERRUPTED = 130


def main(argv: list[str]) -> int:
    """Run one command. Returns the exit code; prints to standard output and standard error."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know an arrow or a dash: print a "?" rather than fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    arguments = parse_arguments(argv)
    try:
        return _VERBS[arguments.verb](arguments)
    except PackError as problem:
        print(f"generate.py: {problem}", file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        print("generate.py: stopped; what was there before still stands.", file=sys.stderr)
        return INTERRUPTED


def _request(arguments: argparse.Namespace) -> Request:
    from generator.request import Request

    return Request(
        inputs=arguments.inputs,
        outputs=arguments.outputs,
        templates=arguments.templates,
        cache=ROOT / ".cache",
        pack=arguments.pack,
        period=arguments.period,
        documents=tuple(arguments.documents),
        everything=arguments.all,
        overwrite=arguments.overwrite,
    )


def _build(arguments: argparse.Namespace) -> int:
    from generator.freshness import outdated_packs

    request = _request(arguments)
    table = sys.stderr if arguments.format == "json" else sys.stdout
    steps = _Steps()
    folders = outdated_packs(request)
    if not folders:
        _print_findings((), arguments.format)
        print("Everything is up to date; --all makes it again.", file=table)
        return 0
    from generator.pipeline import check_packs, has_errors, make_packs

    jobs = check_packs(folders, request)
    _print_findings(jobs, arguments.format)
    if has_errors(jobs):
        print("Nothing was written: mend the errors above first.", file=sys.stderr)
        return FINDINGS_STOPPED_IT
    delivered = make_packs(jobs, request, steps.step)
    print(steps.table(), file=table)
    for each in delivered:
        for name, copy in each.kept.items():
            print(f"{name} had been changed by hand: its copy is {copy}.", file=table)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from generator.pipeline import check_packs, has_errors

    request = _request(arguments)
    jobs = check_packs(request.packs(), request)
    _print_findings(jobs, arguments.format)
    return FINDINGS_STOPPED_IT if has_errors(jobs) else 0


def _list(arguments: argparse.Namespace) -> int:
    from generator.pipeline import list_packs

    for folder, states in list_packs(_request(arguments)):
        print(f"{folder.name}  {folder.period}")
        for state in states:
            print(f"    {state.name:<44}  {state}")
    return 0


_VERBS = {"build": _build, "make": _build, "check": _check, "list": _list}


def _print_findings(jobs: Sequence[Job], form: str) -> None:
    """All findings, file by file in the order of the sheet; text ends with a count."""
    found = [f for job in jobs for f in sorted(job.findings, key=reading_order)]
    if form == "json":
        records = [finding_record(finding) for finding in found]
        print(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for finding in found:
        print(finding, file=sys.stderr)
    counts = Counter(finding.severity.value for finding in found)
    if counts:
        said = ", ".join(f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in counts.items())
        print(f"{said}.", file=sys.stderr)


class _Steps:
    """What was done and how long it took; says so as it goes once a second has passed."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.rows: list[tuple[str, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        if began - self.began > 1:
            print(f"making {name} …", file=sys.stderr)
        yield
        self.rows.append((name, time.perf_counter() - began))

    def table(self) -> str:
        width = max((len(name) for name, _ in self.rows), default=0)
        lines = [f"{name:<{width}}  {seconds:5.2f} s" for name, seconds in self.rows]
        total = time.perf_counter() - self.began
        lines.append(f"{len(self.rows)} documents made in {total:.1f} s.")
        return "\n".join(lines)
