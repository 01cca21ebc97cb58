"""The capture line at the bottom of every page of a follow-up: a thought, caught now and sorted later."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inspektor import clock
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.buttons import link
from ui.widgets.card import Card, Icon
from ui.widgets.keycap import KeyCap
from ui.widgets.saved_mark import SavedMark
from ui.widgets.text import ElidedLabel
from ui.written import personal_number_warning


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
        self._sort.clicked.connect(self.sort_asked)
        opened.counts_changed.connect(self._show_counts)
        catch = QShortcut(QKeySequence("Ctrl+Space"), over)
        catch.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        catch.activated.connect(self._catch)
        self._show_counts()

    def _catch(self) -> None:
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
                amend=still_typing,
            )
        elif self._id and not still_typing:
            change("actions.interviews.remove_note", self._id, owner=self)
            self._id, self._begun = "", None

    def _kept(self, changes: ChangeSet) -> None:
        self._saved.show_saved(clock.now() if changes.empty else changes.at)

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
    kept = Signal()
    left = Signal()

    def __init__(self, name: str, *, placeholder: str) -> None:
        super().__init__(name, placeholder=placeholder, check=personal_number_warning)
        self.setProperty("bare", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "rule")
    rule.setFixedSize(1, 18)
    return rule
