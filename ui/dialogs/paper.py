"""A paper before it is printed or saved: how far it has come, then its pages as they will be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.pdf_view import PdfView
from ui.widgets.progress_row import ProgressRow
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel, Label

_WIDE, _HIGH = 860, 900


class PaperDialog(QDialog):
    """`print_asked`, `save_asked`; leaving it while the paper is being made stops that."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, name: str, meaning: str, parent: QWidget) -> None:
        """`meaning` is what to know of the paper before it leaves the program."""
        super().__init__(parent)
        reads(self)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        room = parent.window().size()
        self.resize(min(theme.px(_WIDE), room.width() - 32), min(theme.px(_HIGH), room.height() - 32))
        self.banners = BannerArea()
        self.progress = ProgressRow(tr("The paper is being made"))
        self.progress.cancelled.connect(self.reject)
        self._work = Card(padding=14)
        self._work.add(self.progress)
        self.view = PdfView(tr("The paper, page by page"))
        self.save, self.print = secondary(tr("Save as PDF"), "download"), primary(tr("Print"), "printer")
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)
        self._lay_out(name, meaning)
        self._set_ready(ready=False)

    def _lay_out(self, name: str, meaning: str) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(ElidedLabel(name, "title"))
        if meaning:
            whole.addWidget(Label(meaning, "secondary", "muted", wrap=True))
        desk = Card(padding=0)
        desk.add(self.view, 1)
        for widget in (self.banners, self._work):
            whole.addWidget(widget)
        whole.addWidget(desk, 1)
        leave = quiet(tr("Close"))
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (leave, self.save, self.print):
            row.addWidget(button)
        whole.addLayout(row)

    def _set_ready(self, *, ready: bool) -> None:
        self._work.setVisible(not ready)
        for button in (self.save, self.print):
            button.setEnabled(ready)

    def show_paper(self, data: bytes) -> None:
        """Show what was made."""
        self._set_ready(ready=True)
        self.view.show_pdf(data)
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)
