"""A field for a number with decimals, as Swedes write it."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.questions import AnswerForm, AnswerWrong, plain, read
from ui import theme
from ui.widgets.lines import TypedLine


class DecimalLine(TypedLine):
    """A number, or nothing. `picked(value)` tells of the user's choice in canonical form, "" when it was emptied."""

    picked = Signal(str)

    def __init__(self, form: AnswerForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._value = ""
        self.setFixedWidth(theme.px(130))

    def value(self) -> str:
        """The number last read."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show a number without telling."""
        self._value = value
        self.setText(value.replace(".", ","))

    def settle(self) -> None:
        text = self.text().strip()
        try:
            found = read(self._form, text) if text else ""
        except AnswerWrong as wrong:
            self.refused.emit(" ".join((tr(wrong.message), limits(self._form))).strip())
            return
        self.accepted.emit()
        before = self._value
        self.set_value(found)
        if found != before:
            self.picked.emit(found)


def limits(form: AnswerForm) -> str:
    """Between what the number may lie, in words; "" where it may be any."""
    least, most = (_comma(bound) for bound in (form.least, form.most))
    if least and most:
        return tr("Between {least} and {most}.").format(least=least, most=most)
    if least:
        return tr("At least {least}.").format(least=least)
    return tr("At most {most}.").format(most=most) if most else ""


def _comma(bound: Decimal | None) -> str:
    return "" if bound is None else plain(bound).replace(".", ",").replace("-", "\u2212")
