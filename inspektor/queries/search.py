"""Search in everything written: each word must occur, the last one may be unfinished; newest first while typing."""

import re

import sqlalchemy as sa

from inspektor.formats import nfc
from inspektor.model.tables import SEARCHED
from inspektor.shapes.views import SearchHit
from inspektor.store.schema import shapes
from inspektor.store.workspace import Workspace

MARKS = ("\ue000", "\ue001")
"""Private-use characters that stand round the words found in an excerpt."""
_LEAST_PREFIX = 2
_WORD = re.compile(r"\w+", re.UNICODE)


def search(
    workspace: Workspace,
    words: str,
    *,
    follow_up_id: str | None = None,
    limit: int = 50,
    best_first: bool = False,
) -> tuple[SearchHit, ...]:
    """Where the words stand. User text is never query syntax; `best_first` ranks (slower), else newest first."""
    query = match_of(words)
    if not query:
        return ()
    order = "bm25(search)" if best_first else "search.rowid DESC"
    within = f"AND t.row IN ({_WITHIN})" if follow_up_id is not None else ""
    sql = (
        "SELECT t.tbl, t.row, t.field, snippet(search, 0, ?, ?, '…', 14) AS excerpt"
        f" FROM search JOIN search_text t ON t.seq = search.rowid WHERE search MATCH ? {within}"
        f" ORDER BY {order} LIMIT ?"
    )
    named = [follow_up_id] * len(_SEARCHED_THERE) if follow_up_id is not None else []
    with workspace.read() as connection:
        rows = connection.exec_driver_sql(sql, (*MARKS, query, *named, limit)).all()
        return tuple(
            SearchHit(row.tbl, row.row, row.field, follow_up, unit, row.excerpt, opens)
            for row in rows
            for follow_up, unit, opens in (_where(connection, row.tbl, row.row),)
        )


def match_of(words: str) -> str:
    """The FTS5 query of what a user typed: each word quoted, the last one a prefix once it has two letters.

    The first letter of a further word says nothing yet: without it the list does not go empty for a moment.
    """
    found = _WORD.findall(nfc(words))
    if not found:
        return ""
    quoted = [f'"{word}"' for word in found]
    unfinished = bool(words[-1:].strip())
    if unfinished and len(found[-1]) >= _LEAST_PREFIX:
        quoted[-1] += "*"
    elif unfinished and len(found) > 1:
        quoted.pop()
    return " ".join(quoted)


_HANGING = frozenset(name for name, shape in shapes().items() if shape.column("follow_up_id"))
_SEARCHED_THERE = tuple(name for name in SEARCHED if name in _HANGING)
_WITHIN = " UNION ALL ".join(f"SELECT id FROM {name} WHERE follow_up_id = ?" for name in _SEARCHED_THERE)
"""The rows with searched texts that hang on a follow-up."""
_OPENS = {
    "note": "t.interview_id || ' ' || t.id",
    "photo": "t.observation_id",
    "sample": "t.review_id",
    "assessment": "t.requirement",
}


def _where(connection: sa.Connection, table: str, row: str) -> tuple[str | None, str, str]:
    """The follow-up and the unit a record belongs to, and what to open to see it."""
    if table == "unit":
        name = connection.exec_driver_sql("SELECT name FROM unit WHERE id = ?", (row,)).scalar_one_or_none()
        return None, name or "", row
    hanging = "t" if table in _HANGING else "o" if table == "photo" else ""
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
