"""The command line: from what was typed to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from typer.main import get_command

import generator.cli.new_verb
import generator.cli.verbs  # noqa: F401 - they register the verbs
from generator.cli.options import DEFAULT_VERB, Interrupted, app
from generator.cli.program_start import program_name
from generator.errors import OutputError, PackError


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Prints to standard output and standard error.

    Raises KeyboardInterrupt after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack an arrow or a dash: print a "?" rather than fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    group = get_command(app)
    try:
        group.main(verb_first(arguments, group), prog_name=program_name())
    except PackError as problem:
        sys.stderr.write(f"{program_name()}: {problem}\n")
        return problem.exit_code
    except ModuleNotFoundError:
        raise  # `__main__` says how to set up
    except OSError as refused:
        place = refused.filename or "A file"
        told = OutputError(
            f"{place} cannot be opened or written ({refused.strerror or refused})",
            "Get permission for it, or close it in other programs, and run again.",
        )
        sys.stderr.write(f"{program_name()}: {told}\n")
        return told.exit_code
    except Exception as fault:  # noqa: BLE001 - the last guard: no run ends in a traceback
        from generator.cli.fault_report import report_fault

        return report_fault(fault, arguments)
    except Interrupted as stopped:
        raise KeyboardInterrupt from stopped
    except SystemExit as end:  # typer ends every command so, also after wrong usage
        return end.code if isinstance(end.code, int) else 0
    return 0


def verb_first(arguments: Sequence[str], group: Any) -> list[str]:
    """The arguments with the verb in front: options may be typed before it or after it.

    Without a verb it is the one that builds, unless the arguments only ask about the program.
    """
    words = list(arguments)
    options = [option for command in group.commands.values() for option in command.params]
    takes_value = {
        name
        for option in options
        if option.param_type_name == "option" and not option.is_flag
        for name in option.opts
    }
    number = 0
    while number < len(words) and words[number].startswith("-"):
        number += 2 if words[number] in takes_value else 1
    if number < len(words):
        return [words[number], *words[:number], *words[number + 1 :]]
    about = {name for option in group.params for name in option.opts} | {"--help", "-h"}
    return words if about.intersection(words) else [DEFAULT_VERB, *words]
