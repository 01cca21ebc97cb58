"""What the system says of sleep, lid and screen lock, whichever system it is.

macOS tells native programs alone; there, and wherever nobody speaks, the watch notices afterwards that time has passed.
"""

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget


class SystemNews(QObject):
    """`sleeping` and `screen_locked`, from where this system says it."""

    sleeping = Signal()
    screen_locked = Signal()

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._heard)
            self._listen(application, window)

    def _listen(self, application: QApplication, window: QWidget) -> None:
        if sys.platform == "win32":
            from ui.app.windows_news import WindowsNews

            said = WindowsNews(int(window.winId()), self)
            application.installNativeEventFilter(said.ear)
            self._pass_on(said)
        elif sys.platform.startswith("linux"):
            from ui.app.bus_news import BusNews, system_bus

            if (bus := system_bus()) is not None:
                self._pass_on(BusNews(bus, self))

    def _pass_on(self, said: QObject) -> None:
        said.sleeping.connect(self.sleeping)  # type: ignore[attr-defined]  # both have them
        said.screen_locked.connect(self.screen_locked)  # type: ignore[attr-defined]

    def _heard(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended:
            self.sleeping.emit()
