"""Checking a document: any PDF, chosen or dropped; what was found, in words."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.dialogs import files
from ui.operations import Operations
from ui.widgets.arrival import Arrival
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary
from ui.widgets.card import Card, Icon
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import Label

_LOOK = {"ok": ("circle-check", "ok"), "warn": ("triangle-alert", "warn"), "bad": ("octagon-alert", "bad")}


class VerifyScreen(Page):
    """Keeps no copy of what it looks at."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reads(self)
        self._operations = operations
        self._name = ""
        self._arrival = Arrival()
        self.setAcceptDrops(True)
        header = PageHeader(
            tr("Check a document"), tr("Is it the one that was signed, and was anything changed afterwards?")
        )
        self._choose = primary(tr("Choose a file"), "folder")
        self._choose.clicked.connect(self._ask_for_file)
        header.add_action(self._choose)
        self.add(header)
        self._banners = BannerArea()
        self.add(self._banners)
        self._card = Card(spacing=16)
        self._title = Label("", "card", wrap=True)
        self._card.add(self._title)
        self._scroll = ScrollColumn()
        self._found: QWidget | None = None
        self._card.add(self._scroll, 1)
        self._card.setVisible(False)
        self.add(self._card, 1)
        self._empty = EmptyState(
            "file-check", tr("Choose a PDF, or drop one here. What is found will stand here, in words.")
        )
        self.add(self._empty, 1)

    def _ask_for_file(self) -> None:
        chooser = files.ask_for_file(self, tr("Choose a file"), tr("PDF documents (*.pdf)"))
        chooser.picked.connect(self.check)

    def check(self, path: Path) -> None:
        """Look at a file."""
        self._banners.clear()
        self._name = path.name
        self._choose.setEnabled(False)
        self._arrival.begin()
        self._operations.ask(
            "actions.checking.verify_file", path, owner=self, done=self._show, failed=self._refused
        )

    def _show(self, verdict: Any) -> None:
        self._rest()
        self._empty.setVisible(False)
        self._card.setVisible(True)
        self._title.setText(self._name)
        if self._found is not None:
            self._found.deleteLater()
        self._found = _findings(verdict)
        self._scroll.add(self._found)
        self._found.show()
        bad = [each for each in verdict.findings if each.level == "bad"]
        unsure = [each for each in verdict.findings if each.level == "warn"]
        if bad:
            self._banners.tell("bad", tr("The document must not be relied on."), bad[0].text)
        elif unsure:
            self._banners.tell("warn", tr("Nothing is wrong, but not everything could be judged."))
        else:
            self._banners.tell("ok", tr("The document is whole and signed."))

    def _refused(self, error: InspektorError) -> None:
        self._rest()
        self._banners.tell("bad", error.text(), error.advice())

    def _rest(self) -> None:
        """Take the next file; the keyboard comes back to the button."""
        self._choose.setEnabled(True)
        if self._arrival.end():
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.check(path)

    def arrive(self) -> None:
        """Give the keyboard to the button."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dropped, if it is one."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _findings(verdict: Any) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for each in verdict.findings:
        column.addWidget(_Finding(each.level, each.text))
    column.addStretch(1)
    return holder


class _Finding(QWidget):
    """One thing that was found."""

    def __init__(self, level: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, tone = _LOOK[level]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        spoken = {"ok": tr("In order"), "warn": tr("To look over"), "bad": tr("Wrong")}[level]
        row.addWidget(Icon(icon, tone, spoken=spoken), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(Label(text, "body", wrap=True))
        row.addLayout(words, 1)
