"""Before there is a group: found one in a folder, or ask to join the one that is there."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from inspektor.shapes.membership import Founding
from ui.dialogs import files
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import Button, primary, secondary
from ui.widgets.card import Card, Tile
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.text import Label


class BeginView(QWidget):
    """`founded(Founding)`, `asked(words)`."""

    founded = Signal(object)
    asked = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._join = _FolderCard(
            operations,
            ("user-round-plus", tr("Join a group"), tr("A colleague has begun already.")),
            tr(
                "Choose the folder that your colleagues use. You read eight words to each other, and they let you in."
            ),
        )
        self._found = _FoundCard(
            operations,
            ("users-round", tr("Begin a group"), tr("You are the first of your unit.")),
            tr(
                "Choose a folder that all your colleagues reach: on a server, in OneDrive or Nextcloud, or on a stick."
            ),
        )
        self._join.done.connect(self.asked)
        self._found.done.connect(self.founded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        line = tr(
            "Colleagues exchange their follow-ups through one shared folder. What lies in it is encrypted: "
            "whoever looks after the folder cannot read it."
        )
        column.addWidget(Label(line, "body", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._join, 1)
        row.addWidget(self._found, 1)
        column.addLayout(row)
        column.addStretch(1)

    def focus(self) -> None:
        """Give the keyboard to the first folder."""
        self._join.focus()


class _FolderCard(Card):
    """A folder and what is done with it."""

    done = Signal(object)

    def __init__(
        self, operations: Operations, words: tuple[str, str, str], about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(spacing=14, parent=parent)
        self._operations = operations
        icon, title, line = words
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Tile(icon, size=44))
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Label(title, "card"))
        names.addWidget(Label(line, "secondary", "muted", wrap=True))
        head.addLayout(names, 1)
        self.body.addLayout(head)
        self.add(Label(about, "body", wrap=True))
        self._banners = BannerArea()
        self.add(self._banners)
        self._folder = IconLine()
        self._field = Field(tr("Folder"), self._folder)
        choose = secondary(tr("Choose a folder"), "folder")
        choose.clicked.connect(self._choose)
        for each, said in ((self._folder, tr("Folder")), (choose, choose.text())):
            each.setAccessibleName(f"{title}: {said}")  # there are two of each on the page
        self.add(self._field)
        self._add_more()
        self._verb = self._make_verb()
        self._verb.clicked.connect(self._begin)
        self._folder.returnPressed.connect(self._begin)
        foot = QHBoxLayout()
        foot.addWidget(choose)
        foot.addStretch(1)
        foot.addWidget(self._verb)
        self.body.addStretch(1)
        self.body.addLayout(foot)

    def _add_more(self) -> None:
        """Fields of its own."""

    def _make_verb(self) -> Button:
        return primary(tr("Ask to join"))

    def focus(self) -> None:
        """Give the keyboard to the folder."""
        self._field.focus()

    def _choose(self) -> None:
        chooser = files.ask_for_folder(self, tr("Choose the shared folder"))
        chooser.picked.connect(self._take)

    def _take(self, folder: Path) -> None:
        self._folder.setText(str(folder))
        self._field.clear_error()

    def _begin(self) -> None:
        self._banners.clear()
        if not self._folder.text().strip():
            self._field.set_error(tr("Choose a folder."))
            self._field.focus()
        elif self._verb.isEnabled():
            self._verb.setEnabled(False)
            self._do(Path(self._folder.text().strip()))

    def _do(self, folder: Path) -> None:
        self._operations.ask(
            "sync.joining.request_membership", folder, owner=self, done=self._finish, failed=self._refused
        )

    def _finish(self, answer: list[str] | Founding) -> None:
        self._verb.setEnabled(True)
        self.done.emit(answer)

    def _refused(self, error: InspektorError) -> None:
        self._verb.setEnabled(True)
        self._tell(error)

    def _tell(self, error: InspektorError) -> None:
        self._banners.tell("bad", error.text(), error.advice())


class _FoundCard(_FolderCard):
    def _add_more(self) -> None:
        self._name = QLineEdit()
        self._name.setPlaceholderText(tr("For example the follow-up unit of the social board"))
        self._name_field = Field(tr("Name of the group"), self._name)
        self.add(self._name_field)

    def _make_verb(self) -> Button:
        return secondary(tr("Begin the group"))

    def _tell(self, error: InspektorError) -> None:
        if isinstance(error, RuleBroken):
            self._name_field.set_error(error.text())
            self._name_field.focus()
        else:
            super()._tell(error)

    def _do(self, folder: Path) -> None:
        self._operations.ask(
            "sync.joining.found_group",
            folder,
            self._name.text(),
            owner=self,
            done=self._finish,
            failed=self._refused,
        )
