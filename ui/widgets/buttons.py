"""Buttons: one primary per view, secondary, quiet, link; a dangerous word gets a red icon, not a red button."""

from functools import cache

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui import images, theme

_GAP = 4  # added to Qt's own 4 between icon and text
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Button(QPushButton):
    """A button with a word. Enter presses it as Space does; the ring shows when the keyboard brought focus."""

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        icon: str = "",
        *,
        icon_tone: str = "",
        icon_at_end: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon_name, self._icon_tone = kind, icon, icon_tone
        self._at_end = icon_at_end
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setProperty("ring", True)
        self.setAutoDefault(False)
        self.setText(text)
        if icon_at_end:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._dress()

    def set_icon(self, name: str, tone: str = "") -> None:
        """Change the icon."""
        self._icon_name, self._icon_tone = name, tone
        self._dress()

    def _dress(self) -> None:
        role = "label" if self.property("small") else "control"
        if self.font() != theme.font(role):
            self.setFont(theme.font(role))
        if not self._icon_name:
            self.setIcon(QIcon())
            return
        side = theme.px(16 if self.property("small") else 18)
        gap = _GAP if self.text() else 0
        ink = theme.colour(self._icon_tone or _INK.get(self._kind, "text")).name()
        self.setIconSize(QSize(side + gap, side))
        self.setIcon(_padded(self._icon_name, ink, theme.current().field, side, gap, self._at_end))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _PASSING:  # coming back from another window changes nothing
            self._set_ring(event.reason() != Qt.FocusReason.MouseFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._set_ring(True)
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def _set_ring(self, shown: bool) -> None:
        if self.property("ring") != shown:
            self.setProperty("ring", shown)
            self.style().unpolish(self)
            self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()


_INK = {"primary": "on_accent", "link": "accent", "quiet": "muted", "icon": "muted"}


@cache
def _padded(name: str, ink: str, faint: str, side: int, gap: int, at_end: bool) -> QIcon:
    """The icon on a canvas wider by the gap: Qt's own gap between icon and text is too narrow."""
    made = QIcon()
    for dpr in (1.0, 1.25, 1.5, 2.0, 3.0):
        for colour, mode in ((ink, QIcon.Mode.Normal), (faint, QIcon.Mode.Disabled)):
            canvas = QPixmap(round((side + gap) * dpr), round(side * dpr))
            canvas.fill(Qt.GlobalColor.transparent)
            canvas.setDevicePixelRatio(dpr)
            painter = QPainter(canvas)
            painter.drawPixmap(gap if at_end else 0, 0, images.pixmap(name, colour, side, dpr))
            painter.end()
            made.addPixmap(canvas, mode)
    return made


class IconButton(Button):
    """A button with an icon alone; its name is spoken and shown as a tool tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        framed: bool = False,
        tone: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        kind = "iconframe" if framed else "icon"
        super().__init__("", kind, icon, icon_tone=tone, small=small, parent=parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change what it is called."""
        self.setAccessibleName(name)
        self.setToolTip(name)


class MenuButton(Button):
    """A button that unfolds a menu."""

    def __init__(self, text: str, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, "secondary", "chevron-down", icon_at_end=True, small=small, parent=parent)
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def menu(self) -> QMenu:
        """The menu, to be filled."""
        return self._menu


def primary(text: str, icon: str = "", *, icon_at_end: bool = False, parent: QWidget | None = None) -> Button:
    """The one thing to do in a view."""
    return Button(text, "primary", icon, icon_at_end=icon_at_end, parent=parent)


def secondary(
    text: str,
    icon: str = "",
    *,
    icon_at_end: bool = False,
    small: bool = False,
    parent: QWidget | None = None,
) -> Button:
    """Any other thing to do."""
    return Button(text, "secondary", icon, icon_at_end=icon_at_end, small=small, parent=parent)


def danger(text: str, icon: str = "trash-2", *, small: bool = False, parent: QWidget | None = None) -> Button:
    """Something that takes away or raises the alarm: the same button with a red icon."""
    return Button(text, "secondary", icon, icon_tone="bad", small=small, parent=parent)


def quiet(text: str, icon: str = "", *, small: bool = False, parent: QWidget | None = None) -> Button:
    """Words without a frame, for the way out."""
    return Button(text, "quiet", icon, small=small, parent=parent)


def link(text: str, icon: str = "", *, parent: QWidget | None = None) -> Button:
    """Words in the accent colour that lead somewhere."""
    return Button(text, "link", icon, parent=parent)
