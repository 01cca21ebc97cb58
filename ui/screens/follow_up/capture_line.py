"""The capture line at the bottom of every page of a follow-up: a thought, caught now and sorted later."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inspektor import clock
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.autosave_text import clean
from ui.widgets.buttons import link
from ui.widgets.card import Card, Icon
from ui.widgets.keycap import KeyCap
from ui.widgets.keys import bind
from ui.widgets.saved_mark import SavedMark
from ui.widgets.text import ElidedLabel
from ui.written import personal_number_warning

LINE = 500
"""The longest thought in a line, in characters; what is longer is kept whole, as a note."""


class CaptureLine(Card):
    """Ctrl+Space goes there, Enter keeps the thought, Esc goes back to where one was. `sort_asked` to what waits.

    It is saved while one types, like every note: made at its first letter, with the time of that letter.
    """

    sort_asked = Signal()

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(padding=0, spacing=0, parent=over)
        self._opened, self._over = opened, over
        self._from: QWidget | None = None
        self._id = ""
        self._begun: datetime | None = None
        self._line = _Line(tr("Catch a thought"), placeholder=tr("Catch a thought. It is sorted later."))
        self._warning = ElidedLabel("", "small", "warn")
        self._warning.setVisible(False)
        self._saved = SavedMark()
        self._sort = link("")
        row = QHBoxLayout()
        row.setContentsMargins(16, 5, 10, 5)
        row.setSpacing(12)
        row.addWidget(Icon("inbox"))
        row.addWidget(self._line, 1)
        self._rule = _rule()
        for widget in (self._warning, self._saved, KeyCap("Ctrl+Space"), self._rule, self._sort):
            row.addWidget(widget)
        self.body.addLayout(row)
        self._line.textEdited.connect(self._begin)
        self._line.settled.connect(self._save)
        self._line.warned.connect(self._warn)
        self._line.kept.connect(self._end)
        self._line.left.connect(self._go_back)
        self._line.outgrown.connect(self._keep_whole)
        self._sort.clicked.connect(self.sort_asked)
        opened.counts_changed.connect(self._show_counts)
        bind(over, ("Ctrl+Space", self.catch))
        self._show_counts()

    def catch(self) -> None:
        """Give the keyboard to the line, until it is left again."""
        if not self._line.hasFocus():
            self._from = self._over.focusWidget()
            self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_back(self) -> None:
        place, self._from = self._from, None
        if place is not None and place.isVisible():
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._line.clearFocus()

    def _begin(self) -> None:
        if self._begun is None:
            self._begun = clock.now()
            self._saved.clear()

    def _end(self) -> None:
        """The thought is kept: the next one is a new note. On an empty line, back to where one was."""
        self._line.flush()
        if not self._id:
            self._go_back()
        self._id, self._begun = "", None
        self._line.load("")

    def _keep_whole(self, text: str) -> None:
        """What is too long for a line is a note at once, with every word and line break."""
        self._begin()
        self._save(text, still_typing=False)
        self._id, self._begun = "", None
        self._line.forget()

    def _save(self, text: str, still_typing: bool) -> None:
        change = self._opened.operations.change
        if not self._id and text.strip():
            self._id = clock.new_id()
            change(
                "actions.interviews.add_note",
                self._opened.id,
                text,
                owner=self,
                done=self._kept,
                failed=self._refused,
                held=self._held,
                noted_at=self._begun,
                note_id=self._id,
            )
        elif self._id and text.strip():
            change(
                "actions.interviews.set_note_text",
                self._id,
                text,
                owner=self,
                done=self._kept,
                failed=self._refused,
                held=self._held,
                amend=still_typing,
            )
        elif self._id and not still_typing:
            change("actions.interviews.remove_note", self._id, owner=self)
            self._id, self._begun = "", None

    def _kept(self, changes: ChangeSet) -> None:
        self._saved.show_saved(clock.now() if changes.empty else changes.at)

    def _held(self, _: InspektorError) -> None:
        self._saved.show_failed()

    def _refused(self, error: InspektorError) -> None:
        self._saved.show_failed()
        self._warn(error.text())

    def _warn(self, text: str) -> None:
        self._warning.setText(text)
        self._warning.setVisible(bool(text))
        self._warning.updateGeometry()

    def _show_counts(self) -> None:
        n = self._opened.counts.unsorted_notes if self._opened.counts else 0
        self._sort.setText(tr_n("{n} to sort", "{n} to sort", n).format(n=n))
        for widget in (self._sort, self._rule):
            widget.setVisible(n > 0)


class _Line(AutosaveLine):
    """`outgrown(text)`: what was pasted makes it more than a line can hold."""

    kept = Signal()
    left = Signal()
    outgrown = Signal(str)

    def __init__(self, name: str, *, placeholder: str) -> None:
        super().__init__(name, placeholder=placeholder, check=personal_number_warning)
        self.setProperty("bare", True)

    def forget(self) -> None:
        """Be empty; what stood here is kept elsewhere."""
        self.setText("")
        self.typing.take("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:
        self._put(event.mimeData().text())
        event.acceptProposedAction()

    def _paste(self) -> None:
        self._put(QGuiApplication.clipboard().text())

    def _put(self, text: str) -> None:
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        units = self.text().encode("utf-16-le")  # Qt counts UTF-16 units
        before = units[: 2 * start].decode("utf-16-le")
        after = units[2 * start :].decode("utf-16-le").removeprefix(self.selectedText())
        added = clean(text)
        if "\n" not in added.strip() and len(before) + len(added) + len(after) <= LINE:
            self.insert(added.strip("\n"))
            self.textEdited.emit(self.text())
        else:
            self.outgrown.emit(before + added + after)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "rule")
    rule.setFixedSize(1, 18)
    return rule
