"""Runs generate.py and presses Ctrl-C for it at the nth of its imports.

    python interrupting.py GENERATE NUMBER ARGUMENT…

The signal goes to the whole group of processes, as it does in a terminal. No clock decides when.
With the number 0 the program runs to its end, and the count of its imports is printed.
"""

from __future__ import annotations

import itertools
import os
import runpy
import signal
import sys


def main() -> None:
    program, number = sys.argv[1], int(sys.argv[2])
    sys.argv[:] = [program, *sys.argv[3:]]
    imports = itertools.count(1)
    started = False

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal started
        if event == "exec" and getattr(arguments[0], "co_filename", "") == program:
            started = True
        if started and event == "import" and next(imports) == number:
            os.killpg(0, signal.SIGINT)

    sys.addaudithook(watch)
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as end:
        if number == 0:
            sys.stdout.write(f"{next(imports)}\n")
        raise end


if __name__ == "__main__":
    main()
