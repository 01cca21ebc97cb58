"""Rows of the live views as shapes, by column name."""

from dataclasses import fields
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Select, select

from inspektor.model.fields import Row
from inspektor.store.schema import live

S = TypeVar("S")


def one_of(connection: sa.Connection, row_type: type[Row], row_id: str) -> sa.RowMapping | None:
    """The live row of that id by column name, or None."""
    table = live(row_type)
    return connection.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()


def of_follow_up(row_type: type[Row], follow_up_id: str) -> Select[Any]:
    """The live rows of a kind that hang on a follow-up."""
    table = live(row_type)
    return select(table).where(table.c.follow_up_id == follow_up_id)


def shaped(shape: type[S], row: sa.RowMapping, **more: Any) -> S:
    """A shape made of the row's columns of the same names and of what is given besides."""
    values = {each.name: row[each.name] for each in fields(shape) if each.name in row}  # type: ignore[arg-type]
    return shape(**(values | more))
