"""Brings a database to the newest schema in one transaction; refuses one that is newer than the program."""

import logging
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import sqlalchemy as sa

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.backup import Backup
from inspektor.store import schema
from inspektor.store.connection import APPLICATION_ID, DatabaseDamaged, known_troubles
from inspektor.store.materialise import chunks, materialise
from inspektor.store.migrations import NEWEST, STEPS


class SchemaTooNew(InspektorError):
    """The workspace was last opened by a newer program."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This workspace was made by a newer version of Inspektor.")

    def advice(self) -> str:
        """What to do."""
        return tr("Update the program on this computer. Nothing has been changed.")


class MigrationFailed(InspektorError):
    """A step to a newer schema did not succeed; everything is as it was."""

    def __init__(self, backup: Path) -> None:
        """Name the backup that was made before."""
        super().__init__(str(backup))
        self.backup = backup

    def text(self) -> str:
        """What is wrong."""
        return tr("The data could not be brought up to this version of Inspektor.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Nothing has been changed, and a backup from before lies in {folder}. Go on with the version you had, and give the"
            " log file to whoever looks after the program: it says which step failed, and nothing of what you wrote."
        ).format(folder=self.backup)


def version(connection: sa.Connection) -> int:
    """The schema number of the database; 0 is an empty file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(engine: sa.Engine, folder: Path, before: Callable[[], Backup]) -> bool:
    """Run the steps that are missing, all or none; True if any ran. `before` makes a backup of what is there.

    SchemaTooNew, DatabaseDamaged, MigrationFailed and trouble of the disk leave everything as it was.
    """
    with known_troubles(folder), engine.connect() as connection:
        found = version(connection)
        ours = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    if found > NEWEST:
        raise SchemaTooNew
    if found and ours != APPLICATION_ID:
        raise DatabaseDamaged
    if found == NEWEST:
        return False
    if not found:
        _bring_up(engine, folder, 0)
        return True
    backup = before()
    try:
        _bring_up(engine, folder, found)
    except sa.exc.SQLAlchemyError as error:
        logging.getLogger(__name__).exception("a step to schema %d failed", NEWEST)
        raise MigrationFailed(backup.folder) from error
    return True


def _bring_up(engine: sa.Engine, folder: Path, found: int) -> None:
    with known_troubles(folder), engine.begin() as connection:
        _drop_derived(connection)
        known = {name: _columns(connection, name) for name in schema.shapes()} if found else None
        for step in STEPS[found:]:
            for statement in step:
                connection.exec_driver_sql(statement)
        for statement in schema.capture_sql():
            connection.exec_driver_sql(statement)
        if known is not None:
            _show_what_was_kept(connection, known)
        connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _drop_derived(connection: sa.Connection) -> None:
    found = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY type"  # a view takes its triggers
    ).all()
    for kind, name in found:
        connection.exec_driver_sql(f'DROP {kind} "{name}"')


def _columns(connection: sa.Connection, table: str) -> set[str]:
    """The columns of a table, none where there is no such table."""
    query = "SELECT name FROM pragma_table_info(?)"
    return set(connection.exec_driver_sql(query, (table,)).scalars())


def _show_what_was_kept(connection: sa.Connection, known: Mapping[str, Collection[str]]) -> None:
    """Show in new tables and columns what colleagues with a newer program had written there: it has lain in the journal."""
    rows = connection.exec_driver_sql("SELECT seq, id FROM launch").all()
    launches = {int(row.seq): bytes(row.id) for row in rows}
    for name, shape in schema.shapes().items():
        new = [each.name for each in shape.columns if each.name not in known[name]]
        touched: dict[str, set[str]] = {}
        for field in new if known[name] else ["", *new]:
            query = "SELECT DISTINCT row FROM head WHERE tbl = ? AND field = ?"
            for row in connection.exec_driver_sql(query, (name, field)).scalars():
                touched.setdefault(row, set()).add(field)
        for chunk in chunks(tuple(touched.items())):
            materialise(connection, shape, dict(chunk), launches)
