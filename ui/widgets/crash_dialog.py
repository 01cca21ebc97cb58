"""The dialog after a fault of ours: what is saved, the report to pass on, and the ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Tile
from ui.widgets.text import Label


class CrashDialog(QDialog):
    """`quit_asked` if the user would rather stop; closing it goes on."""

    quit_asked = Signal()

    def __init__(self, saved: str, report: str, parent: QWidget | None = None) -> None:
        """`saved` is a sentence that says what is safe."""
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(tr("Inspektor"))
        self.setModal(True)
        self.setMinimumWidth(theme.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(self._make_words(saved))
        column.addWidget(self._make_report(), 1)
        column.addLayout(self._make_buttons())
        self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_words(self, saved: str) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(tr("A fault in the program stopped what you were doing"), "card", wrap=True))
        words.addWidget(Label(saved, "body", wrap=True))
        advice = tr("Go on working. If it happens again, copy the report and send it to your support.")
        words.addWidget(Label(advice, "secondary", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Tile("triangle-alert", "warn", 44), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _make_report(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            Label(tr("The report holds nothing you or anybody else has written."), "small", "muted")
        )
        text = QPlainTextEdit(self._report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(tr("Fault report"))
        text.setFont(theme.font("small"))
        text.setMinimumHeight(theme.px(132))
        column.addWidget(text, 1)
        return holder

    def _make_buttons(self) -> QHBoxLayout:
        stop, copy = quiet(tr("Quit")), secondary(tr("Copy the report"), "copy")
        self._go_on = primary(tr("Go on"))
        stop.clicked.connect(self._stop)
        copy.clicked.connect(self._copy)
        self._go_on.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(stop)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(self._go_on)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def _stop(self) -> None:
        self.accept()
        self.quit_asked.emit()
