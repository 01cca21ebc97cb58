"""What one does to the items of a repeat: answer, rename, add several, remove. Asks before anything written goes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr, tr_n
from inspektor.shapes.answers import ItemRow
from inspektor.shapes.questions import Repeat
from ui.dialogs.add_items import AddItemsDialog, RemoveItemDialog
from ui.screens.follow_up.opened import OpenFollowUp


class RepeatWork(QWidget):
    """`added(first item)`, `removed(item)`, and `refused(item, question, why)` where an answer was not saved."""

    added = Signal(str)
    removed = Signal(str)
    refused = Signal(str, str, str)

    def __init__(self, opened: OpenFollowUp, repeat: Repeat, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVisible(False)  # it only owns what is under way and the dialogs
        self._opened, self._operations, self._repeat = opened, opened.operations, repeat
        self._waiting: dict[tuple[str, str], str] = {}

    def waiting(self, item_id: str) -> dict[str, str]:
        """Answers on their way to be saved, by question: what is read meanwhile may be older."""
        return {code: value for (row, code), value in self._waiting.items() if row == item_id}

    def answer(self, item_id: str, code: str, value: str) -> None:
        """Save an answer; "" takes it away."""
        self._waiting[item_id, code] = value
        self._operations.change(
            "actions.answers.set_value",
            self._opened.id,
            code,
            value,
            owner=self,
            item_id=item_id,
            done=partial(self._saved, item_id, code, value),
            failed=partial(self._not_saved, item_id, code),
        )

    def _saved(self, item_id: str, code: str, value: str, _: ChangeSet) -> None:
        if self._waiting.get((item_id, code)) == value:
            del self._waiting[item_id, code]

    def _not_saved(self, item_id: str, code: str, error: InspektorError) -> None:
        self._waiting.pop((item_id, code), None)
        self.refused.emit(item_id, code, str(error))

    def rename(self, item_id: str, label: str) -> None:
        """Call an item something else."""
        self._operations.change("actions.answers.rename_item", item_id, label, owner=self)

    def add(self, there: Sequence[ItemRow]) -> None:
        """Ask how many and which."""
        dialog = AddItemsDialog(self._repeat, [item.label for item in there], self.parentWidget())
        dialog.asked.connect(partial(self._add, dialog))
        dialog.unfold()

    def _add(self, dialog: AddItemsDialog, count: int, labels: Sequence[str]) -> None:
        self._operations.change(
            "actions.answers.add_items",
            self._opened.id,
            self._repeat.code,
            count,
            labels,
            owner=dialog,
            done=partial(self._added, dialog),
            failed=dialog.show_error,
        )

    def _added(self, dialog: AddItemsDialog, changes: ChangeSet) -> None:
        dialog.accept()
        made = list(dict.fromkeys(each.row for each in changes if each.table == "item"))
        n = len(made)
        self._opened.undoable.emit(tr_n("{n} was added", "{n} were added", n).format(n=n))
        self.added.emit(made[0] if made else "")

    def remove(self, item: ItemRow) -> None:
        """Remove an item at once if nothing is written about it, else once that is confirmed."""
        if item.answers:
            n = len(item.answers)
            self._ask(item, tr_n("{n} answer goes with it.", "{n} answers go with it.", n).format(n=n))
            return
        self._operations.change(
            "actions.answers.remove_item",
            item.id,
            owner=self,
            done=partial(self._removed, item),
            failed=partial(self._not_removed, item),
        )

    def _ask(self, item: ItemRow, words: str) -> None:
        dialog = RemoveItemDialog(item.label, words, self.parentWidget())
        dialog.confirmed.connect(partial(self._remove_whole, item, dialog))
        dialog.unfold()

    def _remove_whole(self, item: ItemRow, dialog: RemoveItemDialog) -> None:
        def done(_: ChangeSet) -> None:
            dialog.accept()
            self._removed(item, _)

        self._operations.change(
            "actions.answers.remove_item",
            item.id,
            owner=dialog,
            confirm=True,
            done=done,
            failed=dialog.show_error,
        )

    def _removed(self, item: ItemRow, _: ChangeSet) -> None:
        self.removed.emit(item.id)
        self._opened.undoable.emit(tr("{label} was removed").format(label=item.label))

    def _not_removed(self, item: ItemRow, error: InspektorError) -> None:
        """Something was answered about it meanwhile, here or by a colleague: then it is asked for."""
        if isinstance(error, RuleBroken) and error.field == "item":
            self._ask(item, error.text())
        else:
            self._operations.troubled.emit(error)
