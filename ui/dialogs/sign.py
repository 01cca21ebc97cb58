"""Signing a document: by hand or by typed name, confirmed with the passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.keys import CardCertificate
from inspektor.shapes.representative import Representative
from inspektor.shapes.views import PersonRow
from ui.dialogs.frame import FormDialog
from ui.dialogs.representative import RepresentativePart
from ui.dialogs.sign_key import SignKeyPart
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.progress_row import ProgressRow
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Label

_TYPED, _DRAWN = "typed", "drawn"


class SignDialog(FormDialog):
    """`signed(secret, strokes, representative)`, without strokes by typed name; whoever opened it closes it.

    `stopped` to cancel, `cards_asked` for the certificates on smart cards. A document that is sealed already asks for no
    representative.
    """

    signed = Signal(object, object, object)
    stopped = Signal()
    cards_asked = Signal()

    def __init__(
        self,
        document: str,
        me: PersonRow,
        parent: QWidget | None = None,
        *,
        sealed: bool = False,
        with_card: bool = False,
    ) -> None:
        super().__init__(
            tr("Sign: {document}").format(document=document),
            tr("The signature seals what the document states. The follow-up goes on."),
            tr("Sign"),
            icon="signature",
            parent=parent,
        )
        self._method = Segmented(
            [Segment(_TYPED, tr("Typed name")), Segment(_DRAWN, tr("Drawn by hand"))], tr("How you sign")
        )
        self._pad = SignaturePad(tr("Your signature"))
        self._pad_field = Field(tr("Your signature"), self._pad)
        self._name = _name_card(me)
        self._theirs = RepresentativePart()
        self.add_field("representative", self._theirs.name_field)
        self._key = SignKeyPart(with_card=with_card)
        self.add_field("passphrase", self._key.passphrase_field)
        self._progress = ProgressRow(tr("The document is being made and signed"))
        self._progress.setVisible(False)
        for widget in (self._method, self._name, self._pad_field, self._theirs, self._key, self._progress):
            self.body.addWidget(widget)
        self._theirs.setVisible(not sealed)  # not before it has a place: it would be a window of its own
        self._connect()
        self._show_method()
        self._key.field().focus()

    def _connect(self) -> None:
        self._method.chosen.connect(self._show_method)
        self._theirs.turned.connect(self.unfold)
        self._pad.changed.connect(self._pad_field.clear_error)
        self._key.submitted.connect(self.submit)
        self._key.turned.connect(self.unfold)
        self._key.cards_asked.connect(self.cards_asked)
        self._progress.cancelled.connect(self.stopped)

    def _show_method(self) -> None:
        drawn = self._method.current() == _DRAWN
        self._pad_field.setVisible(drawn)
        self._name.setVisible(not drawn)
        if self.isVisible():
            self.unfold()

    def submit(self) -> None:
        """Tell what was drawn and written."""
        if not self.verb.isEnabled():
            return
        drawn = self._method.current() == _DRAWN
        if drawn and self._pad.is_empty():
            self.refuse(self._pad_field, tr("Draw your signature, or sign by typed name."))
            return
        if self._theirs.lacks_name():
            self.refuse(self._theirs.name_field, tr("Write the representative's name."))
            return
        if self._key.lacks_card():
            self._key.look()
            return
        if missing := self._key.missing():
            self.refuse(self._key.field(), missing)
            return
        self.banners.clear()
        self.set_busy(True)
        strokes = self._pad.strokes() if drawn else ()
        self.signed.emit(self._key.secret(), strokes, self._theirs.representative())

    def show_cards(self, found: tuple[CardCertificate, ...]) -> None:
        """Offer the certificates on the cards; say why none can be signed with."""
        self.banners.clear()
        if why := self._key.show_cards(found):
            self.banners.tell("warn", tr("No card can be signed with now."), why)

    def show_card_trouble(self, error: InspektorError) -> None:
        """Say why no card could be looked at."""
        self._key.rest()
        self.banners.tell("bad", error.text(), error.advice())

    def show_error(self, error: InspektorError) -> None:
        """A wrong PIN stands by the PIN, as a wrong passphrase by the passphrase."""
        self.add_field("passphrase", self._key.field())
        super().show_error(error)

    def refuse(self, field: Field, why: str) -> None:
        """Say by a field why it will not do, with room for the words."""
        super().refuse(field, why)
        self.unfold()
        field.focus()

    def set_busy(self, busy: bool) -> None:
        """While it is signed, the fields rest."""
        super().set_busy(busy)
        self._progress.setVisible(busy)
        for widget in (self._method, self._pad, self._theirs, self._key):
            widget.setEnabled(not busy)
        if not busy:
            self._key.select_all()

    def show_progress(self, done: int, total: int) -> None:
        """How far it has come."""
        self._progress.set_progress(done, total)

    def representative(self) -> Representative | None:
        """Who is named for the provider; None if nobody."""
        return None if self._theirs.lacks_name() else self._theirs.representative()

    def name_representative(self, who: Representative | None) -> None:
        """Show whom was named before."""
        self._theirs.name(who)

    def done(self, answer: int) -> None:
        self._key.clear()
        super().done(answer)


def _name_card(me: PersonRow) -> Card:
    card = Card(look="sunk", padding=16, spacing=2)
    words = QVBoxLayout()
    words.setSpacing(2)
    card.add(Label(me.name, "title"))
    card.add(Label(me.title or tr("Inspector"), "secondary", "muted"))
    return card
