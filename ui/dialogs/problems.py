"""What is wrong with a file, line by line."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import primary, secondary
from ui.widgets.rights import reads
from ui.widgets.text import Label


class ProblemsDialog(QDialog):
    """A list to read and to copy."""

    def __init__(self, title: str, advice: str, problems: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        reads(self)
        self.setWindowTitle(tr("Inspektor"))
        self.setModal(True)
        self.setMinimumSize(theme.px(680), theme.px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(tr("The template cannot be imported"), "title"))
        column.addWidget(Label(advice, "secondary", "muted", wrap=True))
        self._text = "\n".join(problems)
        text = QPlainTextEdit(self._text)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(title)
        column.addWidget(text, 1)
        copy = secondary(tr("Copy the list"), "copy")
        close = primary(tr("Close"))
        close.setDefault(True)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
