"""What is said before the first question, large enough to read aloud from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import primary, quiet
from ui.widgets.page import ScrollColumn
from ui.widgets.text import Label


class ReadAloudDialog(QDialog):
    """The words, and the way back. `was_read` when they have been said."""

    was_read = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(theme.px(640), theme.px(420))
        column = ScrollColumn(margin=4)
        column.add(Label(words, "title", wrap=True))
        column.body.addStretch(1)
        back = quiet(tr("Back to the interview"))
        back.clicked.connect(self.reject)
        read = primary(tr("It has been read"), "check")
        read.clicked.connect(self._read)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(back)
        foot.addWidget(read)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("To read aloud"), "head", "muted"))
        whole.addWidget(column, 1)
        whole.addLayout(foot)
        read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        self.was_read.emit()
        self.accept()
