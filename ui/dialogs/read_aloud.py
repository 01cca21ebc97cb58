"""What is said before the first question, large enough to read aloud from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import primary
from ui.widgets.page import ScrollColumn
from ui.widgets.text import Label


class ReadAloudDialog(QDialog):
    """The words, and the way back."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(theme.px(640), theme.px(420))
        column = ScrollColumn(margin=4)
        column.add(Label(words, "title", wrap=True))
        column.body.addStretch(1)
        back = primary(tr("Back to the interview"))
        back.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("To read aloud"), "head", "muted"))
        whole.addWidget(column, 1)
        whole.addLayout(foot)
        back.setFocus(Qt.FocusReason.OtherFocusReason)
