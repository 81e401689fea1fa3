"""Makes the committee packs: `python generate.py --help` says how."""

import sys

from generator.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
