"""What happened, as a file for others: the history of a record or of a whole follow-up, and the log of what was read."""

from collections.abc import Sequence
from pathlib import Path

from inspektor import record_words
from inspektor.actions.openings import opened
from inspektor.actions.outside import put_outside
from inspektor.exchange.table_file import TableFile, table_file
from inspektor.formats import clock_time, date_iso
from inspektor.i18n import tr
from inspektor.queries import history, openings
from inspektor.queries.record_places import follow_up_of
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.outside import OutsideKind
from inspektor.shapes.views import HistoryEntry
from inspektor.store.workspace import Workspace


def save_history(workspace: Workspace, table: str, row: str, path: Path) -> None:
    """Every change of a record; of a follow-up with all that hangs on it. Excel, CSV or JSON by the path's suffix."""
    whole = table == "follow_up"
    entries = history.of_follow_up(workspace, row) if whole else history.history(workspace, table, row)
    of = follow_up_of(workspace, table, row)
    put_outside(workspace, path, table_file(_of_history(entries), path.suffix), OutsideKind.TABLE, of)
    opened(workspace, OpenedKind.FILE, row, row if whole else None)


def save_log(workspace: Workspace, month: str, path: Path) -> None:
    """What was read in a month, and who signed it off."""
    found = openings.month_of(workspace, month)
    columns = (
        ("day", tr("Day")),
        ("time", tr("Time")),
        ("person", tr("Person")),
        ("what", tr("What was read")),
        ("unit", tr("Unit")),
        ("computer", tr("Computer")),
        ("follow_up_id", tr("Follow-up")),
    )
    rows = [
        (
            each.day.isoformat(),
            clock_time(each.at),
            each.name,
            each.record,
            each.unit,
            each.device,
            each.follow_up_id,
        )
        for each in found.openings
    ]
    rows += [
        (date_iso(each.at), clock_time(each.at), each.name, _signed_off(each.remark), "", "", "")
        for each in found.reviews
    ]
    title = tr("Log of {month}").format(month=month)
    content = table_file(TableFile(title, columns, rows), path.suffix)
    put_outside(workspace, path, content, OutsideKind.TABLE, "opening")


def _signed_off(remark: str) -> str:
    return tr("Signed off: {remark}").format(remark=remark or tr("no remark"))


def _of_history(entries: Sequence[HistoryEntry]) -> TableFile:
    columns = (
        ("day", tr("Day")),
        ("time", tr("Time")),
        ("person", tr("Person")),
        ("computer", tr("Computer")),
        ("step", tr("What was done")),
        ("record", tr("Record")),
        ("id", tr("Id")),
        ("field", tr("Field")),
        ("before", tr("Was")),
        ("after", tr("Became")),
    )
    return TableFile(tr("History"), columns, [_line(each) for each in entries])


def _line(each: HistoryEntry) -> tuple[str, ...]:
    told = record_words.lines(each.table, [each])
    name, before, after = told[0] if told else (each.field, each.before, each.after)
    return (
        date_iso(each.at),
        clock_time(each.at),
        each.person,
        each.device,
        record_words.step_words([each]),
        record_words.record_word(each.table),
        each.row,
        name,
        before,
        after,
    )
