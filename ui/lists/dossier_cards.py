"""Cards of a unit's dossier: the last follow-up, what is still open, and all follow-ups."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.dossier import Dossier
from ui.lists import dossier_rows
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.list_rows import ListRows
from ui.widgets.rights import reads
from ui.widgets.text import Label


class LastCard(Card):
    """How the unit was judged last, and what it did not meet. `opened(follow_up_id, requirement)`."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Last follow-up"), parent=parent)
        self._id = ""
        self._open = link(tr("Open it"), "arrow-up-right")
        reads(self._open)
        self._open.clicked.connect(self._tell)
        self.add_action(self._open)
        self._what = Label("", "body", wrap=True)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self._named = Label(tr("Requirements that were not met"), "label", "muted")
        self._rows = ListRows(tr("Requirements that were not met"), fit=True, shows_choice=False)
        self._rows.opened.connect(self._tell_requirement)
        self.add_inset(self._what)
        self.add_inset(self._chips)
        self.add_inset(self._named)
        self.add_rows(self._rows)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the last follow-up that was carried out."""
        last = dossier.last
        self._id = last.id if last is not None else ""
        self._open.setVisible(last is not None)
        if last is None:
            self._what.setText(
                tr(
                    "No follow-up of the unit has been carried out here. Its ratings will stand here next time."
                )
            )
        else:
            self._what.setText(dossier_rows.heading(last))
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        chips = dossier_rows.rating_chips(last) if last is not None else []
        for chip in chips:
            self._chips.addWidget(Chip(chip.text, chip.kind, chip.icon))
        if last is not None and not chips:
            self._chips.addWidget(Label(tr("Nothing was rated."), "secondary", "muted"))
        self._chips.addStretch(1)
        self._rows.set_rows([dossier_rows.not_met_row(row) for row in dossier.not_met])
        for part in (self._named, self._rows):
            part.setVisible(bool(dossier.not_met))

    def _tell(self) -> None:
        self.opened.emit(self._id, "")

    def _tell_requirement(self, code: str) -> None:
        self.opened.emit(self._id, code)


class OpenDeficienciesCard(Card):
    """Deficiencies of earlier follow-ups that nobody has closed. `opened(follow_up_id, deficiency_id)`."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Open deficiencies"), parent=parent)
        self._whose: dict[str, str] = {}
        self._none = Label(tr("No deficiency is open."), "body", "muted", wrap=True)
        self._rows = ListRows(tr("Open deficiencies"), fit=True, shows_choice=False)
        self._rows.opened.connect(self._tell)
        self.add_inset(self._none)
        self.add_rows(self._rows)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what is still open."""
        today = as_date(clock.now())
        rows = dossier.deficiencies
        self._whose = {row.id: row.follow_up_id for row in rows}
        self.set_count(str(len(rows)) if rows else "")
        self._rows.set_rows([dossier_rows.deficiency_row(row, today) for row in rows])
        self._rows.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _tell(self, deficiency_id: str) -> None:
        self.opened.emit(self._whose[deficiency_id], deficiency_id)


class FollowUpsCard(Card):
    """The unit's follow-ups, the newest first. `opened(follow_up_id)`."""

    opened = Signal(str)

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._none = Label(nothing, "body", "muted", wrap=True)
        self._rows = ListRows(title, fit=True, shows_choice=False)
        self._rows.opened.connect(self.opened)
        self.add_inset(self._none)
        self.add_rows(self._rows)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show them."""
        rows = dossier.follow_ups
        self.set_count(str(len(rows)) if rows else "")
        self._rows.set_rows([dossier_rows.follow_up_row(row) for row in rows])
        self._rows.setVisible(bool(rows))
        self._none.setVisible(not rows)
