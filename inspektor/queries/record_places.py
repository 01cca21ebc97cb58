"""Where a record belongs: the follow-up and the unit, and what to open to see it."""

import sqlalchemy as sa

from inspektor.changes import Value
from inspektor.store.schema import shapes
from inspektor.store.workspace import Workspace

HANGING = frozenset(name for name, shape in shapes().items() if shape.column("follow_up_id"))
"""The tables whose rows name their follow-up."""
_UNIT_OF = "SELECT f.id, u.name FROM follow_up f LEFT JOIN unit u ON u.id = f.unit_id WHERE f.id = ?"
_NAMES = ("name", "label", "kind", "text")
"""The columns that say what a record is, where another one names it by its id."""
_OPENS = {
    "note": "t.interview_id || ' ' || t.id",
    "photo": "t.observation_id",
    "sample": "t.review_id",
    "assessment": "t.requirement",
}


def follow_up_of(workspace: Workspace, table: str, row: str) -> str:
    """The follow-up that a record belongs to; empty if to none."""
    with workspace.read() as connection:
        return place_of(connection, table, row)[0] or ""


def place_of(connection: sa.Connection, table: str, row: str) -> tuple[str | None, str, str]:
    """The follow-up and the unit a record belongs to, and what to open to see it."""
    if table == "unit":
        name = connection.exec_driver_sql("SELECT name FROM unit WHERE id = ?", (row,)).scalar_one_or_none()
        return None, name or "", row
    if table == "follow_up":
        found = connection.exec_driver_sql(_UNIT_OF, (row,)).one_or_none()
        return (None, "", "") if found is None else (found.id, found.name or "", row)
    hanging = "t" if table in HANGING else "o" if table == "photo" else ""
    if not hanging:
        return None, "", row
    found = connection.exec_driver_sql(
        f"SELECT f.id, u.name, {_OPENS.get(table, 't.id')} AS opens FROM {table} t"
        + (" JOIN observation o ON o.id = t.observation_id" if hanging == "o" else "")
        + f" JOIN follow_up f ON f.id = {hanging}.follow_up_id"
        " LEFT JOIN unit u ON u.id = f.unit_id WHERE t.id = ?",
        (row,),
    ).one_or_none()
    return (None, "", "") if found is None else (found.id, found.name or "", found.opens or "")


def called(connection: sa.Connection, field: str, value: Value) -> str | None:
    """What the record is called that the field names by its id; "" if it is unknown here, None if the field names none."""
    table = "person" if field == "taken_by" else field.removesuffix("_id") if field.endswith("_id") else ""
    named = shapes().get(table)
    column = next((name for name in _NAMES if named.column(name)), None) if named is not None else None
    if named is None or column is None:
        return None
    query = f"SELECT {column} FROM {named.name} WHERE id = ?"
    return str(connection.exec_driver_sql(query, (value,)).scalar_one_or_none() or "")
