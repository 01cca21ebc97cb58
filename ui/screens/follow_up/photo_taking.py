"""Taking photos into an observation: they wait for it to be there, go in off the GUI thread, and refusals are explained."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.photos import PhotosTaken
from inspektor.shapes.views import PhotoRow
from ui.dialogs.files import ask_for_files
from ui.jobs import Job
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.photo_describing import DescribePhotos
from ui.screens.follow_up.photo_import import PhotoImport
from ui.screens.follow_up.photo_queue import PhotoQueue
from ui.screens.follow_up.photo_strip import PhotoStrip, Places
from ui.screens.follow_up.photo_work import KINDS, PhotoSource, pasted_photos, take_in
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import quiet, secondary
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Label


class PhotoTaking(QWidget):
    """The photos of one observation.

    `observation_wanted` when there is none to put them in yet; `none_taken(observation_id)` when no photo came of it.
    """

    observation_wanted = Signal()
    none_taken = Signal(str)

    def __init__(
        self,
        opened: OpenFollowUp,
        banners: BannerArea,
        written: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """`written` tells what stands in the fields beside the photos."""
        super().__init__(parent)
        self._opened, self._operations, self._banners = opened, opened.operations, banners
        self._written = written
        self._before: tuple[object, QWidget | None] = (None, None)
        self._observation_id = ""
        self._photos: tuple[PhotoRow, ...] = ()
        self._waiting: list[PhotoSource] = []
        self._new: set[str] = set()
        self._job: Job | None = None
        self._queue = PhotoQueue(self._operations, self)
        self._strip = PhotoStrip(self._operations, self._queue)
        self._progress = ProgressRow(tr("Photos are being added"))
        self._progress.setVisible(False)
        self._describe = secondary(tr("Describe the photos"), "pen-line")
        self._lay_out()
        self._strip.removed.connect(self._remove)
        self._strip.moved.connect(self._move)
        self._progress.cancelled.connect(self._stop)
        self._describe.clicked.connect(self._describe_gaps)

    def _lay_out(self) -> None:
        choose = secondary(tr("Add photos"), "image-plus")
        fetch = secondary(tr("Fetch from phone or folder"), "download")
        paste = quiet(tr("Paste"), "copy")
        choose.clicked.connect(self._ask)
        fetch.clicked.connect(self.fetch)
        paste.clicked.connect(self.paste)
        hint = tr("Photos can be dropped and pasted here. Never persons. The position is taken out.")
        buttons, more = QHBoxLayout(), QHBoxLayout()
        for row, first, second in ((buttons, choose, fetch), (more, self._describe, paste)):
            row.setSpacing(8)
            row.addWidget(first)
            row.addWidget(second)
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._strip)
        column.addWidget(self._progress)
        column.addLayout(buttons)
        column.addLayout(more)
        column.addWidget(Label(hint, "small", "muted", wrap=True))

    def show_photos(self, observation_id: str, photos: Sequence[PhotoRow]) -> None:
        """Show the photos of an observation; "" while it is not there."""
        self._observation_id, self._photos = observation_id, tuple(photos)
        self._strip.show_photos(photos)
        self._describe.setVisible(any(map(_bare, photos)))
        fresh = [photo for photo in photos if photo.id in self._new]
        if fresh and len(fresh) == len(self._new):
            self._new = set()
            self._describe_photos(fresh)

    def show_places(self, places: Places) -> None:
        """Know the other observations."""
        self._strip.show_places(places)

    def add(self, sources: list[PhotoSource]) -> None:
        """Take in photos, at once or when their observation is there."""
        self._waiting += sources
        if self._observation_id:
            self._start()
        elif sources:
            self.observation_wanted.emit()

    def paste(self) -> bool:
        """Add what lies on the clipboard, if it is photos."""
        sources = pasted_photos(QGuiApplication.clipboard().mimeData())
        self.add(sources)
        return bool(sources)

    def fetch(self) -> None:
        """Choose among the photos of a phone or folder."""
        dialog = PhotoImport(self._opened, self._queue, self)
        dialog.fetched.connect(self.add)
        dialog.open()

    def begin(self, observation_id: str) -> None:
        """The observation is there: take in what waits for it."""
        self._observation_id = observation_id
        self._start()

    def _start(self) -> None:
        if self._job is not None or not self._waiting:
            return
        sources, self._waiting = self._waiting, []
        self._banners.clear()
        self._before = self._doing()
        self._progress.begin_anew()
        self._progress.setVisible(True)
        self._job = self._operations.work(
            take_in,
            self._observation_id,
            sources,
            owner=self,
            done=self._was_taken,
            failed=self._failed,
            progress=self._progress.set_progress,
        )
        if self._progress.isHidden():  # it was done at once
            self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()  # those that are in stay
        self._done()

    def _done(self) -> None:
        self._job = None
        self._progress.setVisible(False)

    def _failed(self, error: InspektorError) -> None:
        self._done()
        self._banners.tell("bad", error.text(), error.advice())

    def _was_taken(self, taken: PhotosTaken) -> None:
        self._done()
        for each in taken.refused:
            self._banners.tell("bad", f"{each.name}: {each.text}", each.advice)
        if taken.known:
            words = tr_n("{n} photo was there already", "{n} photos were there already", len(taken.known))
            self._banners.tell("accent", words.format(n=len(taken.known)), ", ".join(taken.known))
        if taken.only_jpeg:
            words = tr("Kept as JPEG only: {names}").format(names=", ".join(taken.only_jpeg))
            self._banners.tell(
                "warn", words, tr("The position could not be taken out of the original file safely.")
            )
        if not taken.added:
            self.none_taken.emit(taken.observation_id)
        elif taken.observation_id == self._observation_id and self._may_ask():
            self._new = set(taken.added)
            self.show_photos(self._observation_id, self._photos)
        self._start()

    def _doing(self) -> tuple[object, QWidget | None]:
        """What is written beside the photos, and the field one writes in."""
        focus = QApplication.focusWidget()
        return self._written(), focus if isinstance(focus, QLineEdit | QPlainTextEdit) else None

    def _may_ask(self) -> bool:
        """Whether nobody has gone on to write meanwhile: then a button asks, not the program."""
        words, field = self._doing()
        idle = words == self._before[0] and field in (None, self._before[1])
        return self.isVisible() and idle and QApplication.activeModalWidget() is None

    def _describe_gaps(self) -> None:
        self._describe_photos([photo for photo in self._photos if _bare(photo)])

    def _describe_photos(self, photos: Sequence[PhotoRow]) -> None:
        if photos and QApplication.activeModalWidget() is None:
            self._strip.flush()
            DescribePhotos(self._operations, self._queue, photos, self).open()

    def _remove(self, photo: PhotoRow) -> None:
        self._operations.change("actions.observations.remove_photo", photo.id, owner=self)
        self._opened.undoable.emit(tr("The photo was removed"))

    def _move(self, photo: PhotoRow, observation_id: str) -> None:
        self._operations.change("actions.observations.move_photos", [photo.id], observation_id, owner=self)
        self._opened.undoable.emit(tr("The photo was moved"))

    def _ask(self) -> None:
        pattern = " ".join(f"*{kind} *{kind.upper()}" for kind in KINDS)
        kinds = tr("Photos ({pattern})").format(pattern=pattern)
        ask_for_files(self, tr("Choose photos"), kinds).picked_all.connect(self.add)


def _bare(photo: PhotoRow) -> bool:
    """Whether something is still to be said of a photo."""
    return not (photo.alternative_text.strip() and photo.no_persons)
