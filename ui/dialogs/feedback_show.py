"""Preliminary observations on the whole screen, large, for the laptop turned round: nothing else of the visit in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.feedback import FeedbackPart
from ui import theme
from ui.widgets.buttons import quiet
from ui.widgets.card import Rule
from ui.widgets.keycap import KeyCap
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import Label

_WIDEST = 1080


class FeedbackShow(QDialog):
    """Esc goes back; arrows, Page Up and Page Down scroll."""

    def __init__(self, unit: str, parts: Sequence[FeedbackPart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reads(self)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._text = ScrollColumn(spacing=14)
        self._text.setAccessibleName(tr("Preliminary observations"))
        self._text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for part in parts:
            self._add(part)
        self._text.body.addStretch(1)
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDEST))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(32, 32, 32, 16)
        inside.setSpacing(12)
        inside.addWidget(Label(unit, "aloud", "muted", wrap=True))
        inside.addWidget(Label(tr("Preliminary observations"), "display", wrap=True))
        inside.addWidget(Label(tr("Preliminary, not a judgement"), "title", "muted", wrap=True))
        inside.addWidget(Rule())
        inside.addWidget(self._text, 1)
        inside.addLayout(self._make_foot())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addStretch(1)
        whole.addWidget(column, 100)
        whole.addStretch(1)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, part: FeedbackPart) -> None:
        if part.heading:
            self._text.body.addSpacing(10)
            self._text.add(Label(part.heading, "question", wrap=True))
        for fact in part.facts:
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(Label("•", "aloud", "muted"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(fact, "aloud", wrap=True), 1)
            self._text.body.addLayout(row)
        if part.paragraph:
            self._text.add(Label(part.paragraph, "aloud", wrap=True))

    def _make_foot(self) -> QHBoxLayout:
        back = quiet(tr("Back"))
        back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(KeyCap(tr("Esc")))
        row.addWidget(back)
        return row

    def unfold(self) -> None:
        """Fill the screen."""
        self.showFullScreen()
