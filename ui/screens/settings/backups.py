"""Backups in the settings: how it stands, one now, the second place, and what each holds."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.record_words import second_place
from inspektor.shapes.backup import Backup, BackupStanding, SetAside
from ui.dialogs import files
from ui.dialogs.backup import BackupDialog
from ui.jobs import Job
from ui.lists.backup_rows import backup_row, when
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import quiet, secondary
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRows
from ui.widgets.progress_row import ProgressRow
from ui.widgets.refresh import Refresher
from ui.widgets.text import Label

_MOST = 12


class BackupsCard(Card):
    """`restore_asked(Backup, passphrase)` when the whole workspace is to be put back; everything is prepared then."""

    restore_asked = Signal(object, str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(tr("Backups"), spacing=12, parent=parent)
        self._operations = operations
        self._job: Job | None = None
        self._backups: dict[str, Backup] = {}
        about = tr(
            "Made by themselves once a day when you pause. Whoever has a backup and the passphrase of its time, or the recovery"
            " sheet, can open it; nobody else can."
        )
        self.add(Label(about, "secondary", "muted", wrap=True))
        self.banners = BannerArea()
        self.add(self.banners)
        self._add_now()
        self._add_second()
        self._list = ListRows(tr("Backups"), fit=True, shows_choice=False)
        self._list.opened.connect(self._open)
        self.add(self._list)
        self._aside = QVBoxLayout()
        self._aside.setSpacing(6)
        self.body.addLayout(self._aside)
        self._refresher = Refresher(self, operations.changed, (), self.read)

    def _add_now(self) -> None:
        self._last = Label("", "control", wrap=True)
        self._now = secondary(tr("Make one now"), "copy")
        self._now.clicked.connect(self._make)
        self.body.addLayout(_line(self._last, self._now))
        self._progress = ProgressRow(tr("Making a backup"))
        self._progress.cancelled.connect(self._cancel)
        self._progress.setVisible(False)
        self.add(self._progress)

    def _add_second(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Second place"), "control"))
        self._second = Label("", "secondary", "muted", wrap=True)
        words.addWidget(self._second)
        self._leave = quiet(tr("Stop copying there"))
        self._leave.clicked.connect(partial(self._name, None))
        choose = secondary(tr("Choose folder"), "folder")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._leave)
        row.addWidget(choose)
        self.body.addLayout(row)

    # How it stands

    def read(self) -> None:
        """Ask how it stands."""
        self._operations.ask("queries.backups.standing", owner=self, done=self._show)
        self._operations.ask("queries.backups.set_aside", owner=self, done=self._show_aside)

    def _show(self, stands: BackupStanding) -> None:
        self._backups = {each.name: each for each in stands.backups}
        self._last.setText(_last(stands))
        self._list.set_rows([backup_row(each, tr("Open")) for each in stands.backups[:_MOST]])
        self._list.setVisible(bool(stands.backups))
        second = stands.second
        none = tr("None. A stick or a share of your own survives a lost or broken computer.")
        words = none if second is None else second_place(second)
        trouble = second.trouble if second is not None and second.there else ""
        self._second.setText(" ".join(part for part in (words[:1].upper() + words[1:], trouble) if part))
        self._leave.setVisible(second is not None)

    def _show_aside(self, found: tuple[SetAside, ...]) -> None:
        while (item := self._aside.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            self._aside.addWidget(self._aside_row(each))

    def _aside_row(self, aside: SetAside) -> QWidget:
        words = tr("Put aside by a restore {when}, {size}. It is kept until you remove it.")
        remove = quiet(tr("Remove"), "trash-2")
        remove.clicked.connect(partial(self._remove_aside, aside))
        holder = QWidget()
        row = _line(
            Label(
                words.format(when=when(aside.at), size=formats.file_size(aside.size)), "secondary", wrap=True
            ),
            remove,
        )
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        return holder

    def _remove_aside(self, aside: SetAside) -> None:
        self._ask("actions.backups.remove_set_aside", aside)

    # Making one

    def _make(self) -> None:
        self.banners.clear()
        self._now.setEnabled(False)
        self._progress.begin_anew()
        self._progress.setVisible(True)
        self._job = self._operations.work(
            "actions.backups.make",
            owner=self,
            done=self._made,
            failed=self._not_made,
            progress=self._progress.set_progress,
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _made(self, _: Backup) -> None:
        self._end()
        self.banners.tell("ok", tr("The backup is made and verified."))
        self.read()

    def _not_made(self, error: InspektorError) -> None:
        self._end()
        self.banners.tell("bad", error.text(), error.advice())

    def _end(self) -> None:
        self._now.setEnabled(True)
        self._progress.setVisible(False)

    # The second place

    def _choose(self) -> None:
        files.ask_for_folder(self, tr("Where are copies of the backups kept?")).picked.connect(self._name)

    def _name(self, place: Path | None) -> None:
        self._ask("actions.backups.name_second", place)

    def _ask(self, action: str, *given: object) -> None:
        self.banners.clear()
        self._operations.ask(action, *given, owner=self, done=self._done, failed=self._not_made)

    def _done(self, _: object) -> None:
        self.read()

    # One of them

    def _open(self, name: str) -> None:
        dialog = BackupDialog(self._operations, self._backups[name], self)
        dialog.changed.connect(self.read)
        dialog.restore_asked.connect(self.restore_asked)
        dialog.unfold()


def _last(stands: BackupStanding) -> str:
    if stands.trouble:
        return tr("The last backup could not be made. {why}").format(why=stands.trouble)
    if stands.last is None:
        return tr("There is no backup yet.")
    size = formats.file_size(sum(each.size for each in stands.backups))
    count = len(stands.backups)
    words = tr_n("Latest {when}. {n} backup, {size}.", "Latest {when}. {n} backups, {size}.", count)
    return words.format(when=when(stands.last), n=count, size=size)


def _line(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
