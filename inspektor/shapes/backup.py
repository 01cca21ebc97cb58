"""Backups: what one is, which are kept, and how it stands with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Labelled

DAYS_KEPT, WEEKS_KEPT = 7, 4
OLD_AFTER = timedelta(days=3)
SECOND_OLD_AFTER = timedelta(days=14)
_CLOCKS_DIFFER = timedelta(days=1)


class BackupKind(Labelled):
    """Why a backup was made."""

    DAILY = "daily", tr_mark("Automatic")
    BY_HAND = "by_hand", tr_mark("Made by hand")
    BEFORE_MIGRATION = "before_migration", tr_mark("Before a new version")
    BEFORE_RESTORE = "before_restore", tr_mark("Before a restore")
    BEFORE_IMPORT = "before_import", tr_mark("Before an import")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as its list of contents says. Nothing here tells of anybody."""

    folder: Path
    made_at: datetime
    kind: BackupKind
    app_version: str
    schema: int
    key_id: str
    size: int
    sha256: str
    counts: Mapping[str, int]
    """`follow_ups`, `operations`."""
    files: tuple[str, ...] = ()
    """The photos and documents that belong to it, as they are called beside it."""
    reached: datetime | None = None
    """What was erased before then is erased in it; None: before it was made."""

    @property
    def name(self) -> str:
        """What it is called in its place."""
        return self.folder.name

    def holds_erased(self, erased_at: datetime) -> bool:
        """Whether it may hold what was erased at that moment."""
        return (self.reached or self.made_at) < erased_at


@dataclass(frozen=True, slots=True)
class SetAside:
    """The database that a restore put aside. It is kept until somebody removes it."""

    folder: Path
    at: datetime
    size: int

    @property
    def name(self) -> str:
        """What it is called."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class KeptFollowUp:
    """A follow-up as a backup holds it."""

    id: str
    unit: str
    provider: str
    status: str
    """The value of a `FollowUpStatus`."""
    planned_on: str
    notes: int


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The other place that backups are copied to: a stick, or a share of one's own."""

    path: Path
    last: datetime | None
    """When the newest backup there was made, as far as is known; the place may be away."""
    there: bool
    trouble: str = ""
    """What went wrong with the last copy, in words; empty if nothing did."""


@dataclass(frozen=True, slots=True)
class BackupStanding:
    """How it stands with the backups of a workspace."""

    backups: tuple[Backup, ...]
    """Newest first."""
    second: SecondPlace | None
    changed: bool
    """Whether anything was written since the newest one."""
    trouble: str = ""
    """What went wrong with the last one, in words."""

    @property
    def last(self) -> datetime | None:
        """When the newest one was made."""
        return self.backups[0].made_at if self.backups else None

    def is_old(self, now: datetime) -> bool:
        """Whether so much may have been written since that somebody should know."""
        return self.changed and (self.last is None or not _recent(self.last, now, OLD_AFTER))

    def second_is_old(self, now: datetime) -> bool:
        """Whether the second place is named and has had no backup for long."""
        second = self.second
        return second is not None and (second.last is None or not _recent(second.last, now, SECOND_OLD_AFTER))


def _recent(moment: datetime, now: datetime, within: timedelta) -> bool:
    """A date far in the future is a clock that was wrong, and says nothing."""
    return now - within <= moment <= now + _CLOCKS_DIFFER


def superfluous(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Those that need not be kept.

    The last day's are kept, the newest of seven days and of four weeks, the last before a new version, a restore, an import.
    What seems to come from the future was made with a wrong clock, now or then, and is left alone.
    """
    past = sorted(
        (each for each in backups if each.made_at <= now + _CLOCKS_DIFFER),
        key=lambda each: each.made_at,
        reverse=True,
    )
    lately = [each for each in past if now - each.made_at < timedelta(days=1)]
    days: dict[date, Backup] = {}
    weeks: dict[tuple[int, int], Backup] = {}
    for each in past:
        days.setdefault(each.made_at.date(), each)
        weeks.setdefault(each.made_at.isocalendar()[:2], each)
    kept = [*lately, *list(days.values())[:DAYS_KEPT], *list(weeks.values())[:WEEKS_KEPT]]
    for kind in (BackupKind.BEFORE_MIGRATION, BackupKind.BEFORE_RESTORE, BackupKind.BEFORE_IMPORT):
        kept += [each for each in past if each.kind is kind][:1]
    return tuple(each for each in past if each not in kept)
