"""Choosing the template of a follow-up; the one that fits the unit's service is offered until the user chooses."""

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import TemplateRow
from ui import theme
from ui.operations import Operations
from ui.widgets.choice import Choice


class TemplateChoice(Choice):
    """`last` is the version used last, offered where no title names the service."""

    def __init__(self, operations: Operations, last: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tr("Template"), parent=parent)
        self._found: tuple[TemplateRow, ...] = ()
        self._last, self._service = last, ""
        self._own = False
        self.setMinimumWidth(theme.px(120))
        self.chosen.connect(self._keep)
        operations.ask("queries.templates.templates", owner=self, done=self._take)

    def suit(self, service: str) -> None:
        """Offer the template whose title names this kind of service."""
        self._service = service.strip().casefold()
        self._offer()

    def _keep(self, _: str) -> None:
        self._own = True

    def _take(self, found: tuple[TemplateRow, ...]) -> None:
        self._found = found
        self.set_choices([(row.id, f"{row.title}, {row.version}") for row in found])
        self._offer()

    def _offer(self) -> None:
        if self._found and not self._own:
            known = [row.id for row in self._found]
            last = self._last if self._last in known else known[0]
            named = (row.id for row in self._found if self._service and self._service in row.title.casefold())
            self.set_current(next(named, last))
