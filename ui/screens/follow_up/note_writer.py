"""The note being written: made at its first letter with the time of that letter, and saved as one types."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspektor import clock
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.shapes.interviews import NoteRow
from ui.operations import Operations
from ui.screens.follow_up import marks
from ui.widgets.note_field import NoteField


@dataclass(frozen=True, slots=True)
class Aim:
    """What a new note is about."""

    follow_up_id: str
    interview_id: str | None = None
    requirement: str | None = None
    question: str | None = None


class NoteWriter(QObject):
    """Stands between a NoteField and the core. `note_changed` when it writes in another note than before."""

    note_changed = Signal()
    refused = Signal(object)

    def __init__(self, operations: Operations, field: NoteField, aim: Aim, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._field, self._aim = operations, field, aim
        self._id = ""
        self._made = False
        self._noted_at: datetime | None = None
        field.begun.connect(self._begin)
        field.settled.connect(self._save)
        field.tagged.connect(self._tag)
        operations.changed.connect(self._heard)

    def note_id(self) -> str:
        """The note in the field; "" while nothing is written."""
        return self._id

    def aim(self, aim: Aim) -> None:
        """Write about something else from now on."""
        self.begin_new()
        self._aim = aim

    def begin_new(self) -> None:
        """Leave the note in the field and open an empty one."""
        self._leave()
        self._field.load("")
        self.note_changed.emit()

    def open(self, note: NoteRow) -> None:
        """Go on writing in an earlier note; its time stays."""
        self._leave()
        self._id, self._made, self._noted_at = note.id, True, note.noted_at
        self._field.load(note.text, time=note.noted_at, tag=note.tag.value if note.tag else "")
        self.note_changed.emit()

    def remove(self) -> None:
        """Delete the note in the field."""
        if self._made:
            self._operations.change("actions.interviews.remove_note", self._id, owner=self)
        self._forget()
        self._field.load("")
        self.note_changed.emit()

    def _leave(self) -> None:
        self._field.flush()
        if self._made and not self._field.text().strip():
            self._operations.change("actions.interviews.remove_note", self._id, owner=self)
        self._forget()

    def _forget(self) -> None:
        self._id, self._made, self._noted_at = "", False, None

    def _begin(self) -> None:
        if not self._id:
            self._id, self._noted_at = clock.new_id(), clock.now()
            self._field.set_time(self._noted_at)
            self.note_changed.emit()

    def _save(self, text: str, still_typing: bool) -> None:
        if self._made:
            self._operations.change(
                "actions.interviews.set_note_text",
                self._id,
                text,
                owner=self,
                done=self._saved,
                failed=self._failed,
                held=self._held,
                amend=still_typing,
            )
        elif self._id and text.strip():
            self._made = True
            self._operations.change(
                "actions.interviews.add_note",
                self._aim.follow_up_id,
                text,
                owner=self,
                done=self._saved,
                failed=partial(self._not_made, self._id),
                held=self._held,
                interview_id=self._aim.interview_id,
                requirement=self._aim.requirement,
                question=self._aim.question,
                tag=marks.tag_of(self._field.tag()),
                noted_at=self._noted_at,
                note_id=self._id,
            )

    def _tag(self, key: str) -> None:
        if self._made:
            self._operations.change(
                "actions.interviews.set_note_tag", self._id, marks.tag_of(key), owner=self
            )

    def _saved(self, changes: ChangeSet) -> None:
        if self._id and (changes.empty or changes.touches("note", self._id)):
            self._field.set_saved(clock.now() if changes.empty else changes.at)

    def _held(self, _: InspektorError) -> None:
        self._field.set_failed()

    def _not_made(self, note_id: str, error: InspektorError) -> None:
        if note_id == self._id:
            self._made = False
        self._failed(error)

    def _failed(self, error: InspektorError) -> None:
        self._field.set_failed()
        self.refused.emit(error)

    def _heard(self, changes: ChangeSet) -> None:
        """Undo, redo or a colleague changed the note in the field."""
        if changes.origin == "local" or not self._made or not changes.touches("note", self._id):
            return
        for change in changes:
            if (change.table, change.row) != ("note", self._id):
                continue
            if change.field == "" and not change.after:
                self._forget()
                self._field.load("")
                self.note_changed.emit()
                return
            if change.field == "text":
                self._field.set_text(str(change.after or ""), changes.origin)
            elif change.field == "tag":
                self._field.set_tag(str(change.after or ""))
