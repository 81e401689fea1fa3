"""Makes the committee packs: `python generate.py --help` shows how."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well start this file
    sys.exit(
        f"generate.py needs Python 3.11 or later; this is Python {sys.version.split()[0]}.\n"
        "Run `make pack PYTHON=python3.11` once, then use .venv/bin/python."
    )

from pathlib import Path

# Python leaves this folder out when it is asked to be careful (-I, -P, PYTHONSAFEPATH).
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator.__main__ import run

if __name__ == "__main__":
    sys.exit(run())
