"""Choosing the template of a follow-up; the one that fits the unit's service is offered until the user chooses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import TemplateRow
from ui import theme
from ui.operations import Operations
from ui.widgets.choice import Choice

_OLDER = "older"


class TemplateChoice(Choice):
    """The newest version of each; the last row shows the older ones too. `settled(version_id)` whenever it is another.

    `last` is the version used last, offered where no title names the service.
    """

    settled = Signal(str)

    def __init__(self, operations: Operations, last: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tr("Template"), parent=parent)
        self._found: tuple[TemplateRow, ...] = ()
        self._last, self._service = last, ""
        self._own, self._whole, self._told = False, False, ""
        self.setMinimumWidth(theme.px(120))
        self.chosen.connect(self._keep)
        operations.ask("queries.templates.templates", owner=self, done=self._take)

    def suit(self, service: str) -> None:
        """Offer the template whose title names this kind of service."""
        self._service = service.strip().casefold()
        self._offer()

    def _keep(self, key: str) -> None:
        if key == _OLDER:
            self._whole = True
            self._fill()
            self.set_current(self._told)
            self.showPopup()
            return
        self._own = True
        self._tell_settled()

    def _take(self, found: tuple[TemplateRow, ...]) -> None:
        self._found = found
        self._fill()
        self._offer()

    def _newest(self) -> list[TemplateRow]:
        newest: dict[str, TemplateRow] = {}
        for row in sorted(self._found, key=lambda row: row.published_at):
            newest[row.slug] = row
        return [row for row in self._found if newest[row.slug] is row]

    def _fill(self) -> None:
        newest = self._newest()
        shown = list(self._found) if self._whole else newest
        choices = [(row.id, f"{row.title}, {row.version}") for row in shown]
        if len(shown) < len(self._found):
            choices.append((_OLDER, tr("Show older versions too")))
        self.set_choices(choices)

    def _offer(self) -> None:
        if self._found and not self._own:
            offered = [row for row in self._newest()]
            known = [row.id for row in offered]
            last = self._last if self._last in known else known[0]
            named = (row.id for row in offered if self._service and self._service in row.title.casefold())
            self.set_current(next(named, last))
            self._tell_settled()

    def _tell_settled(self) -> None:
        if self.current() != self._told:
            self._told = self.current()
            self.settled.emit(self._told)
