"""Which document of the follow-up is in sight: its kind, and of that the texts, the draft of the pages or the signed one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.views import DocumentRow, FollowUpSheet
from ui.widgets.segmented import Segment, Segmented

TEXTS, DRAFT, SEALED = "texts", "draft", "sealed"


class ReportChoice(QWidget):
    """`turned` when something else is to be seen. A document that was sealed just now comes into sight by itself."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents: tuple[DocumentRow, ...] = ()
        self._known: dict[DocumentKind, str] = {}
        self._finished = False
        self._picked = ""
        kinds = [Segment(kind.value, tr(kind.label)) for kind in DocumentKind]
        self._kind = Segmented(kinds, tr("Kind of document"))
        self._which = Segmented(self._segments(), tr("Which version"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._kind)
        row.addWidget(self._which)
        row.addStretch(1)
        self._kind.chosen.connect(self._turn)
        self._which.chosen.connect(self.turned)
        self._which.setVisible(False)

    def kind(self) -> DocumentKind:
        """The kind that is chosen."""
        return DocumentKind(self._kind.current())

    def document(self) -> DocumentRow | None:
        """The sealed document in sight; None while it is a draft."""
        if self._which.current() != SEALED:
            return None
        return next((each for each in self._documents if each.id == self._picked), self._newest())

    def pick(self, document_id: str) -> None:
        """Bring that sealed document into sight, also one that was replaced."""
        wanted = next((each for each in self._documents if each.id == document_id), None)
        if wanted is not None:
            self._kind.set_current(wanted.kind.value)
            self._turn(picked=document_id)

    def writing(self) -> bool:
        """Whether the texts are in sight instead of the pages."""
        return self._which.current() == TEXTS

    def show_texts(self) -> None:
        """Turn to the texts of the report."""
        self._kind.set_current(DocumentKind.FOLLOW_UP_REPORT.value)
        self._turn()
        if not self._finished:
            self._which.set_current(TEXTS)
        self.turned.emit()

    def show_sheet(self, sheet: FollowUpSheet) -> None:
        """The sheet may be newer than what is in sight: a document was sealed, or signed once more."""
        self._documents = sheet.documents
        turned, self._finished = sheet.finished != self._finished, sheet.finished
        kind, newest = self.kind(), self._newest()
        known = f"{newest.id} {newest.signature_count}" if newest else ""
        if turned or known != self._known.get(kind):
            self._known[kind] = known
            self._turn()

    def _newest(self) -> DocumentRow | None:
        return next((each for each in self._documents if each.kind is self.kind()), None)

    def _segments(self) -> list[Segment]:
        segments = [Segment(SEALED, tr("Signed document"))] if self._newest() else []
        if segments and self._finished:
            return segments
        segments += [Segment(TEXTS, tr("Texts"))] if self.kind() is DocumentKind.FOLLOW_UP_REPORT else []
        return [*segments, Segment(DRAFT, tr("New draft") if self._newest() else tr("Draft"))]

    def _turn(self, _kind: str = "", *, picked: str = "") -> None:
        self._picked = picked
        segments = self._segments()
        self._which.set_segments(segments)
        self._which.set_current(segments[0].key)
        self._which.setVisible(len(segments) > 1)
        self.turned.emit()
