"""Notes above the field they are written in, with what one can do to an earlier one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr
from inspektor.shapes.interviews import NoteRow
from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.note_writer import Aim, NoteWriter
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets import note_list
from ui.widgets.note_field import NoteField
from ui.widgets.note_list import NoteList
from ui.written import personal_number_warning


class NotePanel(QWidget):
    """`next_question` on Ctrl+Enter. Enter in the list opens a note, Delete takes it away, Ctrl+H tells its history."""

    next_question = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._notes: tuple[NoteRow, ...] = ()
        self._list = NoteList()
        self.field = NoteField(marks.tags(), check=personal_number_warning)
        self.writer = NoteWriter(opened.operations, self.field, Aim(opened.id), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._list)
        column.addWidget(self.field)
        self.field.ended.connect(self.writer.begin_new)
        self.field.next_question.connect(self.next_question)
        self.writer.note_changed.connect(self._show)
        self._list.opened.connect(self._open)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._show_menu)
        self._make_actions()
        self.setFocusProxy(self.field)

    def _make_actions(self) -> None:
        self._edit = QAction(tr("Edit"), self)
        self._edit.triggered.connect(self._open_current)
        self._history = QAction(tr("History"), self)
        self._history.triggered.connect(self._show_history)
        self._delete = QAction(tr("Delete"), self)
        self._delete.triggered.connect(self._delete_current)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete_current)
        history = QShortcut(QKeySequence("Ctrl+H"), self)
        history.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        history.activated.connect(self._show_history)

    def set_notes(self, notes: Sequence[NoteRow]) -> None:
        """Show these notes, but not the one that is in the field."""
        self._notes = tuple(notes)
        self._show()

    def focus_note(self, note_id: str) -> None:
        """Give the keyboard to a note; Enter opens it."""
        self._list.set_current(note_id)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        writing = self.writer.note_id()
        me = self._opened.me
        rows = [
            note_list.NoteRow(
                note.id,
                formats.clock_time(note.noted_at),
                note.text,
                marks.tag_chip(note.tag),
                "" if me is None or note.author_id == me.id else tr("A colleague"),
            )
            for note in self._notes
            if note.id != writing
        ]
        self._list.set_notes(rows)

    def _note(self, note_id: str) -> NoteRow | None:
        return next((note for note in self._notes if note.id == note_id), None)

    def _open(self, note_id: str) -> None:
        note = self._note(note_id)
        if note is not None:
            self.writer.open(note)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_current(self) -> None:
        self._open(self._list.current_key())

    def _delete_current(self) -> None:
        note = self._note(self._list.current_key())
        if note is None:
            return
        self._opened.operations.change("actions.interviews.remove_note", note.id, owner=self)
        self._opened.undoable.emit(
            tr("The note from {time} deleted").format(time=formats.clock_time(note.noted_at))
        )
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_history(self) -> None:
        in_list = self._list.current_key() if self._list.hasFocus() else ""
        note_id = in_list or self.writer.note_id() or self._list.current_key()
        if note_id:
            HistoryDialog(self._opened.operations, "note", note_id, tr("The note"), self).open()

    def _show_menu(self, place: QPoint) -> None:
        index = self._list.indexAt(place)
        if not index.isValid():
            return
        self._list.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._edit, self._history, self._delete])
        menu.popup(self._list.viewport().mapToGlobal(place))
