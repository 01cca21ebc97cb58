"""What a colleague's newer program wrote that this one cannot show: kept, passed on, and shown once it is updated."""

from collections.abc import Iterator

import sqlalchemy as sa

from inspektor.model.fields import WordText
from inspektor.model.follow_up import FollowUp
from inspektor.model.tables import TABLES
from inspektor.store.schema import literal, shapes, sql_table
from inspektor.store.workspace import Workspace

_TABLES = """
WITH RECURSIVE each (tbl) AS (
  SELECT min(tbl) FROM head
  UNION ALL SELECT (SELECT min(tbl) FROM head h WHERE h.tbl > each.tbl) FROM each WHERE each.tbl IS NOT NULL
) SELECT tbl FROM each WHERE tbl IS NOT NULL
"""
_ROWS = """
SELECT count(*) FROM head h JOIN operation o ON o.id = h.op
WHERE h.tbl = ? AND h.field = 'follow_up_id' AND o.value = ?
"""


def newer(workspace: Workspace, follow_up_id: str) -> int:
    """How many details of the follow-up ask for a newer program: records, fields, and words of a list that are not known."""
    with workspace.read() as connection:
        return sum(_unknown(connection, follow_up_id))


def _unknown(connection: sa.Connection, follow_up_id: str) -> Iterator[int]:
    for table in connection.exec_driver_sql(_TABLES).scalars().all():
        if table not in shapes():
            yield int(connection.exec_driver_sql(_ROWS, (table, follow_up_id)).scalar_one())
    for query in _queries():
        yield int(connection.exec_driver_sql(query, (follow_up_id,)).scalar_one())


def _queries() -> Iterator[str]:
    """For each table that hangs on a follow-up: fields that this program has no column for, and words it does not know."""
    for model in TABLES:
        shape = shapes().get(str(model.__tablename__))
        hangs_by = "id" if model is FollowUp else "follow_up_id"
        if shape is None or (hangs_by != "id" and shape.column(hangs_by) is None):
            continue
        known = ", ".join(literal(each) for each in ("", *(column.name for column in shape.columns)))
        yield (
            f"SELECT count(*) FROM {shape.name} r JOIN head h ON h.tbl = '{shape.name}' AND h.row = r.id"
            f" WHERE r.{hangs_by} = ? AND h.field NOT IN ({known})"
        )
        strange = " OR ".join(
            f"{column.name} NOT IN ('', {', '.join(literal(str(word)) for word in column.type.words)})"
            for column in sql_table(model).columns
            if isinstance(column.type, WordText)
        )
        if strange:
            yield f"SELECT count(*) FROM {shape.name} WHERE {hangs_by} = ? AND hidden = 0 AND ({strange})"
