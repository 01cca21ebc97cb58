"""Takes everything out of sight, for eyes and for screen readers, and puts it back where it was."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from ui.main_window import MainWindow

_OVER = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


@dataclass(frozen=True, slots=True)
class _Stowed:
    """A dialog out of sight, and how it stood."""

    dialog: QWidget
    parent: QWidget | None
    flags: Qt.WindowType
    modality: Qt.WindowModality
    geometry: QRect


class Veil(QObject):
    """What is hidden lies below a widget that is never shown: hidden widgets of a window are still read by screen readers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._away: QWidget | None = None
        self._beneath: QWidget | None = None
        self._stowed: list[_Stowed] = []
        self._focus: QWidget | None = None

    @property
    def drawn(self) -> bool:
        """Whether something is hidden now."""
        return self._away is not None

    def draw(self, screen: QWidget) -> None:
        """Show this instead of everything."""
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
            popup.close()
        QToolTip.hideText()
        self._away = QWidget()
        for each in QApplication.topLevelWidgets():
            if each is not self._window and each.isVisible():
                self._stow(each)
        self._beneath = self._window.cover(screen, self._away)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)  # while it lasts only: an application hears every event
        self._window.repaint()

    def lift(self) -> None:
        """Show what was there, with the same focus."""
        if self._away is None or self._beneath is None:
            return
        self._end()
        self._window.uncover(self._beneath)
        for each in self._stowed:
            self._unstow(each)
        if self._focus is not None and isValid(self._focus):
            self._focus.activateWindow()
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._forget()

    def drop(self) -> None:
        """Let go of what was there: something else stands in the window now."""
        if self._away is not None:
            self._end()
            self._forget()

    def _end(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def _forget(self) -> None:
        if self._away is not None:
            self._away.deleteLater()
        self._away = self._beneath = self._focus = None
        self._stowed = []

    def _stow(self, dialog: QWidget) -> None:
        if self._away is None:
            return
        stowed = _Stowed(
            dialog, dialog.parentWidget(), dialog.windowFlags(), dialog.windowModality(), dialog.geometry()
        )
        self._stowed.append(stowed)
        dialog.hide()
        dialog.setParent(self._away, Qt.WindowType.Widget)

    def _unstow(self, stowed: _Stowed) -> None:
        dialog = stowed.dialog
        if not isValid(dialog):
            return
        if stowed.parent is not None and not isValid(stowed.parent):
            dialog.deleteLater()
            return
        dialog.setParent(stowed.parent, stowed.flags)
        dialog.setGeometry(stowed.geometry)
        dialog.setWindowModality(stowed.modality)
        dialog.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing opens above the cover: what is shown meanwhile waits with the rest."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_new(watched):
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            QTimer.singleShot(0, watched, lambda: self._catch(watched))
        return False

    def _is_new(self, widget: QWidget) -> bool:
        return widget.isWindow() and widget is not self._window and widget.windowType() not in _OVER

    def _catch(self, widget: QWidget) -> None:
        modality = widget.windowModality()
        widget.hide()  # before the mark is taken away: Qt lets go of a window as it took it
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        widget.setWindowModality(modality)
        if self.drawn:
            self._stow(widget)
        else:
            widget.show()
