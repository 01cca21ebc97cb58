"""Which key signs: the one in the program by its passphrase, or one on a smart card by its PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.keys import CardCertificate, CardPin
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label

_OWN, _CARD = "own", "card"


class SignKeyPart(QWidget):
    """`cards_asked` when somebody wants to sign with a card; `turned` when it needs other room."""

    cards_asked = Signal()
    turned = Signal()
    submitted = Signal()

    def __init__(self, *, with_card: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._which = Segmented(
            [Segment(_OWN, tr("The key in the program")), Segment(_CARD, tr("Smart card"))],
            tr("What you sign with"),
        )
        self._cards = Choice(tr("Certificate"))
        self._cards_field = Field(tr("Certificate"), self._cards)
        self._looking = Label(tr("Looking for cards …"), "secondary", "muted")
        self._secret = PasswordField()
        why = tr("Asked again, so that nobody else signs in your name on a computer left open.")
        self.passphrase_field = Field(tr("Passphrase"), self._secret, hint=why)
        self._pin = PasswordField()
        self._pin_field = Field(
            tr("PIN"), self._pin, hint=tr("The card's PIN for signatures. It is kept nowhere.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        parts = (self._which, self._looking, self._cards_field, self.passphrase_field, self._pin_field)
        for part in parts:
            column.addWidget(part)
        self._which.setVisible(with_card)
        self._show("")
        self._which.chosen.connect(self._chosen)
        for field in (self._secret, self._pin):
            field.submitted.connect(self.submitted)

    def uses_card(self) -> bool:
        """Whether a card is to sign."""
        return self._which.current() == _CARD

    def _chosen(self) -> None:
        self._cards.set_choices(())
        if self.uses_card():
            self.look()
        else:
            self._show("")
        self.turned.emit()

    def _show(self, state: str) -> None:
        card = self.uses_card()
        self._looking.setVisible(state == "looking")
        self._cards_field.setVisible(card and state == "found")
        self._pin_field.setVisible(card and state == "found")
        self.passphrase_field.setVisible(not card)

    def show_cards(self, found: tuple[CardCertificate, ...]) -> str:
        """Offer the certificates that can be signed with; why there is none, in words."""
        usable = [each for each in found if not each.trouble]
        self._cards.set_choices([(each.id, f"{each.name}, {each.card}") for each in usable])
        if usable:
            self._cards.set_current(usable[0].id)
        self._show("found" if usable else "")
        self.turned.emit()
        if usable:
            self._pin_field.focus()
            return ""
        return found[0].trouble if found else tr("No card with a certificate for signatures is in a reader.")

    def lacks_card(self) -> bool:
        """Whether a card is to sign and there is none to sign with: it is looked for again then."""
        return self.uses_card() and not self._cards.current()

    def look(self) -> None:
        """Ask for the cards."""
        self._show("looking")
        self.cards_asked.emit()

    def rest(self) -> None:
        """Looking for cards has ended in trouble."""
        self._show("")
        self.turned.emit()

    def field(self) -> Field:
        """Where the secret is written."""
        return self._pin_field if self.uses_card() else self.passphrase_field

    def missing(self) -> str:
        """What is still to be written, in words; "" if nothing is."""
        if self.uses_card():
            return "" if self._pin.text() else tr("Write the card's PIN.")
        return "" if self._secret.text() else tr("Write your passphrase.")

    def secret(self) -> str | CardPin:
        """What opens the key."""
        return CardPin(self._cards.current(), self._pin.text()) if self.uses_card() else self._secret.text()

    def select_all(self) -> None:
        """Let the next letter replace the secret."""
        (self._pin if self.uses_card() else self._secret).select_all()

    def clear(self) -> None:
        """Forget it."""
        self._pin.clear()
        self._secret.clear()
