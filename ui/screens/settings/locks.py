"""When the window is covered and locked, and what opens it: PIN, passphrase, recovery sheet."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from inspektor import policy
from inspektor.i18n import tr
from inspektor.settings import COVER_MINUTES, INTERVIEW_MINUTES, LOCK_MINUTES, Settings
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.pin import PinDialog
from ui.dialogs.recovery import NewRecoverySheetDialog
from ui.operations import Operations
from ui.screens.settings.keyring_row import KeyringRow
from ui.screens.settings.told import told
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import quiet, secondary
from ui.widgets.card import Card, Rule
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label


class LocksCard(Card):
    """`chosen(Settings)` when another time has been chosen. What the IT department allows cannot be exceeded."""

    chosen = Signal(object)

    def __init__(self, operations: Operations, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Cover and lock"), spacing=12, parent=parent)
        self._operations, self._settings = operations, settings
        self._policy = policy.load()
        about = tr(
            "Covered, the window shows nothing while saving and sync go on; Ctrl+L covers it at once. Locked, everything is"
            " closed: when the computer sleeps or its lid is closed, after some time under cover, and with Ctrl+Shift+L."
        )
        self.add(Label(about, "secondary", "muted", wrap=True))
        self._add_times()
        self.add(Rule())
        self.banners = BannerArea()
        self._add_openers()
        self.add(self.banners)
        self._read()

    def use(self, settings: Settings) -> None:
        """Go on from these settings."""
        self._settings = settings

    def _add_times(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        rows = (
            ("cover_minutes", tr("Cover when nothing is touched"), COVER_MINUTES),
            ("interview_minutes", tr("During an interview"), INTERVIEW_MINUTES),
            ("lock_minutes", tr("Lock after so long under cover"), LOCK_MINUTES),
        )
        held = False
        for number, (name, words, minutes) in enumerate(rows):
            most = getattr(self._policy, name)
            allowed = [each for each in minutes if not most or each <= most] or [min(minutes)]
            held = held or len(allowed) < len(minutes)
            grid.addWidget(Label(words, "control"), number, 0)
            grid.addWidget(self._choice(name, words, allowed), number, 1, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(grid)
        if held:
            self.add(Label(tr("The IT department has decided how long it may be at most."), "small", "muted"))

    def _choice(self, name: str, words: str, minutes: Sequence[int]) -> Segmented:
        choice = Segmented([Segment(str(each), tr("{n} min").format(n=each)) for each in minutes], words)
        choice.set_current(str(getattr(self._policy.held(self._settings), name)))
        choice.chosen.connect(lambda key: self._choose(name, int(key)))
        return choice

    def _choose(self, name: str, minutes: int) -> None:
        self._settings = replace(self._settings, **{name: minutes})  # type: ignore[arg-type]  # names of times
        self.chosen.emit(self._settings)

    def _add_openers(self) -> None:
        self._pin = Label("", "secondary", "muted", wrap=True)
        self._choose_pin, self._drop_pin = secondary(tr("Choose a PIN"), "key-round"), quiet(tr("Remove"))
        self._choose_pin.clicked.connect(self._ask_pin)
        self._drop_pin.clicked.connect(self._remove_pin)
        self._drop_pin.setVisible(False)
        passphrase = secondary(tr("Change the passphrase"), "lock-keyhole")
        passphrase.clicked.connect(self._ask_passphrase)
        sheet = secondary(tr("Make a new sheet"), "key-round")
        sheet.clicked.connect(self._renew_sheet)
        about = tr("It opens the workspace and signs. Backups keep the passphrase of their time.")
        self.body.addLayout(told(tr("PIN"), self._pin, self._drop_pin, self._choose_pin))
        self.body.addLayout(told(tr("Passphrase"), about, passphrase))
        about = tr("If the sheet is lost, or somebody has seen it, make a new one.")
        self.body.addLayout(told(tr("Recovery sheet"), about, sheet))
        self.add(KeyringRow(self._operations))

    def _read(self) -> None:
        self._operations.ask("actions.passphrases.has_pin", owner=self, done=self._show_pin)

    def _show_pin(self, there: bool) -> None:
        words = tr("Six digits open the covered window. Five wrong ones lock it.")
        self._pin.setText(words if there else tr("None: the passphrase opens the covered window."))
        self._choose_pin.setText(tr("Change the PIN") if there else tr("Choose a PIN"))
        self._drop_pin.setVisible(there)

    def _ask_pin(self) -> None:
        dialog = PinDialog(self._operations, self)
        dialog.chosen.connect(self._pin_chosen)
        dialog.unfold()

    def _pin_chosen(self) -> None:
        self.banners.clear()
        self.banners.tell("ok", tr("The PIN opens the covered window from now on."))
        self._read()

    def _remove_pin(self) -> None:
        self.banners.clear()
        self._operations.change("actions.passphrases.drop_pin", owner=self, done=self._pin_removed)

    def _pin_removed(self, _: None) -> None:
        self._choose_pin.setFocus()  # the button that had the keyboard goes
        self._read()

    def _ask_passphrase(self) -> None:
        dialog = PassphraseDialog(self._operations, self)
        dialog.changed.connect(self._passphrase_changed)
        dialog.unfold()

    def _passphrase_changed(self) -> None:
        self.banners.clear()
        later = tr("Backups from before are opened with the earlier one.")
        self.banners.tell("ok", tr("The passphrase is changed."), later)

    def _renew_sheet(self) -> None:
        dialog = NewRecoverySheetDialog(self._operations, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
