"""Signing a document: by hand or by typed name, confirmed with the passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import PersonRow
from ui.dialogs.frame import FormDialog
from ui.dialogs.representative import RepresentativePart
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.progress_row import ProgressRow
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Label

_TYPED, _DRAWN = "typed", "drawn"


class SignDialog(FormDialog):
    """`signed(passphrase, strokes, representative)`, without strokes by typed name; whoever opened it closes it.

    `stopped` to cancel. A document that is sealed already asks for no representative.
    """

    signed = Signal(str, object, object)
    stopped = Signal()

    def __init__(
        self, document: str, me: PersonRow, parent: QWidget | None = None, *, sealed: bool = False
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
        self._passphrase = PasswordField()
        why = tr("Asked again, so that nobody else signs in your name on a computer left open.")
        self._passphrase_field = self.add_field(
            "passphrase", Field(tr("Passphrase"), self._passphrase, hint=why)
        )
        self._progress = ProgressRow(tr("The document is being made and signed"))
        self._progress.setVisible(False)
        for widget in (
            self._method,
            self._name,
            self._pad_field,
            self._theirs,
            self._passphrase_field,
            self._progress,
        ):
            self.body.addWidget(widget)
        self._theirs.setVisible(not sealed)  # not before it has a place: it would be a window of its own
        self._connect()
        self._show_method()
        self._passphrase_field.focus()

    def _connect(self) -> None:
        self._method.chosen.connect(self._show_method)
        self._theirs.turned.connect(self.unfold)
        self._pad.changed.connect(self._pad_field.clear_error)
        self._passphrase.submitted.connect(self.submit)
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
        if not self._passphrase.text():
            self.refuse(self._passphrase_field, tr("Write your passphrase."))
            return
        self.banners.clear()
        self.set_busy(True)
        strokes = self._pad.strokes() if drawn else ()
        self.signed.emit(self._passphrase.text(), strokes, self._theirs.representative())

    def refuse(self, field: Field, why: str) -> None:
        """Say by a field why it will not do, with room for the words."""
        super().refuse(field, why)
        self.unfold()
        field.focus()

    def set_busy(self, busy: bool) -> None:
        """While it is signed, the fields rest."""
        super().set_busy(busy)
        self._progress.setVisible(busy)
        for widget in (self._method, self._pad, self._theirs, self._passphrase):
            widget.setEnabled(not busy)
        if not busy:
            self._passphrase.select_all()

    def show_progress(self, done: int, total: int) -> None:
        """How far it has come."""
        self._progress.set_progress(done, total)

    def done(self, answer: int) -> None:
        self._passphrase.clear()
        super().done(answer)


def _name_card(me: PersonRow) -> Card:
    card = Card(look="sunk", padding=16, spacing=2)
    words = QVBoxLayout()
    words.setSpacing(2)
    card.add(Label(me.name, "title"))
    card.add(Label(me.title or tr("Inspector"), "secondary", "muted"))
    return card
