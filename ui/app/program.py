"""The program: Qt, its looks and language, the window, and the ways in and out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

from inspektor import i18n, paths, policy, settings
from inspektor.errors import InspektorError
from inspektor.settings import Settings
from ui import images, theme
from ui.app.entrance import Entrance, example_folder
from ui.clipboard import DiscreetClipboard
from ui.jobs import GuiThreadGarbage, Jobs
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.window_state import WindowState

if TYPE_CHECKING:
    from inspektor.shapes.backup import Backup
    from inspektor.store.workspace import Workspace
    from ui.app.guard import Guard
    from ui.app.last_sync import LastSync
    from ui.app.session import Session

WARM_UP_MS = 300
OnBug = Callable[[BaseException], object]


def _jobs(on_bug: OnBug) -> Jobs:
    return Jobs(on_bug=on_bug)


class Program(QObject):
    """One window and what is behind it."""

    def __init__(
        self,
        app: QApplication,
        chosen: Settings,
        folder: Path,
        make_jobs: Callable[[OnBug], Jobs] = _jobs,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._settings = chosen
        self._make_jobs = make_jobs
        speak(app, chosen.language)
        theme.apply_theme(app, chosen.scheme, chosen.text_size)  # type: ignore[arg-type]  # checked when read
        self._state = WindowState()
        self.window = MainWindow()
        self._state.restore_window("main", self.window, (1440, 900))
        self.window.close_asked.connect(self._ask_to_close)
        app.commitDataRequest.connect(self._save)
        self.notices = Notices(self.window, self)
        self.notices.quit_asked.connect(self.window.close)
        self._jobs = make_jobs(self._bug)
        self._clipboard = DiscreetClipboard(self)
        self._session: Session | None = None
        self.guard: Guard | None = None
        self._last: LastSync | None = None
        known = chosen.known and folder == chosen.workspace_folder
        self.entrance = Entrance(self._jobs, folder, known=known, parent=self)
        self.entrance.screen_changed.connect(self.window.show_widget)
        self.entrance.opened.connect(self._enter)

    def start(self) -> None:
        """Show the window with the door; import the rest when it is painted."""
        self.entrance.show()
        self.window.show()
        QTimer.singleShot(WARM_UP_MS, self.entrance.warm_up)
        QTimer.singleShot(WARM_UP_MS, self, self._show_icon)

    def _show_icon(self) -> None:
        self._app.setWindowIcon(images.icon("clipboard-check", theme.LIGHT.accent, 64))

    @property
    def session(self) -> Session | None:
        """What lives while a workspace is open."""
        return self._session

    def _bug(self, error: BaseException) -> None:
        self.entrance.recover()
        self.notices.report_bug(error)

    def _enter(self, workspace: Workspace) -> None:
        from ui.app.guard import Guard
        from ui.app.session import Session

        jobs = self._make_jobs(self._bug)
        session = Session(workspace, jobs, self.notices, self._state, self._settings, self)
        session.lock_asked.connect(self.lock)
        guard = Guard(self.window, self._jobs, session, self._settings, policy.load())
        guard.lock_asked.connect(self.lock)
        session.cover_asked.connect(guard.cover)
        session.settings_changed.connect(self._change_settings)
        session.example_left.connect(self._leave_example)
        session.restore_asked.connect(self._restore)
        session.renewal_asked.connect(partial(guard.when_open, self._renew_here))
        self._session, self.guard = session, guard
        self.window.show_widget(session.widget)
        self.entrance.close()
        self._remember(workspace.folder)
        session.start()

    def _remember(self, folder: Path) -> None:
        """Open this workspace the next time, unless it is the example."""
        kept = str(folder) if folder != paths.default_workspace() else ""
        chosen = replace(self._settings, workspace=kept, known=True)
        if folder != example_folder() and chosen != self._settings:
            self._keep(chosen)

    def _keep(self, chosen: Settings) -> None:
        self._settings = chosen
        try:
            settings.save(chosen)
        except settings.SettingsNotSaved as error:
            self.notices.trouble(error)

    def lock(self, why: str = "") -> None:
        """Hide everything at once, then save, stop the work, close the workspace and ask for the passphrase.

        For as long as the disk refuses what was typed, the window stays covered instead, but for wrong tries.
        """
        session, self._session = self._session, None
        guard, self.guard = self.guard, None
        if session is not None and guard is not None:
            guard.cover()
            session.flush()
            if session.unsaved is not None and not why:
                self._session, self.guard = session, guard
                guard.lock_when_saved()
                return
            session.keep_forms()
            self.entrance.show(why)
            session.end()
            guard.rest()
            self._clipboard.empty()
            session.deleteLater()

    def _restore(self, backup: Backup, passphrase: str) -> None:
        """Close the workspace and put the backup in its place, at the lock."""
        self.lock("restored")
        self.entrance.restore(backup, passphrase)

    def _leave_example(self) -> None:
        self.entrance.folder = self._settings.workspace_folder
        self.lock("left")

    def _change_settings(self, chosen: Settings) -> None:
        before = self._settings
        chosen = replace(chosen, workspace=before.workspace, known=before.known)
        self._keep(chosen)
        if self.guard is not None:
            self.guard.use(chosen)
        theme.apply_theme(self._app, chosen.scheme, chosen.text_size)  # type: ignore[arg-type]
        anew = (chosen.language, chosen.text_size) != (before.language, before.text_size)
        if anew and self._session is not None:
            speak(self._app, chosen.language)
            self.window.show_widget(self._session.renew(chosen))

    def _renew_here(self) -> None:
        if self._session is not None:
            self.window.show_widget(self._session.renew_here())

    def _save(self, desktop: QSessionManager) -> None:
        """The desktop ends: save, and ask it to wait while something cannot be saved."""
        if self._session is not None:
            self._session.flush()
            if self._session.unsaved is not None:
                desktop.cancel()

    def _ask_to_close(self) -> None:
        """Sync once more if there is somebody to sync with, then go. What cannot be saved is asked about first."""
        session = self._session
        if session is not None:
            session.flush()
            if session.unsaved is not None:
                self._ask_whether_to_close(session.unsaved)
                return
        self._take_leave()

    def _ask_whether_to_close(self, trouble: InspektorError) -> None:
        from ui.dialogs.close_unsaved import CloseUnsavedDialog

        if self.window.findChild(CloseUnsavedDialog) is None:
            dialog = CloseUnsavedDialog(trouble, self.window)
            dialog.accepted.connect(self._take_leave)
            dialog.unfold()

    def _take_leave(self) -> None:
        session = self._session
        if session is None or session.unsaved is not None or not session.rounds.in_group:
            self._close()
        elif self._last is None:
            from ui.app.last_sync import LastSync

            self._last = LastSync(session.rounds, self)
            self._last.over.connect(self._close)
            self.window.show_widget(self._last.screen)
            self._last.begin()

    def _close(self) -> None:
        self._state.keep_window("main", self.window)
        self._state.save()
        session, self._session = self._session, None
        if session is not None:
            session.keep_forms()
            session.end()
        if self.guard is not None:
            self.guard.rest()
        self._clipboard.empty()
        self.entrance.close()
        self._jobs.close()
        from ui import pdf_pages

        pdf_pages.close_thread()
        self.window.release()


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


def _start_log() -> None:
    from inspektor import logs

    logs.start()


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
    _start_log()
    program = Program(app, chosen, workspace or chosen.workspace_folder)
    program.notices.install_hooks()
    program.start()
    return app.exec()
