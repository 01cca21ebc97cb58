"""Brings a database to the newest schema in one transaction; refuses one that is newer than the program."""

from collections.abc import Callable

import sqlalchemy as sa

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.store import schema
from inspektor.store.connection import APPLICATION_ID, DatabaseDamaged
from inspektor.store.migrations import NEWEST, STEPS


class SchemaTooNew(InspektorError):
    """The workspace was last opened by a newer program."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This workspace was made by a newer version of Inspektor.")

    def advice(self) -> str:
        """What to do."""
        return tr("Update the program on this computer. Nothing has been changed.")


def version(connection: sa.Connection) -> int:
    """The schema number of the database; 0 is an empty file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(engine: sa.Engine, before: Callable[[], object]) -> bool:
    """Run the steps that are missing, all or none; True if any ran. `before` makes a backup of what is there."""
    with engine.connect() as connection:
        found = version(connection)
        ours = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    if found > NEWEST:
        raise SchemaTooNew
    if found and ours != APPLICATION_ID:
        raise DatabaseDamaged
    if found == NEWEST:
        return False
    if found:
        before()
    with engine.begin() as connection:
        _drop_derived(connection)
        for step in STEPS[found:]:
            for statement in step:
                connection.exec_driver_sql(statement)
        for statement in schema.capture_sql():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    return True


def _drop_derived(connection: sa.Connection) -> None:
    found = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    ).all()
    for kind, name in found:
        connection.exec_driver_sql(f'DROP {kind} "{name}"')
