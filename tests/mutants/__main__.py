"""Applies each mutant to a copy of the program and sees a test fail.

    python -m tests.mutants [WORDS]    all of them, or those whose name holds the words

A mutant that survives is a hole in the tests: exit code 1.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants.sync import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "build", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"
)


def main(words: str) -> int:
    survivors = 0
    for mutant in MUTANTS:
        if words in mutant.name:
            killed = is_killed(mutant)
            survivors += not killed
            sys.stdout.write(f"{'killed  ' if killed else 'SURVIVED'}  {mutant.name}\n")
            sys.stdout.flush()
    return 1 if survivors else 0


def is_killed(mutant: Mutant) -> bool:
    """Whether a test fails on a copy with the mutant in it."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "inspektor"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        for file, before, after in mutant.changes:
            text = (copy / file).read_text(encoding="utf-8")
            (copy / file).write_text(text.replace(before, after), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-P", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *mutant.tests],
            cwd=copy,
            capture_output=True,
            check=False,
        )
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
