"""`python -m ui [--workspace DIR]` opens the window."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and open the window; gives the exit code."""
    parser = argparse.ArgumentParser(prog="inspektor")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="the folder of the workspace to open")
    chosen = parser.parse_args(arguments)
    from ui.app import run

    return run(chosen.workspace)


if __name__ == "__main__":
    sys.exit(main())
