"""The workspace is not where it lay: say so, and what can be done."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.door_card import DoorCard
from ui.widgets.text import Label


class LostCard(DoorCard):
    """Where it lies now, a backup, or a new one: nothing is done before one of them is chosen."""

    elsewhere_asked = Signal()
    restore_asked = Signal()
    anew_asked = Signal()

    def __init__(self, lay: Path, parent: QWidget | None = None) -> None:
        line = tr("The workspace that lay in {folder} is not there any more.").format(folder=lay)
        super().__init__("folder", tr("The workspace is not there"), line, width=520, parent=parent)
        self._banners = BannerArea()
        self.add(self._banners)
        cause = tr(
            "The folder may have been moved or renamed, or lie on a disk that is not connected. Nothing has been changed."
        )
        self.add(Label(cause, "secondary", "muted", wrap=True))
        self._elsewhere = primary(tr("Choose where it lies now"), "folder")
        restore = secondary(tr("Restore a backup"), "history")
        anew = link(tr("Begin anew with an empty workspace"), "plus")
        for each, asked in (
            (self._elsewhere, self.elsewhere_asked),
            (restore, self.restore_asked),
            (anew, self.anew_asked),
        ):
            each.clicked.connect(asked)
        self.add(self._elsewhere)
        self.add(restore)
        self.body.addWidget(anew, 0, Qt.AlignmentFlag.AlignHCenter)

    def focus(self) -> None:
        """Give the keyboard to what most will want."""
        self._elsewhere.setFocus()

    def say_none_in(self, folder: Path) -> None:
        """There is no workspace where it was said to lie."""
        fact = tr("There is no workspace in {folder}.").format(folder=folder)
        self._banners.clear()
        self._banners.tell("bad", fact, tr("It is the folder that holds inspektor.db and keys.json."))
