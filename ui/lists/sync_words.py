"""How sync stands, in a few short lines for the left column."""

from dataclasses import dataclass
from datetime import UTC, datetime

from inspektor import formats
from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.shapes.membership import SyncState, SyncStatus

_MOST = 3
"""Lines below the first; the page of the shared folder has them all."""


@dataclass(frozen=True, slots=True)
class SyncWords:
    """An icon in a tone, a line, and what stands below it, on lines of its own."""

    icon: str
    tone: str
    first: str
    below: str


def of(
    status: SyncStatus, *, running: bool = False, saved: datetime | None = None, undecided: int = 0
) -> SyncWords:
    """The words for a state; `saved` is when something was last saved here, `undecided` how much awaits a decision."""
    icon, tone = _PICTURES[status.state]
    if status.state is SyncState.NO_GROUP and saved is not None:
        words = tr("Saved {time}").format(time=formats.clock_time(saved))
        return SyncWords(icon, tone, _first(status), words)
    below = "\n".join(_below(status, undecided)[:_MOST]) or tr("Nothing is waiting")
    if running:
        return SyncWords("refresh-cw", "accent", tr("Syncing"), below)
    if status.asking and status.state is SyncState.IN_STEP:
        icon, tone = "user-round-plus", "warn"
    elif undecided and status.state is SyncState.IN_STEP:
        icon, tone = "git-compare-arrows", "warn"
    if status.leaderless and status.state in (SyncState.IN_STEP, SyncState.UNSENT):
        icon, tone = "triangle-alert", "warn"
    return SyncWords(icon, tone, _first(status), below)


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


_SHORT = {
    SyncState.ASKED: tr_mark("Waiting for an answer"),
    SyncState.NEVER: SyncState.NEVER.label,
    SyncState.OFFLINE: tr_mark("Folder out of reach"),
    SyncState.REMOVED: tr_mark("Not in the group"),
}


_ALONE = {
    SyncState.NO_GROUP: tr_mark("Everything is saved here"),
    SyncState.REMOVED: tr_mark("Nothing more comes here"),
}


def _first(status: SyncStatus) -> str:
    if status.state is SyncState.NO_GROUP:
        return tr("Not shared")
    if status.state in _SHORT:
        return tr(_SHORT[status.state])
    if status.last_pass is None:
        return tr("Not synced yet")
    moment = datetime.fromtimestamp(status.last_pass / 1000, UTC)
    return tr("Synced {time}").format(time=formats.clock_time(moment))


def _below(status: SyncStatus, undecided: int) -> list[str]:
    """All that is so, the gravest first."""
    if status.state in _ALONE:
        return [tr(_ALONE[status.state])]
    here, files, broken, asking = status.only_here, status.waiting, status.damaged, status.asking
    out = sum(each.missing for each in status.places) if status.state is SyncState.PARTLY else 0
    lines = (
        (status.state is SyncState.ASKED, tr("Compare the words")),
        (broken, tr_n("{n} damaged file", "{n} damaged files", broken).format(n=broken)),
        (status.leaderless, tr("No administrator is left")),
        (asking, tr_n("{n} asks to join", "{n} ask to join", asking).format(n=asking)),
        (undecided, tr_n("{n} thing to decide", "{n} things to decide", undecided).format(n=undecided)),
        (here, tr_n("{n} change only here", "{n} changes only here", here).format(n=here)),
        (out, tr_n("{n} folder out of reach", "{n} folders out of reach", out).format(n=out)),
        (files, tr_n("{n} file on its way", "{n} files on their way", files).format(n=files)),
    )
    return [words for there, words in lines if there]
