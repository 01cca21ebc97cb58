"""The window: the door or the rooms behind it. Its title says nothing of what is open."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from inspektor.i18n import tr

SMALLEST = (960, 600)


class MainWindow(QMainWindow):
    """Holds one widget at a time. `close_asked` when the user wants to go; it goes once `release` was called."""

    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setMinimumSize(*SMALLEST)
        self.resize(1440, 900)
        self._released = False
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

    def cover(self, widget: QWidget, away: QWidget) -> QWidget | None:
        """Show this, and keep what stood here below `away`, where nobody sees it; gives what stood here."""
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.setParent(away)
        return before

    def uncover(self, widget: QWidget) -> None:
        """Show again what was covered."""
        self.show_widget(widget)

    def release(self) -> None:
        """Go now: everything is saved and closed."""
        self._released = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._released:
            super().closeEvent(event)
        else:
            event.ignore()
            QTimer.singleShot(0, self, self.close_asked.emit)  # Qt does not close a window while it closes it
