"""Runs headless commands within the test's own process, which is as good as a process of their own and much quicker."""

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspektor.commands import frame
from tests.builders import PASSPHRASE, lay_down_set_up


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code, its answer, its complaints."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer, as a program reads it."""
        return json.loads(self.out)


def run(*words: object) -> Ran:
    """Run a command line."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = frame.run([str(word) for word in words])
    return Ran(code, out.getvalue(), err.getvalue())


class Desk:
    """A workspace on disk, and commands that open it."""

    def __init__(self, folder: Path, passphrase: str = PASSPHRASE) -> None:
        self.folder = folder
        self.secret = folder.with_name(folder.name + ".lösen")
        self.secret.write_text(passphrase + "\n", encoding="utf-8")
        self.secret.chmod(0o600)

    @classmethod
    def new(cls, folder: Path, name: str = "Karin Åkerström") -> "Desk":
        """Set up as the first start does, with keys that are quick to derive."""
        lay_down_set_up(folder, name, "Uppföljare")
        return cls(folder)

    def run(self, *words: object) -> Ran:
        """Run a command in this workspace."""
        return run(*words, "--workspace", self.folder, "--passphrase-file", self.secret)

    def did(self, *words: object) -> Any:
        """Run a command that must succeed; its JSON."""
        done = self.run(*words, "--json")
        assert done.code == 0, done.err
        assert done.err == ""
        return done.json

    def made(self, *words: object) -> str:
        """The id of what the command made."""
        return str(self.did(*words)["id"])
