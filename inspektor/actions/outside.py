"""The one door through which files leave: written whole where their user said, and listed so that they are not forgotten."""

import hashlib
import json
from pathlib import Path

from inspektor import clock
from inspektor.errors import InspektorError
from inspektor.files import write_whole
from inspektor.i18n import tr
from inspektor.shapes.outside import DRAWER, OutsideFile, OutsideKind
from inspektor.store.workspace import Workspace


class NotExported(InspektorError):
    """The chosen place cannot be written to."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path.name)
        self.path = path

    def text(self) -> str:
        """What did not work."""
        return tr("{name} could not be saved.").format(name=self.path.name)

    def advice(self) -> str:
        """What to do."""
        return tr("Choose another folder, or close the file if another program has it open.")


class NotRemoved(InspektorError):
    """The file is there and cannot be deleted."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path.name)
        self.path = path

    def text(self) -> str:
        """What did not work."""
        return tr("{name} could not be deleted.").format(name=self.path.name)

    def advice(self) -> str:
        """What to do."""
        return tr("Close it if another program has it open, or delete it in the folder where it lies.")


def put_outside(
    workspace: Workspace, path: Path, content: bytes, kind: OutsideKind, *, private: bool = False
) -> None:
    """Write a file to the place its user chose, and list it. NotExported leaves what was there."""
    place = path.absolute()
    try:
        write_whole(place, content, private=private)
    except OSError as error:
        raise NotExported(path) from error
    _note(workspace, place, kind, clock.now().isoformat(), kept=False)


def remove(workspace: Workspace, file: OutsideFile) -> None:
    """Delete the file where it lies, and take it off the list; NotRemoved if it cannot be."""
    try:
        file.path.unlink(missing_ok=True)
    except OSError as error:
        raise NotRemoved(file.path) from error
    workspace.local.drop(DRAWER + file.id)


def keep(workspace: Workspace, file: OutsideFile) -> None:
    """Ask after it no more: it is to stay where it is."""
    _note(workspace, file.path, file.kind, file.at.isoformat(), kept=True)


def _note(workspace: Workspace, path: Path, kind: OutsideKind, at: str, *, kept: bool) -> None:
    row = {"path": str(path), "kind": kind.value, "at": at, "kept": kept}
    name = hashlib.sha256(str(path).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    workspace.local.set(DRAWER + name, json.dumps(row).encode())
