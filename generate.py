"""Makes the committee packs: `python generate.py --help` says how."""

import sys

INTERRUPTED = 130


def run() -> int:
    """One command, from its first import to its exit code."""
    try:
        from pathlib import Path

        # Python leaves this folder out when it is asked to be careful (-I, -P, PYTHONSAFEPATH).
        sys.path.insert(0, str(Path(__file__).resolve().parent))
        from generator.cli.main import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("generate.py: stopped; what was made before still stands.\n")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(run())
