"""Fetching photos from a plugged-in phone or a folder: those of the visit are offered, the rest only when asked for."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock, formats
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from ui import theme
from ui.dialogs.files import ask_for_folder
from ui.jobs import Job
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.photo_grid import PhotoGrid
from ui.screens.follow_up.photo_queue import PhotoQueue
from ui.screens.follow_up.photo_work import folders, phone_name, photos_in
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Rule
from ui.widgets.choice import Check
from ui.widgets.empty_state import EmptyState
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import ElidedLabel, Label

_PHONES = 3


class PhotoImport(QDialog):
    """`fetched(paths)`. Arrows and Space choose, Ctrl+A takes all, Enter fetches."""

    fetched = Signal(list)

    def __init__(self, opened: OpenFollowUp, queue: PhotoQueue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._operations = opened.operations
        self._since, self._until = _hours(opened)
        self._found: tuple[Any, ...] = ()
        self._job: Job | None = None
        self._banners = BannerArea()
        self._where = ElidedLabel(tr("No folder chosen"), "secondary", "muted")
        self._phones = QHBoxLayout()
        self._phones.setSpacing(8)
        self._choose = secondary(tr("Choose a folder"), "folder")
        self._all = Check(tr("Show all"))
        self._hours = Label(self._told_hours(), "secondary", "muted")
        self._progress = ProgressRow(tr("The photos are being looked through"), can_cancel=False)
        self._grid = PhotoGrid(queue, formats.as_date(self._since or self._until))
        self._empty = EmptyState("image", tr("Plug in the phone or choose a folder with photos."))
        self._fetch = primary(tr("Fetch"), "download")
        self._lay_out()
        self._choose.clicked.connect(self._ask_for_folder)
        self._all.toggled.connect(self._show_found)
        self._grid.changed.connect(self._count)
        self._grid.submitted.connect(self._submit)
        self._fetch.clicked.connect(self._submit)
        self._show_found()
        self._operations.ask(folders, owner=self, done=self._begin)

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self._where, 1)
        place.addLayout(self._phones)
        place.addWidget(self._choose)
        which = QHBoxLayout()
        which.addWidget(self._hours)
        which.addStretch(1)
        which.addWidget(self._all)
        upper = QVBoxLayout()
        upper.setContentsMargins(24, 20, 24, 12)
        upper.setSpacing(12)
        upper.addWidget(Label(tr("Fetch photos from phone or folder"), "title"))
        upper.addWidget(self._banners)
        upper.addLayout(place)
        upper.addLayout(which)
        upper.addWidget(self._progress)
        upper.addWidget(self._grid, 1)
        upper.addWidget(self._empty, 1)
        self._progress.setVisible(False)
        leave = quiet(tr("Cancel"))
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 14, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(Label(tr("Space chooses, Ctrl+A chooses all."), "small", "muted"))
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self._fetch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(Rule())
        whole.addLayout(foot)
        over = self.parentWidget()
        most = over.window().size() if over is not None else self.size()
        self.resize(min(theme.px(920), most.width() - 48), min(theme.px(680), most.height() - 48))

    def _told_hours(self) -> str:
        if self._since is None:
            return tr("The time of arrival is missing: all photos are shown.")
        begin, end = formats.clock_time(self._since), formats.clock_time(self._until)
        day = formats.date_short(self._since)
        return tr("Taken during the visit, {day} {begin} to {end}").format(day=day, begin=begin, end=end)

    def _begin(self, known: tuple[Path | None, tuple[Path, ...]]) -> None:
        last, phones = known
        for phone in phones[:_PHONES]:
            button = secondary(phone_name(phone), "camera")
            button.clicked.connect(partial(self._read, phone))
            self._phones.addWidget(button)
        first = phones[0] if phones else last
        if first is not None:
            self._read(first)
        else:
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_folder(self) -> None:
        ask_for_folder(self, tr("Choose a folder with photos")).picked.connect(self._read)

    def _read(self, folder: Path, _checked: bool = False) -> None:
        if self._job is not None:
            self._job.cancel()
        self._banners.clear()
        self._where.setText(str(folder))
        self._found = ()
        self._progress.begin_anew()
        self._progress.setVisible(True)
        self._show_found()
        self._job = self._operations.work(
            photos_in,
            folder,
            self._since,
            owner=self,
            done=self._take,
            failed=self._refuse,
            progress=self._progress.set_progress,
        )

    def _take(self, found: tuple[Any, ...]) -> None:
        self._found = found
        self._progress.setVisible(False)
        self._show_found()
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: InspektorError) -> None:
        self._progress.setVisible(False)
        self._banners.tell("bad", error.text(), error.advice())
        self._show_found()

    def _offered(self) -> list[Any]:
        if self._since is None or self._all.isChecked():
            return list(self._found)
        return [photo for photo in self._found if self._since <= photo.taken_at <= self._until]

    def _show_found(self) -> None:
        offered = self._offered()
        self._grid.show_photos(offered)
        self._grid.setVisible(bool(offered))
        self._empty.setVisible(not offered and self._progress.isHidden())
        others = len(self._found) - len(offered)
        if self._found and not offered:
            words = tr_n(
                "No photo was taken during the visit. {n} photo was taken at another time.",
                "No photo was taken during the visit. {n} photos were taken at other times.",
                others,
            )
            self._empty.say(words.format(n=others))
        self._all.setVisible(self._since is not None and bool(self._found))
        self._all.setText(tr("Show all {n}").format(n=len(self._found)) if self._found else tr("Show all"))

    def _count(self) -> None:
        n = len(self._grid.chosen())
        self._fetch.setText(tr_n("Fetch {n} photo", "Fetch {n} photos", n).format(n=n) if n else tr("Fetch"))
        self._fetch.setEnabled(n > 0)

    def _submit(self) -> None:
        chosen = self._grid.chosen()
        if chosen:
            self.accept()
            self.fetched.emit(chosen)


def _hours(opened: OpenFollowUp) -> tuple[datetime | None, datetime]:
    """From arrival to departure, or to now while the visit goes on."""
    visit = opened.sheet.visit if opened.sheet is not None else None
    if visit is None or visit.arrived_at is None:
        return None, clock.now()
    return visit.arrived_at, visit.departed_at or clock.now()
