"""Settling a field about which people have not agreed: an operation that replaces every value they gave it."""

from sqlalchemy.orm import Session

from inspektor.changes import Value
from inspektor.shapes.operation import KIND_SET, KIND_UNDELETE


def settle(session: Session, table: str, row: str, field: str, value: Value) -> None:
    """Let the value stand in a field of a row; it may be the one that is shown already."""
    if shown_value(session, table, row, field) == value:
        _write(session, table, row, field, KIND_SET, value)
    else:
        session.connection().exec_driver_sql(f"UPDATE {table} SET {field} = ? WHERE id = ?", (value, row))


def shown_value(session: Session, table: str, row: str, field: str) -> Value:
    """What the field shows, as it is stored."""
    query = f"SELECT {field} FROM {table} WHERE id = ?"
    value: Value = session.connection().exec_driver_sql(query, (row,)).scalar_one()
    return value


def settle_existence(session: Session, table: str, row: str, keep: bool) -> None:
    """Keep a row that somebody deleted, or delete it with all that was written in it since."""
    if keep:
        _write(session, table, row, "", KIND_UNDELETE, None)
    else:
        session.connection().exec_driver_sql(f"UPDATE {table} SET hidden = 1 WHERE id = ?", (row,))


def _write(session: Session, table: str, row: str, field: str, kind: str, value: Value) -> None:
    """An operation without a change in the table; the trigger on `operation` links it to what it replaces."""
    session.connection().exec_driver_sql(
        "INSERT INTO operation (id, tbl, row, field, kind, value, wall, step)"
        " VALUES (next_op(), ?, ?, ?, ?, ?, op_wall(), op_step())",
        (table, row, field, kind, value),
    )
