"""Saving a follow-up as a file that another workspace can import: what is in it, and where it is to lie."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.dialogs.files import ask_where_to_save, safe_name
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.autosave import flush_fields
from ui.widgets.rights import reads
from ui.widgets.text import Label


class SaveFollowUpDialog(FormDialog):
    """What was typed last is in the file too."""

    def __init__(self, operations: Operations, follow_up_id: str, unit: str, parent: QWidget) -> None:
        line = tr("Everything noted in the follow-up, and its photos, in a file that Inspektor can import.")
        super().__init__(tr("Save as a file"), line, tr("Choose where"), icon="download", parent=parent)
        reads(self)
        self._operations, self._id, self._unit = operations, follow_up_id, unit
        self._path = Path()
        meaning = tr(
            "The file is not encrypted: keep it as safe as the workspace, and delete it when it has been imported."
            " Grave risks, signed documents and the history are not in it."
        )
        self.body.addWidget(Label(meaning, "body", wrap=True))
        self.body.addStretch(1)

    def submit(self) -> None:
        name = f"{safe_name(self._unit)}.zip"
        chooser = ask_where_to_save(self, tr("Save as a file"), name, tr("Follow-ups (*.zip)"))
        chooser.picked.connect(self._save)

    def _save(self, path: Path) -> None:
        self._path = path
        self.banners.clear()
        self.set_busy(True)
        if (over := self.parentWidget()) is not None:
            flush_fields(over.window())
        self._operations.change("queries.register.me", owner=self, done=self._write, failed=self.show_error)

    def _write(self, _: object) -> None:
        """The write lane takes things in order: what was typed last is stored now."""
        self._operations.ask(
            "actions.follow_up_files.export",
            self._id,
            self._path,
            owner=self,
            done=self._saved,
            failed=self.show_error,
        )

    def _saved(self, _: object) -> None:
        self.set_busy(False)
        words = tr("{name} is saved.").format(name=self._path.name)
        self.banners.tell("ok", words, tr("It is listed under Files outside Inspektor until you delete it."))
        self.leave.setText(tr("Close"))
        self.leave.setFocus()
        self.fit()
