"""Documents and figures that groups send each other, as rows and lines."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr, tr_c, tr_mark
from inspektor.record_words import figure_lines
from inspektor.shapes.parcels import Checked, Figure, ParcelDocument, ReceivedDocument
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows
from ui.widgets.text import Label

_CHIPS = {
    "ok": (tr_mark("Whole and signed"), "ok", "check"),
    "warn": (tr_mark("Whole, signer unknown here"), "neutral", ""),
    "bad": (tr_mark("Not to be relied on"), "bad", "octagon-alert"),
}


def document_row(key: str, document: ParcelDocument, check: Checked | None = None, verb: str = "") -> ListRow:
    """A document: whom it is about, what it is, and when it was signed by whom."""
    parts = [document.title, document.provider, document.registry_number, document.signed_by]
    return ListRow(
        key,
        document.unit or document.title,
        " · ".join(part for part in parts if part),
        icon="file-text",
        chip=_chip(check) if check else None,
        end=(formats.date_iso(document.day), formats.file_size(document.size)),
        verb=verb,
    )


def received_row(received: ReceivedDocument, *, names_unit: bool) -> ListRow:
    """A document from another group, where one knows already which provider it is about."""
    document = received.document
    unit = document.unit if names_unit else ""
    parts = [received.group or received.sender, document.registry_number, document.signed_by]
    return ListRow(
        received.id,
        f"{document.title}, {unit}" if unit else document.title,
        " · ".join(part for part in parts if part),
        icon="file-text",
        end=(formats.date_iso(document.day), formats.file_size(document.size)),
        verb=tr_c("verb", "Read"),
    )


def _chip(check: Checked) -> ChipSpec:
    text, kind, icon = _CHIPS[check.level]
    return ChipSpec(tr(text), kind, icon)


class ParcelContents(QWidget):
    """What is in a file, whole: documents with names, days and sizes, and figures in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = ListRows(tr("Documents in the file"), fit=True, end_width=90, shows_choice=False)
        self._none = Label(tr("Nothing is chosen."), "secondary", "muted")
        self._figures = Label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._none, self._list, self._figures):
            column.addWidget(part)
        self.show_contents((), ())

    def show_contents(
        self, documents: Sequence[ParcelDocument], figures: Sequence[Figure], checks: Sequence[Checked] = ()
    ) -> None:
        """Show these."""
        known = [*checks, *[None] * (len(documents) - len(checks))]
        rows = [document_row(each.sha256, each, check) for each, check in zip(documents, known, strict=True)]
        self._list.set_rows(rows)
        lines = "\n".join(figure_lines(figures))
        self._figures.setText(lines)
        for part, shown in ((self._list, rows), (self._figures, lines), (self._none, not rows and not lines)):
            part.setVisible(bool(shown))
