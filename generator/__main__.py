"""Runs the program: `python -m generator` and the command `committee-pack` do the same."""

from __future__ import annotations

import sys

_INTERRUPTED = 130
"""The exit code that shells expect after Ctrl-C."""


def run() -> int:
    """Run one command and return its exit code; sys.argv holds what was typed."""
    try:
        from generator.cli.main import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The documents that were there before are unchanged.\n")
        return _INTERRUPTED
    except ModuleNotFoundError as missing:
        if (missing.name or "generator").split(".")[0] == "generator":
            raise
        sys.stderr.write(
            f"The package {missing.name} is not installed in this Python ({sys.executable}).\n"
            "Run `make pack` once, then use .venv/bin/python; the README shows the Windows way.\n"
        )
        return _WRONG_USAGE


_WRONG_USAGE = 2

if __name__ == "__main__":
    sys.exit(run())
