"""The command line: from what was typed to an exit code."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from generator.cli.arguments import parse_arguments
from generator.drawing import DrawingOffice

if TYPE_CHECKING:
    from argparse import Namespace


def main(argv: list[str]) -> int:
    """Run one command. Returns the exit code; prints to standard output and standard error.

    Raises KeyboardInterrupt, from whatever it was at.
    """
    # A run is short and makes few cycles: collecting them often costs a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know an arrow or a dash: print a "?" rather than fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    arguments = parse_arguments(argv)
    with DrawingOffice(arguments.project / ".cache") as office:
        if arguments.verb == "build":
            # Before anything else is loaded: a chart waits the longest.
            office.prepare()
        return _run(arguments, office)


def _run(arguments: Namespace, office: DrawingOffice) -> int:
    from generator.cli.commands import VERBS
    from generator.cli.terminal import Console
    from generator.errors import PackError
    from generator.inputs.request import Request

    console = Console(as_json=arguments.format == "json")
    request = Request(
        inputs=arguments.inputs,
        outputs=arguments.outputs,
        templates=arguments.templates,
        pack=arguments.pack,
        period=arguments.period,
        documents=tuple(arguments.documents),
        everything=arguments.all,
        overwrite=arguments.overwrite,
    )
    try:
        return VERBS[arguments.verb](request, arguments, console, office)
    except PackError as problem:
        console.warn(f"generate.py: {problem}")
        return problem.exit_code
