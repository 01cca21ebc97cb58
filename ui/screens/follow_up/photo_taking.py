"""Taking photos into an observation: they wait for it to be there, go in off the GUI thread, and refusals are explained."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import PhotoRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.photo_strip import PhotoStrip
from ui.screens.follow_up.photo_work import PhotoSource, Refusal, add_photos
from ui.widgets.banner import BannerArea
from ui.widgets.progress_row import ProgressRow


class PhotoTaking(QWidget):
    """The photos of one observation. `observation_wanted` when there is none to put them in yet."""

    observation_wanted = Signal()

    def __init__(self, opened: OpenFollowUp, banners: BannerArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._operations, self._banners = opened, opened.operations, banners
        self._observation_id = ""
        self._waiting: list[PhotoSource] = []
        self._strip = PhotoStrip(self._operations)
        self._progress = ProgressRow(tr("Photos are being added"), can_cancel=False)
        self._progress.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._strip)
        column.addWidget(self._progress)
        self._strip.added.connect(self.add)
        self._strip.removed.connect(self._remove)

    def show_photos(self, observation_id: str, photos: Sequence[PhotoRow]) -> None:
        """Show the photos of an observation; "" while it is not there."""
        self._observation_id = observation_id
        self._strip.show_photos(photos)

    def add(self, sources: list[PhotoSource]) -> None:
        """Take in photos, at once or when their observation is there."""
        self._waiting += sources
        if self._observation_id:
            self._start()
        else:
            self.observation_wanted.emit()

    def paste(self) -> bool:
        """Add what lies on the clipboard, if it is a picture."""
        return self._strip.paste()

    def begin(self, observation_id: str) -> None:
        """The observation is there: take in what waits for it."""
        self._observation_id = observation_id
        self._start()

    def _start(self) -> None:
        sources, self._waiting = self._waiting, []
        if not sources:
            return
        self._banners.clear()
        self._progress.setVisible(True)
        self._operations.work(
            add_photos,
            self._observation_id,
            sources,
            owner=self,
            done=self._tell_refused,
            progress=self._progress.set_progress,
        )

    def _tell_refused(self, refused: list[Refusal]) -> None:
        self._progress.setVisible(False)
        for name, error in refused:
            self._banners.tell("bad", f"{name}: {error.text()}", error.advice())

    def _remove(self, photo: PhotoRow) -> None:
        self._operations.change("actions.observations.remove_photo", photo.id, owner=self)
        self._opened.undoable.emit(tr("The photo was removed"))
