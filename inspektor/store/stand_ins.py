"""Rows of the register that were entered twice: the younger one names the older one, which then stands for both.

Both are kept as they are, and so is what names either. Live views name the row that stands for it, so that what belongs to
both is found under the one; once the younger one names nobody, each has its own again. A row can only be stood for by an older
one (ids follow time): whatever two laptops merge at the same time, there is always one that stands for itself.
"""

from typing import Final

TABLES: Final = ("provider", "unit")
"""The tables whose rows can be stood for."""

_WAY = """
CREATE VIEW standing_{table} AS WITH RECURSIVE way (id, one) AS (
  SELECT n.id, n.merged_into FROM {table} n JOIN {table} t ON t.id = n.merged_into AND t.hidden = 0
    WHERE n.merged_into IS NOT NULL AND n.merged_into < n.id AND n.hidden = 0
  UNION ALL
  SELECT way.id, n.merged_into FROM way JOIN {table} n ON n.id = way.one JOIN {table} t ON t.id = n.merged_into AND t.hidden = 0
    WHERE n.merged_into < n.id
) SELECT id, min(one) AS one FROM way GROUP BY id"""
_KEPT = """
CREATE TRIGGER {table}_stands_{name} AFTER {event} ON {table}
WHEN {when} OR EXISTS (SELECT 1 FROM {table} WHERE merged_into = NEW.id) BEGIN
  DELETE FROM stand_in WHERE tbl = '{table}';
  INSERT INTO stand_in (tbl, id, one) SELECT '{table}', id, one FROM standing_{table};
END"""
_EVENTS: Final = (
    ("insert", "INSERT", "NEW.merged_into IS NOT NULL"),
    ("update", "UPDATE OF merged_into, hidden", "NEW.merged_into IS NOT NULL OR OLD.merged_into IS NOT NULL"),
)


def sql() -> list[str]:
    """The views and triggers that keep the table `stand_in`."""
    statements = [_WAY.format(table=table) for table in TABLES]
    for table in TABLES:
        statements += [
            _KEPT.format(table=table, name=name, event=event, when=when) for name, event, when in _EVENTS
        ]
    return statements


def resolved(table: str, column: str) -> str:
    """The column as a live view shows it: what names a row names the one that stands for it."""
    named = column.removesuffix("_id")
    if named not in TABLES or named == column:
        return column
    found = f"SELECT one FROM stand_in WHERE tbl = '{named}' AND id = {table}.{column}"
    return f"coalesce(({found}), {column}) AS {column}"
