"""Make the committee packs: `python generate.py --help` shows how."""

# Any Python 3 must understand this file and generator/__main__.py: they say what is missing.
import sys

if __name__ == "__main__":
    try:
        from pathlib import Path

        # Python leaves this folder out of the path when it is started with -I or -P.
        sys.path.insert(0, str(Path(__file__).resolve().parent))
        from generator.__main__ import run

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(130)
