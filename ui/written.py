"""Fields that save themselves: label, editor, when it was saved, and by its side what to warn of and what was refused."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspektor import clock
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from inspektor.shapes.conflict import Conflict
from inspektor.shapes.personal_number import personal_numbers
from ui.operations import Operations
from ui.widgets.autosave import Source
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.autosave_text import AutosaveText
from ui.widgets.field import Field
from ui.widgets.saved_mark import SavedMark
from ui.widgets.text import Label


def personal_number_warning(text: str) -> str:
    """What to warn of in a text, or "": nobody's personal identity number belongs in a follow-up."""
    if personal_numbers(text):
        return tr("This looks like a personal identity number. Take it away and write without it.")
    return ""


class Written(Field):
    """A text of one record, kept under the name `key`. `wrote(self, text, still_typing)` to save it."""

    wrote = Signal(object, str, bool)

    def __init__(
        self,
        key: str,
        label: str,
        *,
        lines: int = 3,
        most: int = 12,
        placeholder: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`lines` is 1 for a field of one line."""
        self.key = key
        check = personal_number_warning
        self._text: AutosaveText | AutosaveLine
        if lines == 1:
            self._text = AutosaveLine(label, placeholder=placeholder, check=check)
        else:
            self._text = AutosaveText(label, placeholder=placeholder, least=lines, most=most, check=check)
        super().__init__(label, self._text, hint=hint, parent=parent)
        self._when: SavedMark | None = None
        self._warning: Label | None = None
        self._text.settled.connect(self._tell)
        self._text.warned.connect(self._warn)

    def text(self) -> str:
        """What is written."""
        return self._text.text()

    def load(self, text: str) -> None:
        """Show another record's text."""
        self._text.load(text)
        if self._when is not None:
            self._when.clear()
        self.clear_error()

    def show_text(self, text: str, source: Source = "read") -> None:
        """Refresh the same record's text; what is being typed stays."""
        self._text.set_text(text, source)

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._text.flush()

    def set_writable(self, writable: bool) -> None:
        """Whether one can write in it."""
        self._text.setReadOnly(not writable)

    def saved(self, changes: ChangeSet) -> None:
        """The text is committed."""
        self._mark_saving().show_saved(clock.now() if changes.empty else changes.at)
        self.clear_error()

    def refused(self, error: InspektorError) -> None:
        """The text was not taken; it stays in the field."""
        self._mark_saving().show_failed()
        self.set_error(str(error))

    def held(self, _: InspektorError) -> None:
        """The text is not committed yet, and will be."""
        self._mark_saving().show_failed()

    def _tell(self, text: str, still_typing: bool) -> None:
        self.wrote.emit(self, text, still_typing)

    def _warn(self, text: str) -> None:
        if self._warning is None and text:
            self._warning = Label("", "small", "warn", wrap=True, parent=self)
            self.add_below(self._warning)
        if self._warning is not None:
            self._warning.setText(text)
            self._warning.setVisible(bool(text))

    def _mark_saving(self) -> SavedMark:
        if self._when is None:
            self._when = SavedMark(self)
            self.add_to_head(self._when)
            self._when.show()  # a layout shows its new widget only when the events come round
        return self._when


class Markable(Protocol):
    """What can be marked: a field, or the mark alone."""

    versions_asked: Any

    def show_contested(self, contested: bool) -> None: ...


class Marks(QObject):
    """Marks what two people changed in a record at the same time, each at its field, and leads to both versions."""

    def __init__(self, operations: Operations, table: str, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._table = operations, table
        self._rows: tuple[str, ...] = ()
        self._marked: list[tuple[Markable, tuple[str, ...]]] = []
        operations.conflicts_changed.connect(self._mark)

    def add(self, mark: Markable, *names: str) -> None:
        """Mark it when one of the columns is contested; without any, when anything of the record is."""
        self._marked.append((mark, names))
        mark.versions_asked.connect(partial(self._ask, names))

    def show(self, *row_ids: str) -> None:
        """Mark what is contested of this record, or of several that are shown as one."""
        self._rows = row_ids
        self._mark()

    def _found(self, names: tuple[str, ...]) -> list[Conflict]:
        here = [
            each
            for each in self._operations.conflicts
            if each.table == self._table and each.row in self._rows
        ]
        return [each for each in here if not names or each.field in names]

    def _mark(self) -> None:
        for mark, names in self._marked:
            mark.show_contested(bool(self._found(names)))

    def _ask(self, names: tuple[str, ...]) -> None:
        for conflict in self._found(names)[:1]:
            self._operations.decision_asked.emit(conflict)


class WrittenRecord(QObject):
    """The fields of one record and the action that changes it: `action(row_id, **{field: value})`.

    While there is no record, `begun(key, text)` asks for one to be made; `adopt` then names it. What undo or a colleague
    changes comes into the fields at once, from the change itself: no reader can be late with it.
    """

    begun = Signal(str, str)

    def __init__(self, operations: Operations, table: str, action: str, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._table, self._action = operations, table, action
        self._fields: dict[str, Written] = {}
        self._putting = 0
        self.row_id = ""
        self.marks = Marks(operations, table, self)
        operations.changed.connect(self._heard)

    def add(self, field: Written, *also: str) -> Written:
        """Take care of a field; `also` are further columns that it shows, or that hold it sealed."""
        self._fields[field.key] = field
        field.wrote.connect(self._save)
        self.marks.add(field, field.key, *also)
        return field

    def field(self, key: str) -> Written:
        """The field of that name."""
        return self._fields[key]

    def show(self, row_id: str, values: Mapping[str, str]) -> None:
        """Show this record: another one is loaded, the same one refreshed."""
        if row_id != self.row_id:
            self.flush()
            self.row_id = row_id
            for key, field in self._fields.items():
                field.load(values.get(key, ""))
            self.marks.show(row_id)
            return
        for key, field in self._fields.items():
            field.show_text(values.get(key, ""))

    def clear(self) -> None:
        """Show empty fields for a record that is not there yet; what was unsaved is handed over first."""
        self.flush()
        self.row_id = ""
        for field in self._fields.values():
            field.load("")
        self.marks.show("")

    def adopt(self, row_id: str) -> None:
        """What is written here belongs to this record, which is being made."""
        self.row_id = row_id
        self.marks.show(row_id)

    def refuse(self, error: InspektorError, otherwise: Written) -> None:
        """The record was not made: say so by the field that is wrong, or else by another. What is written stays."""
        self.row_id = ""
        wrong = error.field if isinstance(error, RuleBroken) else ""
        self._fields.get(wrong, otherwise).refused(error)

    def flush(self) -> None:
        """Hand over what is unsaved."""
        for field in self._fields.values():
            field.flush()

    def values(self) -> dict[str, str]:
        """What all fields say now."""
        return {key: field.text() for key, field in self._fields.items()}

    def put(self, field: Field | None = None, **values: Any) -> None:
        """Change what is not text; a refusal is shown by the field."""
        if not self.row_id:
            return
        self._putting += 1
        self._operations.change(
            self._action,
            self.row_id,
            owner=self,
            done=self._was_put,
            failed=partial(self._was_not_put, field),
            **values,
        )

    def is_putting(self) -> bool:
        """Whether a choice is on its way: what is read meanwhile may be older than what the user chose."""
        return self._putting > 0

    def _was_put(self, _: ChangeSet) -> None:
        self._putting -= 1

    def _was_not_put(self, field: Field | None, error: InspektorError) -> None:
        self._putting -= 1
        if field is None:
            self._operations.troubled.emit(error)
        else:
            field.set_error(str(error))

    def _save(self, field: Written, text: str, still_typing: bool) -> None:
        if not self.row_id:
            if text.strip():
                self.begun.emit(field.key, text)
            return
        self._operations.change(
            self._action,
            self.row_id,
            owner=field,
            done=field.saved,
            failed=field.refused,
            held=field.held,
            amend=still_typing,
            **{field.key: text},
        )

    def _heard(self, changes: ChangeSet) -> None:
        if changes.origin == "local" or not self.row_id or not changes.touches(self._table, self.row_id):
            return
        for change in changes:
            if (change.table, change.row) == (self._table, self.row_id) and change.field in self._fields:
                self._fields[change.field].show_text(str(change.after or ""), changes.origin)
