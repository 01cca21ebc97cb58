"""Search in everything written: each word must occur, the last one may be unfinished; newest first while typing."""

import re

from inspektor.formats import nfc
from inspektor.model.tables import SEARCHED
from inspektor.queries.parcels import received_documents
from inspektor.queries.record_places import HANGING, place_of
from inspektor.shapes.views import SearchHit
from inspektor.store.workspace import Workspace

MARKS = ("\ue000", "\ue001")
"""Private-use characters that stand round the words found in an excerpt."""
_LEAST_PREFIX = 2
_MOST_FROM_OTHERS = 10
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
    theirs = _from_others(workspace, words)[:_MOST_FROM_OTHERS] if follow_up_id is None else []
    order = "bm25(search)" if best_first else "search.rowid DESC"
    within = f"AND t.row IN ({_WITHIN})" if follow_up_id is not None else ""
    sql = (
        "SELECT t.tbl, t.row, t.field, snippet(search, 0, ?, ?, '…', 14) AS excerpt"
        f" FROM search JOIN search_text t ON t.seq = search.rowid WHERE search MATCH ? {within}"
        f" ORDER BY {order} LIMIT ?"
    )
    named = [follow_up_id] * len(_SEARCHED_THERE) if follow_up_id is not None else []
    with workspace.read() as connection:
        rows = connection.exec_driver_sql(sql, (*MARKS, query, *named, max(limit - len(theirs), 0))).all()
        own = [
            SearchHit(row.tbl, row.row, row.field, follow_up, unit, row.excerpt, opens)
            for row in rows
            for follow_up, unit, opens in (place_of(connection, row.tbl, row.row),)
        ]
    return tuple((own + theirs)[:limit])


def _from_others(workspace: Workspace, words: str) -> list[SearchHit]:
    """The documents of other groups that are called so; they are few, and no text of them is kept but their names."""
    wanted = [word.casefold() for word in _WORD.findall(nfc(words))]
    hits = []
    for each in received_documents(workspace):
        said = each.document
        parts = (said.title, said.provider, said.organisation_number, said.registry_number, each.group)
        text = " · ".join(part for part in (*parts, each.sender) if part)
        begun = [word.casefold() for word in _WORD.findall(nfc(f"{said.unit} {text}"))]
        if all(any(word.startswith(one) for word in begun) for one in wanted):
            marked = _WORD.sub(lambda word: _marked(word[0], wanted), text)
            hits.append(SearchHit("parcel_document", each.id, "title", None, said.unit, marked, each.id))
    return hits


def _marked(word: str, wanted: list[str]) -> str:
    return word.join(MARKS) if any(word.casefold().startswith(one) for one in wanted) else word


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


_SEARCHED_THERE = tuple(name for name in SEARCHED if name in HANGING)
_WITHIN = " UNION ALL ".join(f"SELECT id FROM {name} WHERE follow_up_id = ?" for name in _SEARCHED_THERE)
"""The rows with searched texts that hang on a follow-up."""
