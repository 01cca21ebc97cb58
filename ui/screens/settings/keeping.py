"""The way to what was erased, what is to go, who has read what, and what was changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.text import Label


class KeepingCard(Card):
    """`look` goes there."""

    def __init__(self, look: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Keeping and control"), spacing=12, parent=parent)
        about = tr(
            "What was erased and where it may still lie, what is to be disposed of, who has read what concerns clients."
        )
        verb = secondary(tr("Look"), "history")
        verb.setAccessibleName(tr("Look: {place}").format(place=tr("Keeping and control")))
        verb.clicked.connect(look)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(about, "secondary", "muted", wrap=True), 1)
        row.addWidget(verb)
        self.body.addLayout(row)
