"""What the IT department has decided for everybody on this computer: one file that the program only reads."""

import json
import os
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path

from inspektor.settings import Settings

FILE = "policy.json"


@dataclass(frozen=True, slots=True)
class Policy:
    """The longest times that may be chosen, in minutes; 0 leaves the choice to the user."""

    cover_minutes: int = 0
    interview_minutes: int = 0
    lock_minutes: int = 0
    keyring: bool = True
    """Whether the workspace may be opened by the system's keyring."""

    def held(self, settings: Settings) -> Settings:
        """The settings, no longer than this."""
        longest = {
            name: min(getattr(settings, name), most)
            for name in ("cover_minutes", "interview_minutes", "lock_minutes")
            if (most := getattr(self, name)) > 0
        }
        return replace(settings, **longest)


def place() -> Path:
    """Where the file lies: administrators alone can write there."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Inspektor" / FILE
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Inspektor") / FILE
    return Path("/etc/inspektor") / FILE


def load(path: Path | None = None) -> Policy:
    """What was decided; what is missing or makes no sense decides nothing."""
    try:
        kept = json.loads((path or place()).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Policy()
    if not isinstance(kept, dict):
        return Policy()
    known = {
        each.name: kept[each.name]
        for each in fields(Policy)
        if type(kept.get(each.name)) is type(each.default) and kept[each.name] >= 0
    }
    return Policy(**known)
