"""Documents asked for, as rows and as a letter of state: waited for, overdue, here."""

from datetime import date

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.reviews import RequestRow
from ui.lists.follow_ups import date_chip
from ui.screens.follow_up import marks
from ui.widgets.list_rows import ChipSpec, ListRow


def chip(row: RequestRow, today: date) -> ChipSpec:
    """Whether it has come, else how far away its day is."""
    if row.received_on is not None:
        came = formats.date_short(row.received_on, i18n.language())
        return ChipSpec(tr("Received {day}").format(day=came), "ok", "check")
    if row.due is None:
        return ChipSpec(tr("No day set"), "neutral")
    return date_chip(row.due, today)


def list_row(row: RequestRow, today: date, *, verb: str = "") -> ListRow:
    """One document, with when it was asked for."""
    parts = []
    if row.requested_at is not None:
        asked = formats.date_short(row.requested_at, i18n.language())
        parts.append(tr("asked for {day}").format(day=asked))
    if row.requirement:
        parts.append(tr("requirement {code}").format(code=marks.short(row.requirement)))
    parts.append(" ".join(row.text.split()))
    return ListRow(
        row.id,
        row.kind,
        " · ".join(part for part in parts if part),
        icon="" if verb else "inbox",
        tone="bad" if row.overdue(today) else "accent",
        chip=chip(row, today),
        verb=verb if row.open else "",
    )
