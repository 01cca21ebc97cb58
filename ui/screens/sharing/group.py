"""In a group: how the exchange stands, who asks to be let in, who is in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.membership import (
    FormerMember,
    GroupRole,
    Member,
    PassResult,
    Request,
    SetAside,
    SyncStatus,
)
from ui.dialogs.approve import ApproveDialog
from ui.dialogs.files import ask_for_folder
from ui.lists import sync_words
from ui.lists.decisions import DecisionsCard
from ui.operations import Operations
from ui.screens.sharing.former import FormerCard
from ui.screens.sharing.members import MembersCard
from ui.screens.sharing.places import PlacesCard
from ui.screens.sharing.set_aside import SetAsideCard
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card, Icon
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Label

_DECISIONS, _NAMED = 100, 3


class GroupView(QWidget):
    """`sync_asked`, `sync_cancelled`, `approved`."""

    sync_asked = Signal()
    sync_cancelled = Signal()
    approved = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._requests: dict[str, Request] = {}
        self._banners, self._urging = BannerArea(), BannerArea()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._banners)
        column.addWidget(self._urging)
        column.addWidget(self._make_status())
        self._asking = Card(tr("Asking to be let in"), spacing=4, padding=12)
        self._request_list = ListRows(tr("Asking to be let in"), fit=True, shows_choice=False)
        self._request_list.opened.connect(self._open_request)
        self._asking.add(self._request_list)
        self._asking.setVisible(False)
        self._aside = SetAsideCard()
        self._aside.let_in.connect(self._let_in)
        self._aside.setVisible(False)
        self._members = MembersCard(operations)
        self._members.changed.connect(self.approved)
        self._decisions = DecisionsCard(_DECISIONS)
        self._decisions.opened.connect(operations.decision_asked)
        column.addWidget(self._decisions)
        column.addWidget(self._asking)
        column.addWidget(self._aside)
        self._places = PlacesCard(operations)
        self._places.changed.connect(self.approved)
        column.addWidget(self._places)
        column.addWidget(self._members, 1)
        self._former = FormerCard(operations)
        self._former.changed.connect(self.approved)
        column.addWidget(self._former)
        if self._asking.head is not None:
            self._asking.head.setContentsMargins(10, 6, 10, 4)
        operations.conflicts_changed.connect(self._show_conflicts)
        self._show_conflicts()

    def _make_status(self) -> Card:
        card = Card(spacing=12)
        self._icon = Icon("circle-check", "ok", 22)
        self._state, self._facts = Label("", "card"), Label("", "secondary", "muted", wrap=True)
        self._folder = Label("", "small", "muted", wrap=True)
        self._damaged = Label("", "small", wrap=True)
        self._sync = primary(tr("Sync now"), "refresh-cw")
        self._sync.clicked.connect(self.sync_asked)
        self._stick = secondary(tr("Exchange by USB stick"), "usb")
        self._stick.clicked.connect(self._ask_for_stick)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._state, self._facts, self._folder, self._damaged):
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._stick)
        row.addWidget(self._sync)
        card.body.addLayout(row)
        self._progress: ProgressRow | None = None
        return card

    def _show_conflicts(self) -> None:
        self._decisions.show_conflicts(self._operations.conflicts)

    def show_status(self, status: SyncStatus) -> None:
        """Say how the exchange stands."""
        words = sync_words.of(status)
        self._icon.show_icon(words.icon, words.tone)
        self._state.setText(tr(status.state.label))
        self._facts.setText(_facts(status))
        self._folder.setText(status.folder if len(status.places) < 2 else "")
        self._folder.setVisible(len(status.places) < 2)
        self._damaged.setText(_damaged(status))
        self._damaged.setVisible(bool(status.damaged))
        self._places.show_places(status.places)

    def show_running(self, running: bool) -> None:
        """Show that a pass is under way, with the way to stop it."""
        for verb in (self._sync, self._stick):
            verb.setVisible(not running)
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None
        if running:
            self._banners.clear()
            self._progress = ProgressRow(tr("Syncing"))
            self._progress.cancelled.connect(self.sync_cancelled)
            layout = self.layout()
            if isinstance(layout, QVBoxLayout):
                layout.insertWidget(3, self._progress)

    def _ask_for_stick(self) -> None:
        chooser = ask_for_folder(self, tr("Choose the stick, or a folder on it"))
        chooser.picked.connect(self._exchange)

    def _exchange(self, place: Path) -> None:
        self.show_running(True)
        job = self._operations.work(
            "sync.engine.exchange_with",
            place,
            owner=self,
            done=self._exchanged,
            failed=self._exchanged,
            progress=self.show_progress,
        )
        if self._progress is not None:
            self._progress.cancelled.disconnect(self.sync_cancelled)
            self._progress.cancelled.connect(job.cancel)
            self._progress.cancelled.connect(partial(self.show_running, False))

    def _exchanged(self, outcome: PassResult | InspektorError) -> None:
        self.show_running(False)
        self.show_result(outcome)
        self.approved.emit()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the pass has come."""
        if self._progress is not None:
            self._progress.set_progress(done, total)

    def show_result(self, outcome: PassResult | InspektorError) -> None:
        """Say how the pass went."""
        self._banners.clear()
        if isinstance(outcome, InspektorError):
            self._banners.tell("warn", outcome.text(), outcome.advice())
        elif outcome.sent or outcome.received:
            self._banners.tell("ok", _exchanged(outcome))

    def show_requests(self, requests: Sequence[Request]) -> None:
        """Show who asks to be let in."""
        self._requests = {each.id: each for each in requests}
        rows = []
        for each in requests:
            about = " · ".join(part for part in (each.title, each.device, _moment(each.asked_at)) if part)
            rows.append(
                ListRow(
                    each.id, each.name, about, icon="user-round-plus", tone="warn", verb=tr("Compare words")
                )
            )
        self._request_list.set_rows(rows)
        self._asking.set_count(str(len(rows)) if rows else "")
        self._asking.setVisible(bool(rows))

    def show_members(self, members: Sequence[Member]) -> None:
        """Show who is in."""
        self._members.show_members(members)
        self._operations.ask("sync.leaving.set_aside", owner=self, done=self._show_aside)
        self._operations.ask("sync.leaving.former_members", owner=self, done=self._show_former)
        self._urge(members)

    def _urge(self, members: Sequence[Member]) -> None:
        """With no administrator nobody can be let in or out; with one, not while that one is away."""
        self._urging.clear()
        administrators = sum(each.role is GroupRole.ADMINISTRATOR for each in members)
        if not administrators:
            banner = self._urging.tell(
                "bad",
                tr("The group has no administrator"),
                tr(
                    "Nobody can be let in or taken out, and no key can be changed, until somebody becomes one. Fetch the sheet"
                    " with the group's recovery words from where it is locked away, and write them here."
                ),
                tr("Become administrator"),
            )
            banner.acted.connect(self._members.ask_for_words)
        elif not any(each.is_self for each in members):
            self._urging.tell(
                "warn",
                tr("This computer is no longer in the group"),
                tr(
                    "What is on it can be read here as before. An administrator can let it in again, and then what you have"
                    " written here since is taken in, too."
                ),
            )
        elif len(members) > 1 and administrators == 1 and self._members.is_administrator():
            self._urging.tell(
                "warn",
                tr("You are the only administrator"),
                tr(
                    "Make a colleague administrator too: if your computer is lost, somebody must take it out."
                ),
            )

    def _show_aside(self, found: Sequence[SetAside]) -> None:
        self._aside.show_set_aside(found, self._members.is_administrator())

    def _show_former(self, found: Sequence[FormerMember]) -> None:
        self._former.show_former(found, self._members.is_administrator())

    def _let_in(self, device: str) -> None:
        self._operations.ask("sync.leaving.let_in", device, owner=self, done=self._was_let_in)

    def _was_let_in(self, _: None) -> None:
        self.approved.emit()

    def _open_request(self, key: str) -> None:
        request = self._requests.get(key)
        if request is not None:
            dialog = ApproveDialog(self._operations, request, self)
            dialog.approved.connect(self.approved)
            dialog.unfold()

    def focus(self) -> None:
        """Give the keyboard to the verb."""
        self._sync.setFocus()


def _exchanged(result: PassResult) -> str:
    sent = tr_n("{n} change sent", "{n} changes sent", result.sent).format(n=result.sent)
    received = tr_n("{n} change received", "{n} changes received", result.received).format(n=result.received)
    return f"{sent}, {received}."


def _facts(status: SyncStatus) -> str:
    parts = []
    if status.last_pass is not None:
        parts.append(tr("Synced {moment}").format(moment=_moment(status.last_pass)))
    parts += [words for n, words in _counted(status) if n]
    if len(parts) == 1:
        parts.append(tr("nothing is waiting"))
    return " · ".join(parts)


def _damaged(status: SyncStatus) -> str:
    """What it means, and which they are."""
    about = tr(
        "These files have been unreadable for a day. What any computer of the group holds is not lost: it is put in the folder"
        " again. What does not belong to the group can be removed by whoever looks after the folder."
    )
    more = len(status.damaged_files) - _NAMED
    named = [*status.damaged_files[:_NAMED], *([tr("and {n} more").format(n=more)] if more > 0 else [])]
    return "\n".join((about, *named))


def _counted(status: SyncStatus) -> tuple[tuple[int, str], ...]:
    here, unconfirmed = status.only_here, status.unconfirmed
    waiting, damaged = status.waiting, status.damaged
    return (
        (
            here,
            tr_n("{n} change only on this computer", "{n} changes only on this computer", here).format(
                n=here
            ),
        ),
        (
            unconfirmed,
            tr_n(
                "{n} change that no colleague has fetched yet",
                "{n} changes that no colleague has fetched yet",
                unconfirmed,
            ).format(n=unconfirmed),
        ),
        (waiting, tr_n("{n} file on its way", "{n} files on their way", waiting).format(n=waiting)),
        (
            damaged,
            tr_n("{n} damaged file in the folder", "{n} damaged files in the folder", damaged).format(
                n=damaged
            ),
        ),
    )


def _moment(milliseconds: int) -> str:
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return f"{formats.date_short(moment, i18n.language())} {formats.clock_time(moment)}"
