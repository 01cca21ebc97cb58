"""The licences of the program and of what comes with it."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from inspektor import paths
from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import primary
from ui.widgets.choice import Choice
from ui.widgets.rights import reads
from ui.widgets.text import Label


def licence_files() -> list[Path]:
    """Our own licence first, then those of what comes with the program."""
    resources = paths.resources()
    own = resources.parent / "LICENSE"
    others = [path for path in resources.rglob("*.txt") if path.stem.endswith(("LICENSE", "OFL"))]
    return [path for path in (own, *sorted(others)) if path.is_file()]


class LicencesDialog(QDialog):
    """One licence at a time, to read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        reads(self)
        self.setWindowTitle(tr("Inspektor"))
        self.setModal(True)
        self.setMinimumSize(theme.px(720), theme.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(tr("Licences"), "title"))
        self._which = Choice(tr("Licence"), [(str(path), _name(path)) for path in licence_files()])
        self._which.setCurrentIndex(0)
        self._which.chosen.connect(self._show)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("Licence"))
        column.addWidget(self._which)
        column.addWidget(self._text, 1)
        close = primary(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self._show(self._which.current())

    def _show(self, path: str) -> None:
        if path:
            self._text.setPlainText(Path(path).read_text(encoding="utf-8", errors="replace"))


def _name(path: Path) -> str:
    """What the licence is for: the folder it lies in, or the start of its own name."""
    if path.parent == paths.resources().parent:
        return tr("Inspektor")
    stem = path.stem.removesuffix("LICENSE").removesuffix("OFL").strip("-")
    return stem or path.parent.name.capitalize()
