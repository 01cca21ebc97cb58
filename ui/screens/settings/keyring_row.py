"""The system's keyring in the settings: named, on or off, or said plainly that there is none."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.keys import KeyringState
from ui.dialogs.use_keyring import UseKeyringDialog
from ui.operations import Operations
from ui.screens.settings.told import told
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import secondary
from ui.widgets.text import Label


class KeyringRow(QWidget):
    """One row and what it has to tell."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._state = KeyringState("", True, False)
        self._about = Label("", "secondary", "muted", wrap=True)
        self._verb = secondary(tr("Use the keyring"), "laptop")
        self._verb.clicked.connect(self._turn)
        self._verb.setVisible(False)
        self.banners = BannerArea()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(told(tr("The computer's keyring"), self._about, self._verb))
        column.addWidget(self.banners)
        self._read()

    def _read(self) -> None:
        self._operations.ask("actions.keyring.state", owner=self, done=self._show)

    def _show(self, state: KeyringState) -> None:
        self._state = state
        self._about.setText(_words(state))
        self._verb.setText(tr("Stop using it") if state.on else tr("Use the keyring"))
        self._verb.setVisible(state.on or bool(state.name))

    def _turn(self) -> None:
        self.banners.clear()
        if self._state.on:
            self._operations.change(
                "actions.keyring.turn_off", owner=self, done=self._turned, failed=self._refused
            )
        else:
            dialog = UseKeyringDialog(self._operations, self._state.name, self)
            dialog.turned_on.connect(self._read)
            dialog.unfold()

    def _turned(self, _: None) -> None:
        self._read()

    def _refused(self, error: InspektorError) -> None:
        self.banners.tell("bad", error.text(), error.advice())


def _words(state: KeyringState) -> str:
    if not state.allowed:
        return tr("The IT department has decided that the passphrase alone opens the workspace.")
    if not state.name:
        return tr(
            "This computer has no keyring that Inspektor can trust. The passphrase opens the workspace."
        )
    if state.on:
        return tr("On: {name} opens the workspace at the program's start.").format(name=state.name)
    return tr("Off. This computer has one: {name}.").format(name=state.name)
