"""The program: Qt, its looks and language, the window, and the ways in and out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from inspektor import i18n, settings
from inspektor.settings import Settings
from ui import theme
from ui.app.entrance import Entrance
from ui.jobs import GuiThreadGarbage, Jobs
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace

WARM_UP_MS = 300


class Program(QObject):
    """One window and what is behind it."""

    def __init__(self, app: QApplication, chosen: Settings, folder: Path, jobs: Jobs) -> None:
        super().__init__(app)
        self._app = app
        self.settings = chosen
        self._jobs = jobs
        speak(app, chosen.language)
        theme.apply_theme(app, chosen.scheme, chosen.text_size)  # type: ignore[arg-type]  # checked when read
        self.window = MainWindow()
        self.window.closing.connect(self._close)
        self.entrance = Entrance(jobs, folder, self)
        self.entrance.screen_changed.connect(self.window.show_widget)
        self.entrance.opened.connect(self._enter)

    def start(self) -> None:
        """Show the window with the door; import the rest when it is painted."""
        self.entrance.show()
        self.window.show()
        QTimer.singleShot(WARM_UP_MS, self.entrance.warm_up)

    def _enter(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def _close(self) -> None:
        self.entrance.close()
        self._jobs.close()


def speak(app: QApplication, language: str) -> None:
    """Use a language for our texts and for Qt's own."""
    i18n.use_language(language)
    QLocale.setDefault(QLocale("sv_SE" if language == "sv" else "en_GB"))
    old = app.findChild(QTranslator, "qt")
    if old is not None:
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    translator.setObjectName("qt")
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def run(workspace: Path | None = None) -> int:
    """Open the window on a workspace folder, the one opened last unless another is named; gives the exit code."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # without a display Qt would abort
    QGuiApplication.setDesktopFileName("inspektor")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Inspektor")
    app.setOrganizationName("Inspektor")
    chosen = settings.load()
    GuiThreadGarbage(app)
    program = Program(app, chosen, workspace or chosen.workspace_folder, Jobs())
    program.start()
    return app.exec()
