"""What can be done to a note that was written: by menu, and by keys on the list and in the writing field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from inspektor import formats
from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.interviews import InterviewRow, NoteRow
from inspektor.shapes.template import Template
from ui.dialogs.history import HistoryDialog
from ui.dialogs.note_place import NotePlace, NotePlaceDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.sorting import interview_choices
from ui.widgets.keycap import shown
from ui.widgets.keys import bind
from ui.widgets.read_only import unfold
from ui.widgets.rights import reads

EDIT, PLACE, SPLIT, JOIN, HISTORY, DELETE = "edit", "place", "split", "join", "history", "delete"
KEYS = {PLACE: "Ctrl+M", SPLIT: "Ctrl+Shift+Return", JOIN: "Ctrl+J", HISTORY: "Ctrl+H"}


class NoteActs(QObject):
    """Acts upon notes that its owner names. The owner gives `does`: what is done for EDIT, SPLIT and the like."""

    def __init__(self, opened: OpenFollowUp, over: QWidget, does: dict[str, Callable[[], None]]) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._dialog: NotePlaceDialog | None = None
        words = {
            EDIT: tr("Edit"),
            PLACE: tr("Requirements and interview…"),
            SPLIT: tr("Split at the cursor"),
            JOIN: tr("Join with the one before"),
            HISTORY: tr("History"),
            DELETE: tr("Delete"),
        }
        self._actions: dict[str, QAction] = {}
        for name, slot in does.items():
            keys = shown(KEYS[name]) if name in KEYS else ""
            action = QAction(f"{words[name]}\t{keys}" if keys else words[name], self)
            action.triggered.connect(slot)
            self._actions[name] = action
            if name == HISTORY:
                reads(action)
            if name in KEYS:
                bind(over, (KEYS[name], slot), reading=name == HISTORY)

    def unfold(self, names: Sequence[str], at: QPoint) -> None:
        """Show a menu of these acts; gone once it is closed."""
        menu = QMenu(self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._actions[name] for name in names])
        unfold(menu, at)

    def unfold_from(self, button: QPushButton, names: Sequence[str]) -> None:
        """Let a button show a menu of these acts."""
        menu = QMenu(button)
        menu.addActions([self._actions[name] for name in names])
        button.setMenu(menu)

    def show_history(self, note_id: str) -> None:
        """Who wrote what and when."""
        HistoryDialog(self._opened.operations, "note", note_id, tr("The note"), self._over).open()

    def delete(self, note: NoteRow) -> None:
        """Delete the note; undo brings it back."""
        self._opened.operations.change("actions.interviews.remove_note", note.id, owner=self)
        at = formats.clock_time(note.noted_at)
        self._opened.undoable.emit(tr("The note from {time} deleted").format(time=at))

    def split(self, note_id: str, at: int) -> None:
        """Make two notes of one, before the character `at`."""
        self._opened.operations.change("actions.notes.split", note_id, at, owner=self, done=self._was_split)

    def _was_split(self, _: ChangeSet) -> None:
        self._opened.undoable.emit(tr("The note is split"))

    def join(self, note_id: str, into_id: str) -> None:
        """Join the note with the one before it."""
        self._opened.operations.change(
            "actions.notes.join", note_id, into_id, owner=self, done=self._was_joined
        )

    def _was_joined(self, _: ChangeSet) -> None:
        self._opened.undoable.emit(tr("The notes are joined"))

    def place(self, note: NoteRow, ties: Sequence[str]) -> None:
        """Ask where the note belongs."""
        template = self._opened.template
        if template is None:
            return

        def unfold(talks: tuple[InterviewRow, ...]) -> None:
            self._unfold(note, ties, talks, template)

        self._opened.operations.ask("queries.interviews.interviews", self._opened.id, owner=self, done=unfold)

    def _unfold(
        self, note: NoteRow, ties: Sequence[str], talks: tuple[InterviewRow, ...], template: Template
    ) -> None:
        requirements = [(r.code, f"{marks.short(r.code)} {r.text}") for r in template.requirements]
        before = NotePlace(note.interview_id or "", note.requirement or "", tuple(ties))

        def answered(place: NotePlace) -> None:
            question = _question(note, place, talks, template)
            self._opened.operations.change(
                "actions.notes.move",
                note.id,
                owner=self,
                done=self._was_placed,
                failed=dialog.show_error,
                interview_id=place.interview_id or None,
                requirement=place.requirement or None,
                question=question,
                also=place.also,
            )

        dialog = self._dialog = NotePlaceDialog(
            requirements, interview_choices(talks, template), before, self._over
        )
        dialog.answered.connect(answered)
        dialog.finished.connect(self._forget_dialog)
        dialog.unfold()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _was_placed(self, _: ChangeSet) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._opened.undoable.emit(tr("The note is moved"))


def _question(
    note: NoteRow, place: NotePlace, talks: Sequence[InterviewRow], template: Template
) -> str | None:
    """The question a moved note stands under: its own where that is still asked there, else the requirement's first."""
    role = next((talk.role.value for talk in talks if talk.id == place.interview_id), "")
    if not template.has(place.requirement):
        return None
    asked = [question.code for question in template.requirement(place.requirement).questions_for(role)]
    return note.question if note.question in asked else next(iter(asked), None)
