"""Importing a follow-up from a file: whose it is and what hangs on it, before anything is changed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor import formats, i18n
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.record_words import record_word
from inspektor.shapes.arriving import ArrivingFollowUp
from inspektor.shapes.enums import Form
from ui.dialogs.take_in import TakeInDialog
from ui.operations import Operations
from ui.widgets.card import Card
from ui.widgets.text import Label


class TakeInFollowUpDialog(TakeInDialog):
    """`imported(follow_up_id)`."""

    imported = Signal(str)

    def __init__(self, operations: Operations, path: Path, parent: QWidget) -> None:
        super().__init__(operations, tr("Import a follow-up"), path, tr("Import"), width=600, parent=parent)
        self._found = Card(look="sunk", spacing=6)
        self._whose, self._about = Label("", "card", wrap=True), Label("", "secondary", wrap=True)
        self._holds = Label("", "body", wrap=True)
        for part in (self._whose, self._about, self._holds):
            self._found.add(part)
        note = tr(
            "It becomes a follow-up like the others. Grave risks, signed documents and the history are not in such files."
        )
        self._note = Label(note, "secondary", "muted", wrap=True)
        for row in (self._found, self._note, self._progress):
            self.body.addWidget(row)
        self.body.addStretch(1)
        for later in (self._found, self._note):
            later.setVisible(False)

    def look(self) -> None:
        """Ask whose it is."""
        self.set_busy(True)
        self._operations.ask(
            "actions.follow_up_files.look",
            self._path,
            owner=self,
            done=self._show,
            failed=self._cannot,
        )

    def _cannot(self, error: InspektorError) -> None:
        self.show_error(error)
        self.set_busy(True)
        self.fit()

    def _show(self, found: ArrivingFollowUp) -> None:
        self._whose.setText(found.unit)
        day = formats.date_prose(found.planned_on, i18n.language()) if found.planned_on else ""
        template = tr("{template}, version {version}").format(template=found.template, version=found.version)
        parts = (found.provider, tr(Form(found.form).label), day, found.registry_number, template)
        self._about.setText(" · ".join(part for part in parts if part))
        counted = [f"{record_word(table)}: {n}" for table, n in found.records]
        self._holds.setText("\n".join(counted) or tr("Nothing has been noted in it yet."))
        for each in (self._found, self._note):
            each.setVisible(True)
        self.set_busy(False)
        self.verb.setFocus()
        self.fit()

    def submit(self) -> None:
        self.back_up_first()

    def take_in(self) -> None:
        """Make it one of the follow-ups here."""
        self._operations.change(
            "actions.follow_up_files.bring_in",
            self._path,
            owner=self,
            done=self._taken,
            failed=self.show_error,
        )

    def _taken(self, made: ChangeSet) -> None:
        self.accept()
        self.imported.emit(made.created("follow_up"))
