"""Sorting what was caught, by keyboard: one note after the other goes to its requirements and perhaps to an interview."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.pick_several import PickSeveral
from ui.widgets.text import ElidedLabel, Label

_WHOLE_LINES = 4


class SortDialog(QDialog):
    """`sorted(note id, requirements, interview id or "")`, `deleted(note id)`, `undone`.

    Up and Down choose a note (with Alt from the line), letters find a requirement, Enter sorts and goes on. It stays open until
    it is closed.
    """

    sorted = Signal(str, object, str)
    deleted = Signal(str)
    undone = Signal()

    def __init__(
        self,
        requirements: Sequence[tuple[str, str]],
        interviews: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(theme.px(800), theme.px(640))
        self._places: Mapping[str, str] = {}
        self._texts: Mapping[str, str] = {}
        self._list = ListRows(tr("Notes to sort"))
        self._empty = EmptyState("inbox", tr("Everything is sorted."))
        self._empty.setVisible(False)
        self._whole = ElidedLabel("", "note", most=_WHOLE_LINES)
        self._pick = PickSeveral(tr("Write a number or a word of the requirement"))
        self._pick.set_choices(requirements)
        self._field = Field(tr("Requirement"), self._pick)
        self._interview = Choice(tr("Interview"))
        self.set_interviews(interviews)
        self._lay_out()
        self._list.chosen.connect(self._show_note)
        self._list.opened.connect(self._field.focus)
        self._pick.submitted.connect(self._sort)
        self._pick.changed.connect(self._field.clear_error)
        self._make_keys()
        self._field.focus()

    def _lay_out(self) -> None:
        card, quoted = Card(padding=8), Card(look="sunk", padding=12)
        card.add(self._list, 1)
        card.add(self._empty, 1)
        quoted.add(self._whole)
        self._quoted = quoted
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._field, 3)
        aside = QVBoxLayout()
        aside.addWidget(Field(tr("Interview"), self._interview, optional=True))
        aside.addStretch(1)
        row.addLayout(aside, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("To sort"), "title"))
        whole.addWidget(card, 1)
        whole.addWidget(quoted)
        whole.addLayout(row)
        keys = tr(
            "Enter sorts and goes on · Shift+Enter adds one more requirement · Alt+Up and Alt+Down another note · "
            "Alt+Delete deletes it · Ctrl+Z undoes"
        )
        whole.addWidget(Label(keys, "small", "muted", wrap=True))
        whole.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        self._delete, self._go = quiet(tr("Delete the note")), primary(tr("Sort"))
        close = quiet(tr("Close"))
        self._delete.clicked.connect(self._remove)
        self._go.clicked.connect(self._sort)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._delete)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._go)
        return foot

    def _make_keys(self) -> None:
        for keys, slot in (
            ("Alt+Up", lambda: self._list.move(-1)),
            ("Alt+Down", lambda: self._list.move(1)),
            ("Alt+Del", self._remove),
            ("Ctrl+Z", self.undone.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    def set_interviews(self, interviews: Sequence[tuple[str, str]]) -> None:
        """Offer these interviews to put a note in."""
        self._interview.set_choices([("", tr("No interview")), *interviews])
        self._tell_note()

    def set_rows(self, rows: Sequence[ListRow], texts: Mapping[str, str], places: Mapping[str, str]) -> None:
        """Show what waits, with the whole text of each note and its interview; goes on where one was."""
        self._texts, self._places = texts, places
        here = self._list.currentIndex().row()
        before = self._list.current_key()
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        for widget in (self._go, self._delete, self._quoted):
            widget.setVisible(bool(rows))
        if rows and not self._list.current_key():
            self._list.set_current(rows[min(max(here, 0), len(rows) - 1)].key)
        if self._list.current_key() != before:
            self._tell_note()
            if before:  # what was typed before the first notes came is about them
                self._pick.set_keys([])

    def _show_note(self) -> None:
        self._tell_note()
        self._pick.set_keys([])

    def _tell_note(self) -> None:
        note = self._list.current_key()
        self._whole.setText(" ".join(self._texts.get(note, "")[:2000].split()))
        self._interview.set_current(self._places.get(note, ""))

    def _sort(self) -> None:
        note, codes, interview = self._list.current_key(), self._pick.picked(), self._interview.current()
        if not note:
            return
        moved = bool(interview) and interview != self._places.get(note, "")
        if self._pick.has_words() or not (codes or moved):
            self._field.set_error(tr("Choose a requirement."))
            self._field.focus()
            return
        self._pick.set_keys([])
        self.sorted.emit(note, codes, interview)
        self._field.focus()

    def _remove(self) -> None:
        if note := self._list.current_key():
            self.deleted.emit(note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter typed in the list begins to look for a requirement."""
        letter = event.text()
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if letter.isprintable() and letter.strip() and not held:
            self._pick.type_letter(letter)
        else:
            super().keyPressEvent(event)
