"""Says for as long as it is so that what was typed cannot be saved, and why."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.patience import Patience
from ui.widgets.banner import Banner
from ui.widgets.rights import reads


class UnsavedNote(QObject):
    """Stands above every page, and goes when all is saved."""

    def __init__(self, patience: Patience, inside: QWidget, top: QVBoxLayout) -> None:
        super().__init__(inside)
        self._patience, self._top = patience, top
        self._banner: Banner | None = None
        patience.waiting.connect(self._show)
        self._show(patience.trouble)

    def _show(self, trouble: InspektorError | None) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if trouble is not None:
            note = Banner("bad", trouble.text(), trouble.advice(), tr("Try again"))
            note.acted.connect(self._patience.hurry)
            reads(note)
            self._top.insertWidget(0, note)
            note.show()  # a layout shows its new widget only when the events come round
            self._banner = note
