"""The history of a record, for people: who changed what, when, on which laptop, from what to what."""

from datetime import UTC, datetime

from inspektor.changes import Value
from inspektor.shapes.views import HistoryEntry
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.workspace import Workspace

_QUERY = f"""
SELECT o.id, o.wall, o.step, o.field, o.kind, o.value, l.person_name, l.device, coalesce(s.label, '') AS label,
  (SELECT p.value FROM operation_parent k JOIN operation p ON p.id = k.parent WHERE k.op = o.id
   ORDER BY p.wall DESC, p.id DESC LIMIT 1) AS before
FROM operation o JOIN launch l ON l.seq = o.id >> {NUMBER_BITS} LEFT JOIN step s ON s.id = o.step
WHERE o.row = ? AND o.tbl = ? ORDER BY o.wall DESC, o.id DESC
"""


def history(workspace: Workspace, table: str, row: str) -> tuple[HistoryEntry, ...]:
    """Every change of one record, newest first. `field` is empty where the record was made, deleted or brought back."""
    with workspace.read() as connection:
        found = connection.exec_driver_sql(_QUERY, (row, table)).all()
    return tuple(
        HistoryEntry(
            at=datetime.fromtimestamp(each.wall / 1000, UTC),
            person=each.person_name,
            device=each.device,
            label=each.label,
            step=each.step,
            field=each.field,
            before=_words(each.before),
            after=_words(each.value) if each.field else each.kind,
        )
        for each in found
    )


def _words(value: Value) -> str:
    return "" if value is None else str(value)
