"""The files that have left the program: what, when, where, and whether they still lie there."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.outside import OutsideFile
from ui import theme
from ui.dialogs.remove_file import RemoveFileDialog
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import danger, primary, quiet
from ui.widgets.card import Card, Icon
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel, Label

_MOST = 40


class OutsideCard(Card):
    """Read anew whenever it is shown: files come and go without the program hearing of it."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(tr("Files outside Inspektor"), spacing=12, parent=parent)
        reads(self)
        self._operations = operations
        about = tr(
            "What you have saved elsewhere is not encrypted by Inspektor, and nothing removes it by itself. Today asks after what"
            " has lain there for a week."
        )
        self.add(Label(about, "secondary", "muted", wrap=True))
        self.banners = BannerArea()
        self.add(self.banners)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        self._operations.ask("queries.outside.outside", owner=self, done=self._show)

    def _show(self, found: tuple[OutsideFile, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in found[:_MOST]:
            row = self._row(each)
            self._rows.addWidget(row)
            row.show()  # a layout shows its new widget only when the events come round
        if not found:
            self._rows.addWidget(Label(tr("No file has left the program."), "secondary", "muted"))
        self.set_count(str(len(found) or ""))

    def _row(self, file: OutsideFile) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        icon = Icon("file-text" if file.there else "circle-dashed", "muted", 18)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(file.path.name, "control"))
        day = formats.date_prose(file.at, i18n.language())
        words.addWidget(
            ElidedLabel(" · ".join((tr(file.kind.label), day, _state(file))), "secondary", "muted")
        )
        words.addWidget(ElidedLabel(str(file.path.parent), "small", "muted"))
        row.addLayout(words, 1)
        name = file.path.name
        if file.there and not file.kept:
            stay = quiet(tr("Let it stay"), small=True)
            stay.setAccessibleName(tr("Let it stay: {name}").format(name=name))
            stay.clicked.connect(partial(self._change, "actions.outside.keep", file))
            row.addWidget(stay)
        verb = (
            danger(tr("Delete the file"), small=True) if file.there else quiet(tr("Off the list"), small=True)
        )
        verb.setAccessibleName(f"{verb.text()}: {name}")
        verb.clicked.connect(partial(self._ask if file.there else self._take_off, file))
        row.addWidget(verb)
        return holder

    def _ask(self, file: OutsideFile) -> None:
        dialog = RemoveFileDialog(file, self)
        dialog.accepted.connect(partial(self._change, "actions.outside.remove", file))
        dialog.unfold()

    def _take_off(self, file: OutsideFile) -> None:
        self._change("actions.outside.remove", file)

    def _change(self, action: str, file: OutsideFile) -> None:
        self.banners.clear()
        self._operations.change(action, file, owner=self, done=self._changed, failed=self._refused)

    def _changed(self, _: None) -> None:
        self._read()

    def _refused(self, error: InspektorError) -> None:
        self.banners.tell("bad", error.text(), error.advice())


def _state(file: OutsideFile) -> str:
    if not file.there:
        return tr("no longer there")
    return tr("is to stay there") if file.kept else tr("still there")


class OutsideDialog(QDialog):
    """The list with its verbs; Enter and Esc leave."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        reads(self)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(theme.px(720), min(theme.px(560), parent.window().height() - 32))
        close = primary(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        scroll = ScrollColumn()
        scroll.add(OutsideCard(operations))
        scroll.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
