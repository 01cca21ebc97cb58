"""Backups as rows of a list."""

from datetime import datetime

from inspektor import clock, formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.backup import Backup, KeptFollowUp
from inspektor.shapes.enums import FollowUpStatus
from ui.widgets.list_rows import ListRow


def when(moment: datetime) -> str:
    """27 nov 14.02, with the year where it is another."""
    year = f" {clock.local(moment).year}" if clock.local(moment).year != clock.local(clock.now()).year else ""
    return f"{formats.date_short(moment, i18n.language())}{year} {formats.clock_time(moment)}"


def backup_row(backup: Backup, verb: str) -> ListRow:
    """What a backup holds, and what can be done with it."""
    return ListRow(
        backup.name,
        f"{when(backup.made_at)} · {tr(backup.kind.label)}",
        about(backup),
        icon="hard-drive",
        verb=verb,
    )


def about(backup: Backup) -> str:
    """Follow-ups, size, version of the program."""
    count = backup.counts.get("follow_ups", 0)
    return " · ".join(
        (
            tr_n("{n} follow-up", "{n} follow-ups", count).format(n=count),
            formats.file_size(backup.size),
            tr("version {version}").format(version=backup.app_version),
        )
    )


def kept_row(kept: KeptFollowUp) -> ListRow:
    """A follow-up that lies in a backup."""
    notes = tr_n("{n} note", "{n} notes", kept.notes).format(n=kept.notes)
    state = tr(FollowUpStatus(kept.status).label)
    second = " · ".join(part for part in (kept.provider, kept.planned_on, state, notes) if part)
    return ListRow(kept.id, kept.unit, second, icon="clipboard-check", verb=tr("Get it back"))
