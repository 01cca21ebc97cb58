"""Choosing files and folders by the system's own dialog, without stopping the program meanwhile."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inspektor.i18n import tr
from ui.widgets.rights import reads

Mode = QFileDialog.FileMode
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class FileChooser(QFileDialog):
    """`picked(Path)` once, when the user has chosen; `picked_all(paths)` where several can be chosen."""

    picked = Signal(object)
    picked_all = Signal(list)

    def __init__(self, parent: QWidget, title: str, mode: Mode) -> None:
        places = QStandardPaths.StandardLocation.DocumentsLocation
        super().__init__(parent, title, QStandardPaths.writableLocation(places))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reads(self)  # the system's; what becomes of the file is asked of who opened it
        self.setFileMode(mode)
        self.fileSelected.connect(self._tell)
        self.filesSelected.connect(self._tell_all)

    def _tell(self, name: str) -> None:
        if name:
            self.picked.emit(Path(name))

    def _tell_all(self, names: list[str]) -> None:
        self.picked_all.emit([Path(name) for name in names if name])


def ask_where_to_save(parent: QWidget, title: str, name: str, kinds: str = "") -> FileChooser:
    """Ask where a file is to be saved, a PDF if no other kind is given; `name` is offered, and its suffix kept."""
    chooser = FileChooser(parent, title, Mode.AnyFile)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setNameFilter(kinds or tr("PDF documents (*.pdf)"))
    chooser.setDefaultSuffix(name.rpartition(".")[2])
    chooser.selectFile(name)
    chooser.open()
    return chooser


def ask_for_file(parent: QWidget, title: str, kinds: str) -> FileChooser:
    """Ask for a file that exists; `kinds` is what the dialog calls them, with patterns in brackets."""
    chooser = FileChooser(parent, title, Mode.ExistingFile)
    chooser.setNameFilter(kinds)
    chooser.open()
    return chooser


def ask_for_files(parent: QWidget, title: str, kinds: str) -> FileChooser:
    """Ask for files that exist, one or several."""
    chooser = FileChooser(parent, title, Mode.ExistingFiles)
    chooser.setNameFilter(kinds)
    chooser.open()
    return chooser


def ask_for_folder(parent: QWidget, title: str) -> FileChooser:
    """Ask for a folder."""
    chooser = FileChooser(parent, title, Mode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    chooser.open()
    return chooser


def safe_name(words: str) -> str:
    """The words as the name of a file."""
    return _UNSAFE.sub("-", words)


def table_kinds() -> str:
    """The kinds of file that a table is saved as."""
    return ";;".join((tr("Excel (*.xlsx)"), tr("CSV (*.csv)"), tr("JSON (*.json)")))
