"""Run the program: `python -m generator` and the command `committee-pack` do the same."""

# Any Python 3 must understand this file: it says what is missing.
import gc
import sys

WRONG_USAGE = 2
INTERRUPTED = 130  # what shells expect after Ctrl-C
SET_UP = "Run `make pack` once, then use .venv/bin/python; the README shows the Windows way.\n"


def run() -> int:
    """Run one command and return its exit code; sys.argv holds what was typed."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well start it
        version = sys.version.split()[0]
        sys.stderr.write(f"Python 3.11 or later is needed; this is Python {version}.\n{SET_UP}")
        return WRONG_USAGE
    try:
        from generator.cli.main import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The documents that were there before are unchanged.\n")
        return INTERRUPTED
    except ModuleNotFoundError as missing:
        if (missing.name or "generator").split(".")[0] == "generator":
            raise
        needed = f"The package {missing.name} is not installed in this Python ({sys.executable})."
        sys.stderr.write(f"{needed}\n{SET_UP}")
        return WRONG_USAGE
    finally:
        # Python would search all objects for cycles before it ends, which takes a tenth of a
        # second and frees what the system takes back anyway.
        gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
