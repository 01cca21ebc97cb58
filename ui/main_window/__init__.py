"""The window: the door or the rooms behind it. Its title says nothing of what is open."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from inspektor.i18n import tr

SMALLEST = (960, 600)


class MainWindow(QMainWindow):
    """Holds one widget at a time. `closing` before it goes."""

    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setMinimumSize(*SMALLEST)
        self.resize(1440, 900)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)

    def show_widget(self, widget: QWidget) -> None:
        """Show this and let go of what stood here."""
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None and before is not widget:
            self._stack.removeWidget(before)
            before.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
