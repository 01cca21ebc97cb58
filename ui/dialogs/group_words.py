"""The group's printed recovery words make this computer an administrator, where no administrator is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.phrase_field import PhraseField


class GroupWordsDialog(FormDialog):
    """`changed` when this computer has become an administrator."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(
            tr("Become administrator with the group's recovery words"),
            tr(
                "For when no administrator is left, or nobody at all. The words stand on the sheet that was printed when the"
                " group was begun. Every member sees that it happened."
            ),
            tr("Become administrator"),
            icon="key-round",
            width=600,
            parent=parent,
        )
        self._operations = operations
        self._phrase = PhraseField(tr("The group's recovery words"))
        self.body.addWidget(self._phrase)
        self.body.addStretch(1)
        self._phrase.focus()

    def submit(self) -> None:
        words = self._phrase.words()
        if not words:
            self.refuse(self._phrase, tr("Write the words from the sheet."))
            return
        self.set_busy(True)
        self._operations.ask(
            "sync.leaving.become_administrator", words, owner=self, done=self._done, failed=self.show_error
        )

    def _done(self, _: None) -> None:
        self.changed.emit()
        self.accept()
