"""How sync stands, in words: two short lines for the left column, a sentence for the page."""

from dataclasses import dataclass
from datetime import UTC, datetime

from inspektor import formats
from inspektor.i18n import tr, tr_n
from inspektor.shapes.membership import SyncState, SyncStatus


@dataclass(frozen=True, slots=True)
class SyncWords:
    """An icon in a tone, and two lines."""

    icon: str
    tone: str
    first: str
    second: str


def of(
    status: SyncStatus, *, running: bool = False, saved: datetime | None = None, undecided: int = 0
) -> SyncWords:
    """The words for a state; `saved` is when something was last saved here, `undecided` how much awaits a decision."""
    icon, tone = _PICTURES[status.state]
    if status.state is SyncState.NO_GROUP and saved is not None:
        words = tr("Saved {time}").format(time=formats.clock_time(saved))
        return SyncWords(icon, tone, _first(status), words)
    if running:
        return SyncWords("refresh-cw", "accent", tr("Syncing"), _second(status))
    if undecided and status.state is SyncState.IN_STEP:
        words = tr_n("{n} thing to decide", "{n} things to decide", undecided).format(n=undecided)
        return SyncWords("git-compare-arrows", "warn", _first(status), words)
    return SyncWords(icon, tone, _first(status), _second(status))


_PICTURES = {
    SyncState.NO_GROUP: ("hard-drive", "muted"),
    SyncState.ASKED: ("clock", "warn"),
    SyncState.NEVER: ("clock", "muted"),
    SyncState.IN_STEP: ("circle-check", "ok"),
    SyncState.UNSENT: ("upload", "warn"),
    SyncState.WAITING: ("download", "warn"),
    SyncState.DAMAGED: ("triangle-alert", "bad"),
    SyncState.REMOVED: ("log-out", "bad"),
    SyncState.PARTLY: ("cloud-off", "warn"),
    SyncState.OFFLINE: ("cloud-off", "warn"),
}


def _first(status: SyncStatus) -> str:
    if status.state is SyncState.NO_GROUP:
        return tr("Not shared")
    if status.state in (SyncState.ASKED, SyncState.NEVER, SyncState.OFFLINE, SyncState.REMOVED):
        return tr(status.state.label)
    if status.last_pass is None:
        return tr("Not synced yet")
    moment = datetime.fromtimestamp(status.last_pass / 1000, UTC)
    return tr("Synced {time}").format(time=formats.clock_time(moment))


def _second(status: SyncStatus) -> str:
    if status.state is SyncState.NO_GROUP:
        return tr("Everything is saved here")
    if status.state is SyncState.REMOVED:
        return tr("Nothing more comes here")
    if status.state is SyncState.DAMAGED:
        n = status.damaged
        return tr_n("{n} damaged file in the folder", "{n} damaged files in the folder", n).format(n=n)
    if status.only_here:
        n = status.only_here
        return tr_n("{n} change only here", "{n} changes only here", n).format(n=n)
    if status.waiting:
        n = status.waiting
        return tr_n("{n} file on its way", "{n} files on their way", n).format(n=n)
    if status.state is SyncState.PARTLY:
        n = sum(each.missing for each in status.places)
        return tr_n("{n} folder out of reach", "{n} folders out of reach", n).format(n=n)
    if status.state is SyncState.ASKED:
        return tr("Compare the words")
    return tr("Nothing is waiting")
