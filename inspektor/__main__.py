"""The headless commands: `python -m inspektor <command>`, for IT, for scripts, for proof.

Exit code 0: done. 1: something was found wanting (a document that fails its check, a template with faults). 2: wrong use or bad
input. 3: a fault of ours, with its place in the log file. 130: interrupted.
"""

import sys


def main() -> int:
    """Run the command that the arguments name; gives the exit code."""
    from inspektor.commands import frame

    try:
        return frame.run(sys.argv[1:])
    except Exception as fault:  # noqa: BLE001  the top level: one line for people, the rest for the log
        return frame.confess(fault)


if __name__ == "__main__":
    sys.exit(main())
