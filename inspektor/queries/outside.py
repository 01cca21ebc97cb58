"""The files that have left the program, and whether they still lie where they were put."""

import json
from datetime import datetime
from pathlib import Path

from inspektor import clock
from inspektor.shapes.outside import DRAWER, OutsideFile, OutsideKind
from inspektor.store.workspace import Workspace


def outside(workspace: Workspace) -> tuple[OutsideFile, ...]:
    """All of them, newest first."""
    kept = workspace.local.under(DRAWER)
    found = [_read(key.removeprefix(DRAWER), json.loads(value)) for key, value in kept.items()]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def forgotten(workspace: Workspace) -> tuple[OutsideFile, ...]:
    """Those to be reminded of, oldest first."""
    now = clock.now()
    return tuple(each for each in reversed(outside(workspace)) if each.reminds(now))


def _read(name: str, row: dict[str, object]) -> OutsideFile:
    path = Path(str(row["path"]))
    at = datetime.fromisoformat(str(row["at"]))
    kind, there = OutsideKind(str(row["kind"])), _is_there(path)
    away = not there and not _is_there(path.parent)
    return OutsideFile(name, path, kind, at, there, bool(row["kept"]), str(row["of"]), away)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a stick that is out, a share that is away
        return False
