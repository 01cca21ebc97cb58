"""A line at the lower edge of the window that says why it is not covered yet. It takes no room and no clicks."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr
from ui import theme
from ui.widgets.banner import Banner

_INSET = 16


class WaitingNote(QWidget):
    """Lies over the widget it is given."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._banner = Banner("accent", "", tr("Ctrl+L covers it now, any key or movement begins anew."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._banner)
        over.installEventFilter(self)
        self.hide()

    def say(self, until: datetime | None) -> None:
        """Say until when it waits; None: it waits no longer."""
        if until is None:
            self.hide()
            return
        words = tr("An interview runs: the window is covered at {time}, not before.")
        self._banner.say(words.format(time=formats.clock_time(until)), self._banner.meaning())
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self._banner, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        width = min(self._over.width() - 2 * _INSET, theme.px(560))
        height = self.heightForWidth(width)
        left = self._over.width() - width - _INSET
        self.setGeometry(left, self._over.height() - height - _INSET, width, height)
