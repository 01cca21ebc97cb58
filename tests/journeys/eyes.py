"""What a person at the screen, or a screen reader, can find out: the accessibility tree of the windows in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from inspektor.i18n import tr

Role = QAccessible.Role
Words = str | re.Pattern[str]
"""English words as in the code, looked for in the language of the window; or a pattern."""

BUTTON, FIELD, RADIO, TICK = Role.Button, Role.EditableText, Role.RadioButton, Role.CheckBox
CHOICE, LIST, ROW, TEXT = Role.ComboBox, Role.List, Role.ListItem, Role.StaticText


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing in sight, as it is told to a screen reader."""

    role: QAccessible.Role
    name: str
    value: str
    description: str
    focusable: bool
    focused: bool
    enabled: bool
    checked: bool
    selected: bool
    place: QRect

    def words(self) -> tuple[str, str, str]:
        """Everything it says."""
        return self.name, self.value, self.description

    def __str__(self) -> str:
        kind = str(self.role).rpartition(".")[2]
        marks = [word for word in ("focused", "checked", "selected") if getattr(self, word)]
        marks += [] if self.enabled else ["disabled"]
        value = f" = {self.value!r}" if self.value else ""
        return f"{kind} {self.name!r}{value} {' '.join(marks)}".rstrip()


def fits(wanted: Words, words: str) -> bool:
    """Whether these are the wanted words: the same, or where the pattern is found."""
    if isinstance(wanted, re.Pattern):
        return wanted.search(words) is not None
    return words == tr(wanted)


def _seen(interface: QAccessibleInterface) -> Seen:
    state = interface.state()
    return Seen(
        interface.role(),
        _name(interface),
        interface.text(QAccessible.Text.Value),
        interface.text(QAccessible.Text.Description),
        bool(state.focusable),
        bool(state.focused),
        not state.disabled,
        bool(state.checked),
        bool(state.selected),
        interface.rect(),
    )


def _name(interface: QAccessibleInterface) -> str:
    """Its name; a list of choices tells its label by a relation, and its choice as name."""
    if interface.role() is not CHOICE:
        return interface.text(QAccessible.Text.Name)
    for related, _ in interface.relations(QAccessible.RelationFlag.Label):
        return related.text(QAccessible.Text.Name)
    return interface.object().accessibleName()


def windows() -> list[QWidget]:
    """What takes the keys now: a menu or list that is unfolded, and the dialog or window below it."""
    below = QApplication.activeModalWidget() or QApplication.activeWindow()
    return [window for window in (QApplication.activePopupWidget(), below) if window is not None]


def things() -> Iterator[Seen]:
    """Everything in sight, in the order of the tree."""
    yield from map(_seen, _interfaces())


def _interfaces() -> Iterator[QAccessibleInterface]:
    """All that is in the windows; of a list also the rows that are scrolled away, as a screen reader tells them."""
    waiting = [QAccessible.queryAccessibleInterface(window) for window in reversed(windows())]
    while waiting:
        interface = waiting.pop()
        if interface is None or not interface.isValid():
            continue
        if interface.state().invisible and interface.role() is not ROW:
            continue
        yield interface
        waiting += (interface.child(number) for number in reversed(range(interface.childCount())))


def find(wanted: Words, role: QAccessible.Role | None = None) -> list[Seen]:
    """The things in sight of that name (and role)."""
    found = (each for each in _interfaces() if role in (None, each.role()))
    return [_seen(each) for each in found if fits(wanted, _name(each))]


def says(wanted: Words) -> bool:
    """Whether anything in sight says so: in its name, its value or its description."""
    if isinstance(wanted, re.Pattern):
        return any(wanted.search(words) for thing in things() for words in thing.words())
    shown = tr(wanted)
    return any(shown in (thing.name, thing.value) or shown in thing.description for thing in things())


def at_keyboard() -> Seen | None:
    """What has the keyboard: a control, or the row of a list."""
    widget = QApplication.focusWidget()
    if widget is None:
        return None
    interface = QAccessible.queryAccessibleInterface(widget)
    child = interface.focusChild()
    if child is not None and child.isValid() and interface.role() in (LIST, Role.Table, Role.Tree):
        return _seen(child)
    return _seen(interface)


def control() -> Seen | None:
    """The control that has the keyboard; of a list the list, not its row."""
    widget = QApplication.focusWidget()
    return None if widget is None else _seen(QAccessible.queryAccessibleInterface(widget))


def told() -> str:
    """All that is in sight, a line each, for the report of a failure."""
    return "\n".join(str(thing) for thing in things() if thing.name or thing.value or thing.focusable)


def middle(thing: Seen) -> QPoint:
    """Where one would point at it, on the screen."""
    return thing.place.center()
