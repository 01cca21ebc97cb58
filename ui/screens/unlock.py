"""The lock: one field, one button, and the way in for whoever forgot the passphrase."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from inspektor.shapes.pin import TRIES
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import Button, link, primary, quiet, secondary
from ui.widgets.door_card import Door, DoorCard
from ui.widgets.field import Field
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.password_field import PasswordField
from ui.widgets.phrase_field import PhraseField


class UnlockScreen(Door):
    """Says nothing of whose workspace it is or what is in it."""

    unlock_asked = Signal(str)
    recovery_asked = Signal(list, str)
    """The words and the new passphrase."""
    spare_asked = Signal()
    """Put the spare copy of the key file in place."""
    keyring_asked = Signal()
    restore_asked = Signal()
    """Look for a backup to put in place."""
    example_left = Signal()
    """Go to the user's own workspace."""

    def __init__(self, example_passphrase: str = "", parent: QWidget | None = None) -> None:
        """The passphrase of the example data is shown; it protects nothing."""
        super().__init__(parent)
        self._lock = _LockCard(example_passphrase)
        self._lock.example_left.connect(self.example_left)
        self._recovery: _RecoveryCard | None = None
        self.add_card(self._lock)
        self._lock.unlock_asked.connect(self.unlock_asked)
        self._lock.spare_asked.connect(self.spare_asked)
        self._lock.keyring_asked.connect(self.keyring_asked)
        self._lock.restore_asked.connect(self.restore_asked)
        self._lock.forgotten.connect(self._to_recovery)

    def offer_keyring(self, there: bool) -> None:
        """Offer the way in by the system's keyring."""
        self._lock.offer_keyring(there)

    def say_too_many_tries(self) -> None:
        """Say that somebody guessed at the covered window."""
        self._lock.say_too_many_tries()

    def show_wrong(self, error: InspektorError) -> None:
        """What was written does not open the workspace: say so by the field."""
        self._shown().show_wrong(error)

    def show_trouble(self, error: InspektorError, *, spare: bool = False) -> None:
        """Something else is wrong: say so above the field, with the spare key file if there is one."""
        self._shown().show_trouble(error, spare=spare)

    def show_restoring(self) -> None:
        """A backup is being put in place."""
        self._lock.show_restoring()

    def show_put_back(self) -> None:
        """The backup is in place; what opens it is still to be given."""
        self.start_over()
        self._lock.show_put_back()

    def ready(self) -> None:
        """Take the next try."""
        self._shown().ready()

    def start_over(self) -> None:
        """The trouble is gone: show the lock as it was."""
        self._lock.start_over()
        if self._recovery is not None:
            self._recovery.ready()
        self._to_lock()

    def _shown(self) -> "_LockCard | _RecoveryCard":
        return self._lock if self._recovery is None or self._recovery.isHidden() else self._recovery

    def _to_recovery(self) -> None:
        if self._recovery is None:  # few need it, and the first window is to stand there at once
            self._recovery = _RecoveryCard()
            self._recovery.left.connect(self._to_lock)
            self._recovery.spare_asked.connect(self.spare_asked)
            self._recovery.recovery_asked.connect(self.recovery_asked)
            self.add_card(self._recovery)
        self.show_card(self._recovery)
        self._recovery.focus()

    def _to_lock(self) -> None:
        if self._recovery is not None:
            self._recovery.forget()
        self.show_card(self._lock)
        self._lock.focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._lock.focus)


class _LockCard(DoorCard):
    unlock_asked = Signal(str)
    spare_asked = Signal()
    keyring_asked = Signal()
    restore_asked = Signal()
    forgotten = Signal()
    example_left = Signal()

    def __init__(self, example_passphrase: str, parent: QWidget | None = None) -> None:
        super().__init__("lock-keyhole", tr("Inspektor is locked"), tr("Everything is saved."), parent=parent)
        self._banners = BannerArea()
        self._spare = _spare_button()
        self._spare.clicked.connect(self.spare_asked)
        self._passphrase = PasswordField()
        self._field = Field(tr("Passphrase"), self._passphrase)
        self._open = primary(tr("Unlock"))
        forgotten = link(tr("Unlock with the recovery phrase"), "key-round")
        self.add(self._banners)
        self.add(self._spare)
        self.add(self._field)
        self.add(self._open)
        self._keyring = link(tr("Open with the computer's keyring"), "laptop")
        self._keyring.clicked.connect(self.keyring_asked)
        self.body.addWidget(self._keyring, 0, Qt.AlignmentFlag.AlignHCenter)
        self._keyring.setVisible(False)
        if example_passphrase:
            self._add_example(example_passphrase)
        else:
            restore = link(tr("Restore a backup"), "history")
            restore.clicked.connect(self.restore_asked)
            for each in (forgotten, restore):
                self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        self._passphrase.submitted.connect(self._ask)
        self._passphrase.edited.connect(self._clear_hint)
        self._open.clicked.connect(self._ask)
        forgotten.clicked.connect(self.forgotten)

    def _add_example(self, passphrase: str) -> None:
        self.set_line(
            tr("This is example data. The passphrase is: {passphrase}").format(passphrase=passphrase)
        )
        leave = link(tr("Leave the example"), "log-out")
        leave.clicked.connect(self.example_left)
        self.body.addWidget(leave, 0, Qt.AlignmentFlag.AlignHCenter)

    def offer_keyring(self, there: bool) -> None:
        """Offer the way in by the system's keyring."""
        self._keyring.setVisible(there)

    def say_too_many_tries(self) -> None:
        """Say why it is locked."""
        fact = tr("Locked after {n} wrong tries").format(n=TRIES)
        self._banners.tell("warn", fact, tr("If it was not you, somebody tried to open your window."))

    def focus(self) -> None:
        """Give the keyboard to the field."""
        self._field.focus()

    def _ask(self) -> None:
        if not self._open.isEnabled():
            return
        if not self._passphrase.text():
            self._field.set_error(tr("Write your passphrase."))
            self.focus()
            return
        self._banners.clear()
        self._spare.setVisible(False)
        self._open.setEnabled(False)
        self._open.setText(tr("Unlocking"))
        self.unlock_asked.emit(self._passphrase.text())

    def show_restoring(self) -> None:
        """A backup is being put in place."""
        self._open.setEnabled(False)
        self._open.setText(tr("Restoring"))

    def show_put_back(self) -> None:
        """The backup is in place."""
        self._banners.tell("ok", tr("The backup is restored."), tr("Unlock it with the recovery phrase."))

    def _clear_hint(self) -> None:
        self._field.set_hint("")

    def ready(self) -> None:
        """Take the next try."""
        self._open.setEnabled(True)
        self._open.setText(tr("Unlock"))

    def start_over(self) -> None:
        """Forget what was said."""
        self.ready()
        self._banners.clear()
        self._spare.setVisible(False)
        self._field.clear_error()
        self._clear_hint()
        self._passphrase.select_all()

    def show_wrong(self, error: InspektorError) -> None:
        """The passphrase is wrong; the next one replaces it."""
        self.ready()
        self._field.set_error(error.text())
        self._field.set_hint(error.advice())
        self.focus()
        self._passphrase.select_all()

    def show_trouble(self, error: InspektorError, *, spare: bool = False) -> None:
        """Something else is wrong."""
        self.ready()
        self._banners.tell("bad", error.text(), error.advice())
        self._spare.setVisible(spare)
        self.focus()
        self._passphrase.select_all()


class _RecoveryCard(DoorCard):
    recovery_asked = Signal(list, str)
    spare_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        line = tr("Write the words from your recovery sheet, in order. Then choose a new passphrase.")
        super().__init__("key-round", tr("Unlock with the recovery phrase"), line, width=520, parent=parent)
        self._banners = BannerArea()
        self._spare = _spare_button()
        self._spare.clicked.connect(self.spare_asked)
        self._phrase = PhraseField(tr("The recovery phrase"))
        self._new = NewPassphrase(tr("New passphrase"), tr("The new passphrase again"))
        self._open = primary(tr("Unlock"))
        back = quiet(tr("Back"), "chevron-left")
        for widget in (self._banners, self._spare, self._phrase, self._new, self._open):
            self.add(widget)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        self._new.submitted.connect(self._ask)
        self._open.clicked.connect(self._ask)
        back.clicked.connect(self.left)

    def focus(self) -> None:
        """Give the keyboard to the words."""
        self._phrase.focus()

    def forget(self) -> None:
        """Empty every field."""
        self._phrase.clear()
        self._new.clear()

    def _ask(self) -> None:
        words = self._phrase.words()
        if not words:
            self._phrase.set_error(tr("Write the words from the sheet."))
            self._phrase.focus()
            return
        passphrase = self._new.passphrase()
        if passphrase is not None and self._open.isEnabled():
            self._banners.clear()
            self._spare.setVisible(False)
            self._open.setEnabled(False)
            self._open.setText(tr("Unlocking"))
            self.recovery_asked.emit(words, passphrase)

    def ready(self) -> None:
        """Take the next try."""
        self._open.setEnabled(True)
        self._open.setText(tr("Unlock"))

    def show_wrong(self, error: InspektorError) -> None:
        """The words or the new passphrase will not do."""
        self.ready()
        why = " ".join(part for part in (error.text(), error.advice()) if part)
        if isinstance(error, RuleBroken):
            self._new.refuse(why)
        else:
            self._phrase.set_error(why)
            self._phrase.focus()

    def show_trouble(self, error: InspektorError, *, spare: bool = False) -> None:
        """Something else is wrong."""
        self.ready()
        self._banners.tell("bad", error.text(), error.advice())
        self._spare.setVisible(spare)


def _spare_button() -> Button:
    made = secondary(tr("Use the spare copy"), "copy")
    made.setVisible(False)
    return made
