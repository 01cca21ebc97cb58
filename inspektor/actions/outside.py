"""The one door through which files leave: written whole where their user said, and listed so that they are not forgotten."""

import hashlib
import json
from dataclasses import replace
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
    workspace: Workspace,
    path: Path,
    content: bytes,
    kind: OutsideKind,
    of: str = "",
    *,
    private: bool = False,
) -> None:
    """Write a file to the place its user chose, and list it with the record it tells of. NotExported leaves what was there."""
    place = path.absolute()
    try:
        write_whole(place, content, private=private)
    except OSError as error:
        raise NotExported(path) from error
    _note(workspace, OutsideFile("", place, kind, clock.now(), there=True, kept=False, of=of))


def remove(workspace: Workspace, file: OutsideFile) -> None:
    """Delete the file where it lies, and take it off the list; NotRemoved if it cannot be."""
    try:
        file.path.unlink(missing_ok=True)
    except OSError as error:
        raise NotRemoved(file.path) from error
    workspace.local.drop(DRAWER + file.id)


def keep(workspace: Workspace, file: OutsideFile) -> None:
    """Ask after it no more: it is to stay where it is."""
    _note(workspace, replace(file, kept=True))


def _note(workspace: Workspace, file: OutsideFile) -> None:
    path, at = str(file.path), file.at.isoformat()
    row = {"path": path, "kind": file.kind.value, "at": at, "kept": file.kept, "of": file.of}
    name = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    workspace.local.set(DRAWER + name, json.dumps(row).encode())
