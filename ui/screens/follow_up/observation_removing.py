"""Deleting an observation that has photos: they go with it, or to another one first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_n
from ui.dialogs.frame import FormDialog
from ui.screens.follow_up.photo_strip import Places
from ui.widgets.choice import Choice
from ui.widgets.field import Field

_WITH_IT = "with it"


class RemoveWithPhotos(FormDialog):
    """`decided(observation_id)`: where the photos go first, "" if they are deleted too."""

    decided = Signal(str)

    def __init__(self, photos: int, places: Places, parent: QWidget) -> None:
        title = tr_n("The observation has {n} photo", "The observation has {n} photos", photos)
        line = tr("What is deleted can be brought back with Undo.")
        super().__init__(title.format(n=photos), line, tr("Delete"), icon="trash-2", parent=parent)
        words = tr_n("Delete the photo too", "Delete the photos too", photos)
        self._where = Choice(tr("The photos"), [*places, (_WITH_IT, words)])
        self._where.set_current(places[0][0] if places else _WITH_IT)
        self._where.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._where.setMinimumContentsLength(30)
        self.body.addWidget(Field(tr("Move the photos to"), self._where))
        self.body.addStretch(1)

    def submit(self) -> None:
        chosen = self._where.current()
        self.accept()
        self.decided.emit("" if chosen == _WITH_IT else chosen)
