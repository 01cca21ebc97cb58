"""Examines an open workspace: is everything whole, and are its tables what its journal says?

Nothing is changed. The last question is answered by taking in the whole journal into an empty workspace, which lies encrypted in
a folder of its own beside the database under keys that nobody keeps, and is taken away afterwards.
"""

import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.store.connection import DatabaseDamaged
from inspektor.store.keys import KdfCost, create_keys
from inspektor.store.media import MediaDamaged
from inspektor.store.schema import shapes
from inspektor.store.workspace import Workspace

SCRATCH = "doctor"
_BATCH = 2_000
_QUICK = KdfCost(memory_kib=64, passes=1, lanes=1)  # a random secret needs no stretching
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one examination found; `trouble` is empty where all is well."""

    check: str
    """A marked text."""
    trouble: str

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.trouble


def examine(workspace: Workspace, progress: Progress | None = None) -> Iterator[Finding]:
    """Every examination in turn, the quick ones first."""
    yield Finding(tr_mark("Encryption keys"), _keys(workspace))
    yield Finding(tr_mark("Database file, as encrypted"), _pragma(workspace, "cipher_integrity_check"))
    yield Finding(tr_mark("Database, as decrypted"), _pragma(workspace, "integrity_check"))
    yield Finding(tr_mark("Search index"), _search(workspace))
    yield Finding(tr_mark("Photos and documents"), _media(workspace))
    yield Finding(tr_mark("Tables against the journal"), _journal(workspace, progress))


def _keys(workspace: Workspace) -> str:
    """The identity sealed in the key file is the one this workspace writes its launches as."""
    with workspace.read() as connection:
        device = connection.exec_driver_sql(
            "SELECT device FROM launch WHERE id = ?", (workspace.launch.id,)
        ).scalar_one_or_none()
    if device != workspace.identity.device_id:
        return tr("The key file belongs to another workspace.")
    return ""


def _pragma(workspace: Workspace, name: str) -> str:
    """The first complaint of one of SQLite's own checks. Such a line names pages and tables, never what is in them."""
    with workspace.read() as connection:
        rows = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {name}")]
    lines = [line for row in rows for line in row.splitlines()]  # a row may hold a hundred, under a headline
    complaints = [line for line in lines if line != "ok" and not line.startswith("***")]
    return complaints[0] if complaints else ""


def _search(workspace: Workspace) -> str:
    with workspace.read() as connection:
        missing = sum(_unsearchable(connection))
        strange = connection.exec_driver_sql("SELECT count(*) FROM search_text").scalar_one() - sum(
            _searchable(connection)
        )
    if missing or strange > 0:
        return tr_n(
            "{n} text cannot be found by search.", "{n} texts cannot be found by search.", missing or strange
        ).format(n=missing or strange)
    return _index(workspace)


def _index(workspace: Workspace) -> str:
    """FTS5's own check of the index against the texts it was made of; it is a command that only looks."""
    try:
        with workspace._bookkeeping() as connection:
            connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except DatabaseDamaged:
        return tr("The index does not agree with the texts.")
    return ""


def _unsearchable(connection: sa.Connection) -> Iterator[int]:
    """For each searched field how many texts of live rows the search does not know."""
    for shape in shapes().values():
        for field in shape.searched:
            yield int(
                connection.exec_driver_sql(
                    f"SELECT count(*) FROM (SELECT id, {field} FROM live_{shape.name} WHERE {field} <> ''"
                    f" EXCEPT SELECT row, text FROM search_text WHERE tbl = '{shape.name}' AND field = '{field}')"
                ).scalar_one()
            )


def _searchable(connection: sa.Connection) -> Iterator[int]:
    for shape in shapes().values():
        for field in shape.searched:
            query = f"SELECT count(*) FROM live_{shape.name} WHERE {field} <> ''"
            yield int(connection.exec_driver_sql(query).scalar_one())


def _media(workspace: Workspace) -> str:
    """Every file that a record names is here and is what the record says."""
    missing = damaged = 0
    for sha256 in workspace.media_named():
        if not workspace.media.has(sha256):
            missing += 1
            continue
        try:
            damaged += hashlib.sha256(workspace.media.get(sha256)).hexdigest() != sha256
        except MediaDamaged:
            damaged += 1
    words = []
    if missing:
        words.append(
            tr_n("{n} file has not arrived.", "{n} files have not arrived.", missing).format(n=missing)
        )
    if damaged:
        words.append(tr_n("{n} file is damaged.", "{n} files are damaged.", damaged).format(n=damaged))
    return " ".join(words)


def _journal(workspace: Workspace, progress: Progress | None) -> str:
    scratch = workspace.folder / SCRATCH
    _forget(scratch)
    scratch.mkdir(mode=0o700)
    try:
        if _rebuilt(workspace, scratch, progress) != workspace.state_hash():
            return tr("The tables are not what the journal says.")
    finally:
        _forget(scratch)
    return ""


def _rebuilt(workspace: Workspace, scratch: Path, progress: Progress | None) -> str:
    """The state of an empty workspace that has taken in the whole journal."""
    keys, _ = create_keys(scratch, secrets.token_urlsafe(32), _QUICK)
    copy = Workspace.create(scratch, keys, workspace.profile)
    try:
        operations, launches = workspace.journal.all(), workspace.journal.launches()
        for start in range(0, len(operations), _BATCH):
            if progress is not None:
                progress(start, len(operations))
            copy.absorb(operations[start : start + _BATCH], launches)
        return copy.state_hash()
    finally:
        copy.close()


def _forget(scratch: Path) -> None:
    """Take the folder away, also one that an interrupted examination left."""
    if scratch.exists():
        shutil.rmtree(scratch)
