"""A requirement that the inspectors add to one follow-up: before the visit, or while they are there."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.preparing import OWN_AREA, OwnRequirementRow
from inspektor.shapes.template import Template
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Choice
from ui.widgets.field import Field

_OWN = "-"


class OwnRequirementDialog(FormDialog):
    """`added(code)` when there is a new one; with `row` it changes that one instead."""

    added = Signal(str)

    def __init__(
        self,
        operations: Operations,
        follow_up_id: str,
        template: Template,
        parent: QWidget,
        row: OwnRequirementRow | None = None,
    ) -> None:
        title = tr("Own requirement") if row else tr("Add own requirement")
        line = tr("It belongs to this follow-up alone; the template stays as it is.")
        super().__init__(title, line, tr("Save") if row else tr("Add"), parent=parent)
        self._operations, self._id, self._row = operations, follow_up_id, row
        self._text = QPlainTextEdit(row.text if row else "")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(theme.px(88))
        own = (_OWN, tr("An area of its own"))
        areas = [(each.code, each.name) for each in template.areas if each.code != OWN_AREA]
        self._area = Choice(tr("Quality area"), [*areas, own])
        self._area.set_current(row.area if row and row.area else _OWN)
        self._source = QLineEdit(row.source if row else "")
        self._source.setPlaceholderText(tr("For example point 4.2 of the agreement"))
        named = self.add_field
        self.body.addWidget(named("text", Field(tr("What is required"), self._text)))
        self.body.addWidget(named("area", Field(tr("Quality area"), self._area)))
        self.body.addWidget(named("source", Field(tr("Where it is written"), self._source, optional=True)))
        self.body.addStretch(1)
        self.fields()["text"].focus()

    def submit(self) -> None:
        self.banners.clear()
        self.set_busy(True)
        area = self._area.current()
        values: dict[str, Any] = {
            "text": self._text.toPlainText(),
            "area": "" if area == _OWN else area,
            "source": self._source.text(),
        }
        name, row_id = (
            ("set_own_requirement", self._row.code) if self._row else ("add_own_requirement", self._id)
        )
        self._operations.change(
            f"actions.scope.{name}",
            row_id,
            owner=self,
            done=self._done,
            failed=self.show_error,
            **values,
        )

    def _done(self, changes: ChangeSet) -> None:
        if self._row is None:
            self.added.emit(changes.created("own_requirement"))
        self.accept()
