"""What somebody should know before something is lost. Empty on most days."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from inspektor import clock, formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.queries.backups import standing
from inspektor.queries.openings import unsigned
from inspektor.queries.retention import due
from inspektor.record_words import second_place
from inspektor.shapes.backup import OLD_AFTER, BackupStanding
from inspektor.shapes.safety import Caution
from inspektor.store.workspace import Workspace

_CLOCKS_DIFFER = timedelta(days=1)


def cautions(workspace: Workspace) -> tuple[Caution, ...]:
    """All of them, the gravest first."""
    return (
        *_clock(workspace),
        *_computer(workspace),
        *_backups(workspace, standing(workspace)),
        *(_deciding(workspace) if workspace.role.decides else ()),
    )


def _clock(workspace: Workspace) -> Iterator[Caution]:
    """What was written last here was written in the future."""
    with workspace.read() as connection:
        latest = connection.exec_driver_sql(
            "SELECT max(at) FROM (SELECT max(wall) AS at FROM (SELECT wall FROM operation ORDER BY id DESC LIMIT 500)"
            " UNION ALL SELECT max(started) FROM launch WHERE device = ? AND id <> ?)",
            (workspace.identity.device_id, workspace.launch.id),
        ).scalar_one()
    if latest is not None and (written := _moment(latest)) > clock.now() + _CLOCKS_DIFFER:
        day = formats.date_prose(written, i18n.language())
        yield Caution(
            "clock",
            tr("The computer's clock seems to be wrong: something here was written on {day}.").format(
                day=day
            ),
            tr("Set the date of the computer. Times that were noted meanwhile stand as they were noted."),
        )


def _computer(workspace: Workspace) -> Iterator[Caution]:
    before = workspace.opened_before_on
    if before:
        yield Caution(
            "computer",
            tr("This workspace was last opened on the computer {name}.").format(name=before),
            tr(
                "If it has moved, all is well. If this is a copy, write in one of them only, and ask to join the group anew on"
                " the other."
            ),
        )


def _backups(workspace: Workspace, stands: BackupStanding) -> Iterator[Caution]:
    now = clock.now()
    if stands.trouble:
        yield Caution("backup", tr("The last backup could not be made."), stands.trouble)
    elif stands.is_old(now) and (stands.last is not None or _is_used_since(workspace, now - OLD_AFTER)):
        last = stands.last
        since = (
            tr("No backup since {day}.").format(day=formats.date_short(last, i18n.language())) if last else ""
        )
        yield Caution(
            "backup",
            since or tr("There is no backup yet."),
            tr("It is made when you pause for a minute, or by hand in the settings."),
        )
    if stands.second is not None and stands.backups and stands.second_is_old(now):
        why = stands.second.trouble or tr("Plug it in or connect to it, and make a backup.")
        yield Caution("second", tr("Backups: {state}").format(state=second_place(stands.second)), why)


def _deciding(workspace: Workspace) -> Iterator[Caution]:
    """What waits for those who lead: past months of the log that nobody has signed off, and what is due by the plan."""
    waiting = unsigned(workspace)
    if waiting:
        months = tr_n(
            "The log of {n} month is to be reviewed", "The log of {n} months is to be reviewed", len(waiting)
        )
        oldest = formats.month_prose(waiting[-1], i18n.language())
        yield Caution(
            "log", months.format(n=len(waiting)), tr("Who has read what, since {month}.").format(month=oldest)
        )
    rows = due(workspace)
    if rows:
        records = sum(each.records for each in rows)
        words = tr_n("{n} record is due for disposal", "{n} records are due for disposal", records)
        advice = tr("By the plan for disposal. Nothing goes before you have decided.")
        yield Caution("disposal", words.format(n=records), advice)


def _is_used_since(workspace: Workspace, moment: datetime) -> bool:
    """Whether the workspace was opened before then."""
    with workspace.read() as connection:
        first = connection.exec_driver_sql(
            "SELECT min(started) FROM launch WHERE device = ?", (workspace.identity.device_id,)
        ).scalar_one()
    return first is not None and _moment(first) < moment


def _moment(wall: int) -> datetime:
    """A wall clock far out of any calendar is as wrong as one can be."""
    try:
        return datetime.fromtimestamp(wall / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=UTC)
