"""Rows of the live views as shapes, by column name."""

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Select, select

from inspektor.model.fields import Row
from inspektor.model.follow_up import FollowUp
from inspektor.store.schema import live, sql_table

S = TypeVar("S")


def one_of(connection: sa.Connection, row_type: type[Row], row_id: str) -> sa.RowMapping | None:
    """The live row of that id by column name, or None."""
    table = live(row_type)
    return connection.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()


def of_follow_up(row_type: type[Row], follow_up_id: str) -> Select[Any]:
    """The live rows of a kind that hang on a follow-up."""
    table = live(row_type)
    return select(table).where(table.c.follow_up_id == follow_up_id)


def just(shape: type[Any], row_type: type[Row], follow_up_id: str) -> Select[Any]:
    """The same, with exactly the shape's columns in its order: `shape(*row)` then makes it, as fast as it can be made."""
    table = live(row_type)
    return select(*(table.c[name] for name in names(shape))).where(table.c.follow_up_id == follow_up_id)


def of_unit(unit_id: Any) -> Select[Any]:
    """The ids of the follow-ups that name a unit, or one that it stands for."""
    follow_up = sql_table(FollowUp).c
    stand_in = sa.table("stand_in", sa.column("tbl"), sa.column("id"), sa.column("one"))
    others = select(stand_in.c.id).where(stand_in.c.tbl == "unit", stand_in.c.one == unit_id)
    return select(follow_up.id).where(sa.or_(follow_up.unit_id == unit_id, follow_up.unit_id.in_(others)))


def names(shape: Any) -> tuple[str, ...]:
    """The names of a shape's fields."""
    return tuple(shape.__dataclass_fields__)


def shaped(shape: type[S], row: sa.RowMapping, **more: Any) -> S:
    """A shape made of the row's columns of the same names and of what is given besides."""
    values = {name: row[name] for name in names(shape) if name in row}
    return shape(**(values | more))
