"""One record of a list: its fields, which save themselves, and below them its history and its removal."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from ui.screens.follow_up.editor_foot import EditorFoot
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.requirement_choice import RequirementChoice
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.card import Card
from ui.widgets.page import ScrollColumn
from ui.written import Written, WrittenRecord


class RecordEditor(Card):
    """Without a row a new one is made as soon as there is something to keep: `made(id)`."""

    made = Signal(str)
    remove_asked = Signal()
    history_asked = Signal()

    def __init__(
        self, opened: OpenFollowUp, table: str, action: str, remove: str, parent: QWidget | None = None
    ) -> None:
        """`action` changes fields of a row of the table; `remove` is what the button says that deletes it."""
        super().__init__(padding=0, parent=parent)
        self._opened, self._operations = opened, opened.operations
        self._being_made = False
        self._record = WrittenRecord(self._operations, table, action, self)
        self._requirement = RequirementChoice()
        self._requirement.chosen.connect(lambda code: self._record.put(None, requirement=code or None))
        self._column = ScrollColumn(margin=20, spacing=16)
        self._foot = EditorFoot(remove)
        self.add(self._column, 1)
        self.set_footer(self._foot)
        self._foot.history_asked.connect(self.history_asked)
        self._foot.remove_asked.connect(self.remove_asked)
        opened.template_changed.connect(self._offer)

    def show_row(self, row: Any) -> None:
        """Show a record, or what it says now."""
        raise NotImplementedError

    def begin_new(self) -> None:
        """Show an empty form; what was being written is saved first."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Give the keyboard to what is written first."""
        self._first().focus()

    def record_id(self) -> str:
        """The record that is shown; "" for a new one."""
        return self._record.row_id

    def is_being_made(self) -> bool:
        """Whether the one that is shown is not committed yet."""
        return self._being_made

    def _first(self) -> Written:
        """The field that a record begins with."""
        raise NotImplementedError

    def _offer(self) -> None:
        """Offer what the template has."""
        if self._opened.template is not None:
            self._requirement.set_template(self._opened.template)

    def _make(self, record_id: str, action: str, *args: Any, **values: Any) -> None:
        """Make the record that is written, by an action of the follow-up that is given this id among its values."""
        self._record.adopt(record_id)
        self._being_made = True
        self._operations.change(
            action,
            self._opened.id,
            *args,
            owner=self,
            done=self._was_made,
            failed=self._was_refused,
            held=self._first().held,
            **values,
        )
        self.made.emit(record_id)

    def _was_made(self, changes: ChangeSet) -> None:
        self._being_made = False
        self._first().saved(changes)

    def _was_refused(self, error: InspektorError) -> None:
        self._being_made = False
        self._record.refuse(error, self._first())


def suggest(field: Written, words: Iterable[str]) -> None:
    """Offer words to a field of one line while it is written in, whatever part of them is written; once."""
    line = field.editor
    if isinstance(line, AutosaveLine) and line.completer() is None:
        completer = QCompleter(list(dict.fromkeys(words)), line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
        completer.activated.connect(line.typing.touched)
