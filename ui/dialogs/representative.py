"""The provider's representative: named before the document is sealed, and their pen strokes on the sealed one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.representative import Representative
from inspektor.shapes.views import SignerPlace
from ui.dialogs.frame import FormDialog
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Label

_NOBODY, _SIGNS, _ABSTAINS = "nobody", "signs", "abstains"


class RepresentativePart(QWidget):
    """Whether a representative is named, who, and whether they sign. `turned` when it needs other room."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = Segmented(
            [
                Segment(_NOBODY, tr("None named")),
                Segment(_SIGNS, tr("Is to sign")),
                Segment(_ABSTAINS, tr("Does not sign")),
            ],
            tr("The provider's representative"),
        )
        self._name, self._title = IconLine(), IconLine()
        self.name_field = Field(tr("Representative's name"), self._name)
        self._title_field = Field(tr("Function"), self._title, optional=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(tr("The provider's representative"), "label", "muted"))
        for widget in (self._choice, self.name_field, self._title_field):
            column.addWidget(widget)
        self._choice.chosen.connect(self._turn)
        self._show()

    def _show(self) -> None:
        named = self._choice.current() != _NOBODY
        for field in (self.name_field, self._title_field):
            field.setVisible(named)

    def _turn(self) -> None:
        self._show()
        self.turned.emit()
        if self._choice.current() != _NOBODY:
            self.name_field.focus()

    def name(self, who: Representative | None) -> None:
        """Show whom was named before."""
        if who is not None:
            self._name.setText(who.name)
            self._title.setText(who.title)
            self._choice.set_current(_ABSTAINS if who.abstains else _SIGNS)
            self._show()

    def lacks_name(self) -> bool:
        """Whether somebody is to be named and is not."""
        return self._choice.current() != _NOBODY and not self._name.text().strip()

    def representative(self) -> Representative | None:
        """Who is named; None if nobody."""
        choice = self._choice.current()
        if choice == _NOBODY:
            return None
        return Representative(self._name.text(), self._title.text(), abstains=choice == _ABSTAINS)


class RepresentativeSignDialog(FormDialog):
    """`signed(strokes)`: what the representative drew; whoever opened it closes it."""

    signed = Signal(object)

    def __init__(self, document: str, place: SignerPlace, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("{name} signs: {document}").format(name=place.name, document=document),
            tr(
                "The signature means having read the document, not necessarily agreeing to it. It is sealed"
                " with the seal on this computer, which the document names."
            ),
            tr("Seal the signature"),
            icon="signature",
            parent=parent,
        )
        self._pad = SignaturePad(tr("The representative's signature"))
        self._field = self.add_field("strokes", Field(tr("The representative's signature"), self._pad))
        self.body.addWidget(self._field)
        self._pad.changed.connect(self._field.clear_error)
        self._field.focus()

    def submit(self) -> None:
        """Tell what was drawn."""
        if not self.verb.isEnabled():
            return
        if self._pad.is_empty():
            self.refuse(self._field, tr("The representative draws their signature."))
            self.unfold()
            return
        self.banners.clear()
        self.set_busy(True)
        self.signed.emit(self._pad.strokes())
