"""A document as a Word file: the draft in our look or through the municipality's own template, a signed one as a copy."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind
from ui.dialogs.files import FileChooser, ask_for_file, ask_where_to_save, safe_name
from ui.jobs import Job
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.autosave import flush_fields
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import MenuButton
from ui.widgets.card import Card
from ui.widgets.progress_row import ProgressRow
from ui.widgets.rights import reads


class ReportWord(QWidget):
    """Its button unfolds what can be saved; the widget tells how it goes, and takes no room when there is nothing to tell."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._kind = opened, DocumentKind.VISIT_PROTOCOL
        self._job: Job | None = None
        self._template: Path | None = None
        self._path = Path()
        self.button = MenuButton(tr("Word"))
        self.button.setAccessibleName(tr("Save as a Word file"))
        reads(self.button, self.button.menu())
        self._document = ""
        self._acts = [
            self._offer(words, act, sealed=sealed)
            for words, act, sealed in (
                (tr("Save as a Word file"), self.ask_place, False),
                (tr("Fill in your own template"), self.ask_template, False),
                (tr("Save a sample template with every field"), self.ask_sample_place, False),
                (tr("Save a copy as a Word file"), self.ask_place, True),
            )
        ]
        self._banners, self._work = BannerArea(), Card(padding=14)
        self._progress = ProgressRow(tr("The Word file is being made"))
        self._work.add(self._progress)
        self._work.setVisible(False)
        self._progress.cancelled.connect(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._banners)
        column.addWidget(self._work)
        self.setVisible(False)

    def _offer(self, words: str, act: Callable[[], None], *, sealed: bool) -> tuple[bool, QAction]:
        action = self.button.menu().addAction(words)
        action.triggered.connect(act)
        return sealed, action

    def set_document(self, kind: DocumentKind, document_id: str) -> None:
        """Which document it is about: a sealed one, of which a copy can be had, or with no id the draft of this kind."""
        self._kind, self._document = kind, document_id
        for sealed, action in self._acts:
            action.setVisible(sealed == bool(document_id))

    def ask_place(self) -> None:
        """Ask where it is to be saved, in our look."""
        self._template = None
        self._ask_for(tr("Save as a Word file"), tr(self._kind.label)).picked.connect(self.save)

    def ask_template(self) -> None:
        """Ask for the template, then where what it becomes is to be saved."""
        kinds = tr("Word documents and templates (*.docx *.dotx)")
        ask_for_file(self, tr("Choose the template"), kinds).picked.connect(self._ask_place_for)

    def _ask_place_for(self, template: Path) -> None:
        self._template = template
        self._ask_for(tr("Save as a Word file"), tr(self._kind.label)).picked.connect(self.save)

    def ask_sample_place(self) -> None:
        """Ask where a template to begin from is to be saved."""
        self._ask_for(tr("Save the template"), tr("Template")).picked.connect(self.save_sample)

    def _ask_for(self, title: str, name: str) -> FileChooser:
        sheet = self._opened.sheet
        offered = safe_name(f"{name} {sheet.unit.name if sheet else ''}".strip())
        return ask_where_to_save(self, title, f"{offered}.docx", tr("Word documents (*.docx)"))

    def save(self, path: Path) -> None:
        """Save it there. The write lane takes things in order: the barrier stands behind what was typed last."""
        self._path = path
        flush_fields(self.window())
        self._opened.operations.change("queries.register.me", owner=self, done=self._make)

    def _make(self, _: object) -> None:
        self._stop()
        self._banners.clear()
        self._progress.begin_anew()
        self._show_work(True)
        draft = {"kind": self._kind, "template": self._template}
        action, of, values = (
            ("save_copy", self._document, {}) if self._document else ("save", self._opened.id, draft)
        )
        self._job = self._opened.operations.work(
            f"actions.word.{action}",
            of,
            self._path,
            owner=self,
            done=self._saved,
            failed=self._tell,
            progress=self._progress.set_progress,
            **values,
        )

    def save_sample(self, path: Path) -> None:
        """Save the template there."""
        self._opened.operations.ask(
            "actions.word.save_sample",
            self._opened.id,
            path,
            owner=self,
            done=self._saved,
            failed=self._tell,
            kind=self._kind,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._show_work(False)

    def _show_work(self, shown: bool) -> None:
        self._work.setVisible(shown)
        self.setVisible(shown or bool(self._banners.banners()))

    def _saved(self, _: None) -> None:
        self._say("ok", tr("The Word file is saved."), "")

    def _tell(self, error: InspektorError) -> None:
        self._say("bad", error.text(), error.advice())

    def _say(self, kind: str, fact: str, meaning: str) -> None:
        self._job = None
        self._banners.clear()
        self._banners.tell(kind, fact, meaning)
        self._show_work(False)
