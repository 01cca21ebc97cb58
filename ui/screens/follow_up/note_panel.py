"""Notes above the field they are written in, with what one can do to an earlier one."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr
from inspektor.shapes.enums import NoteTag
from inspektor.shapes.interviews import NoteRow
from ui.screens.follow_up import marks, note_acts
from ui.screens.follow_up.note_acts import NoteActs
from ui.screens.follow_up.note_writer import Aim, NoteWriter
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets import note_list
from ui.widgets.buttons import IconButton, link
from ui.widgets.keys import ITSELF, bind
from ui.widgets.note_field import NoteField
from ui.widgets.note_list import NoteList
from ui.widgets.versions_mark import VersionsMark
from ui.written import Marks, personal_number_warning


class NotePanel(QWidget):
    """`next_question` on Ctrl+Enter.

    In the list Enter opens a note, Delete takes it away, Ctrl+1-4 tag it, and the menu key shows all that can be done to it.
    """

    next_question = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._notes: tuple[NoteRow, ...] = ()
        self._authors: Mapping[str, str] = {}
        self._ties: Mapping[str, tuple[str, ...]] = {}
        self._list = NoteList()
        self.field = NoteField(marks.tags(), check=personal_number_warning)
        self.writer = NoteWriter(opened.operations, self.field, Aim(opened.id), self)
        self._more = IconButton("ellipsis", tr("More about the note"), small=True)
        versions = VersionsMark()
        self.field.add_tool(versions)
        self.field.add_tool(self._more)
        self._marks = Marks(opened.operations, "note", self)
        self._marks.add(versions)
        opened.operations.conflicts_changed.connect(self._show)
        self._offer = link(tr("Note a serious risk (F9)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._list)
        column.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.field)
        self._connect()
        self._make_acts()
        self.setFocusProxy(self.field)
        self._show()

    def _connect(self) -> None:
        self.field.ended.connect(self.writer.begin_new)
        self.field.next_question.connect(self.next_question)
        self.writer.note_changed.connect(self._show)
        self.field.tagged.connect(self._offer_risk)
        self._offer.clicked.connect(self._opened.risk_asked)
        self._list.opened.connect(self._open)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._show_menu)

    def _make_acts(self) -> None:
        self._acts = NoteActs(
            self._opened,
            self,
            {
                note_acts.EDIT: self._open,
                note_acts.PLACE: self._place,
                note_acts.SPLIT: self._split,
                note_acts.JOIN: self._join,
                note_acts.HISTORY: self._show_history,
                note_acts.DELETE: self._delete,
            },
        )
        self._acts.unfold_from(
            self._more,
            (note_acts.SPLIT, note_acts.PLACE, note_acts.JOIN, note_acts.HISTORY, note_acts.DELETE),
        )
        bind(self._list, ("Del", self._delete), where=ITSELF)
        for number, tag in enumerate(NoteTag, start=1):
            bind(self._list, (f"Ctrl+{number}", partial(self._tag_current, tag)), where=ITSELF)

    def set_notes(
        self,
        notes: Sequence[NoteRow],
        authors: Mapping[str, str] | None = None,
        ties: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Show these notes, but not the one that is in the field; with who wrote them and what else they are sorted under."""
        self._notes, self._authors, self._ties = tuple(notes), authors or {}, ties or {}
        self._show()

    def set_writable(self, writable: bool) -> None:
        """Whether one can write."""
        self.field.setVisible(writable)

    def focus_note(self, note_id: str) -> None:
        """Give the keyboard to a note; Enter opens it."""
        self._list.set_current(note_id)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        writing = self.writer.note_id()
        self._marks.show(writing)
        self._list.set_notes([self._row(note) for note in self._notes if note.id != writing])
        self._more.setVisible(bool(writing))
        self._offer_risk()

    def _offer_risk(self) -> None:
        """Offered, never opened unasked: one is in the middle of listening."""
        self._offer.setVisible(self.field.tag() == NoteTag.SERIOUS.value)

    def _row(self, note: NoteRow) -> note_list.NoteRow:
        me = self._opened.me
        mine = me is None or note.author_id == me.id
        author = "" if mine else self._authors.get(note.author_id) or tr("A colleague")
        codes = [marks.short(code) for code in self._ties.get(note.id, ()) if code != note.requirement]
        also = tr("also {codes}").format(codes=", ".join(codes)) if codes else ""
        twice = any((each.table, each.row) == ("note", note.id) for each in self._opened.operations.conflicts)
        about = " · ".join(part for part in (author, also, tr("Two versions") if twice else "") if part)
        at = formats.clock_time(note.noted_at)
        return note_list.NoteRow(note.id, at, note.text, marks.tag_chip(note.tag), about)

    def _aimed(self) -> NoteRow | None:
        """The note that a key is about: the list's where one is in the list, else the one being written."""
        in_list = self._list.current_key() if self._list.hasFocus() else ""
        wanted = in_list or self.writer.note_id() or self._list.current_key()
        return next((note for note in self._notes if note.id == wanted), None)

    def _open(self, note_id: str = "") -> None:
        wanted = note_id or self._list.current_key()
        note = next((note for note in self._notes if note.id == wanted), None)
        if note is not None:
            self.writer.open(note)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tag_current(self, tag: NoteTag) -> None:
        note = self._aimed()
        if note is not None:
            other = None if note.tag is tag else tag
            self._opened.operations.change("actions.interviews.set_note_tag", note.id, other, owner=self)

    def _delete(self) -> None:
        note = self._aimed()
        if note is not None:
            self._leave(note)
            self._acts.delete(note)

    def _leave(self, note: NoteRow) -> None:
        """Hand over what is unsaved; the note goes out of the field if it is there."""
        self.field.flush()
        if note.id == self.writer.note_id():
            self.writer.begin_new()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.field.flush()
        note = self._aimed()
        if note is not None:
            self._acts.place(note, self._ties.get(note.id, ()))

    def _split(self) -> None:
        note_id = self.writer.note_id()
        if not note_id:
            self._open()  # to show where: the cursor says where the second begins
            return
        at = self.field.cursor_place()
        self.writer.begin_new()
        self._acts.split(note_id, at)

    def _join(self) -> None:
        note = self._aimed()
        if note is None:
            return
        order = [each.id for each in self._notes]
        here = order.index(note.id)
        if here > 0:
            self._leave(note)
            self._acts.join(note.id, order[here - 1])

    def _show_history(self) -> None:
        note = self._aimed()
        note_id = note.id if note is not None else self.writer.note_id()
        if note_id:
            self._acts.show_history(note_id)

    def _show_menu(self, place: QPoint) -> None:
        index = self._list.indexAt(place)
        if index.isValid():
            self._list.setCurrentIndex(index)
        elif not self._list.current_key():
            return
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        names = (note_acts.EDIT, note_acts.PLACE, note_acts.JOIN, note_acts.HISTORY, note_acts.DELETE)
        self._acts.unfold(names, self._list.viewport().mapToGlobal(place))
