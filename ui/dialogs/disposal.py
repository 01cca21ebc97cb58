"""A disposal is decided, a rule of the plan is changed, a follow-up is left out."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr, tr_n
from inspektor.shapes.retention import PROPOSALS, DueRow, Exemption, RetentionRule
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label


class _Decision(FormDialog):
    """A form that is one action, and is done when that is."""

    def __init__(
        self, operations: Operations, title: str, line: str, verb: str, icon: str, parent: QWidget
    ) -> None:
        super().__init__(title, line, verb, icon=icon, width=600, parent=parent)
        self._operations = operations

    def decide(self, action: str, *given: object, **named: Any) -> None:
        """Do it."""
        self.banners.clear()
        self.set_busy(True)
        self._operations.change(action, *given, owner=self, done=self._done, failed=self.show_error, **named)

    def _done(self, _: ChangeSet) -> None:
        self.accept()


class DisposeDialog(_Decision):
    """The decision, once it is ticked that it cannot be undone."""

    def __init__(self, operations: Operations, rows: Sequence[DueRow], parent: QWidget) -> None:
        line = tr(
            "The records are emptied for good: here, in the history, in search, in the shared folder and on colleagues'"
            " computers when they sync. What was signed stays, unless it is ticked."
        )
        super().__init__(operations, tr("Dispose of what is due"), line, tr("Dispose"), "trash-2", parent)
        self._rows = rows
        for category in dict.fromkeys(each.category for each in rows):
            records = sum(each.records for each in rows if each.category is category)
            count = tr_n("{n} record", "{n} records", records).format(n=records)
            self.body.addWidget(Label(f"{tr(category.label)}: {count}", "strong", wrap=True))
        self._ground = IconLine()
        self._ground.setPlaceholderText(
            tr("For example: disposal plan 2026, item 4.2, delegated to the head of unit")
        )
        hint = tr("It is logged with your name and the time, and printed on the list.")
        self.body.addWidget(self.add_field("ground", Field(tr("Decision or plan"), self._ground, hint=hint)))
        self._sure = Check(tr("I understand that this cannot be undone"))
        self.body.addWidget(self._sure)

    def submit(self) -> None:
        if not self._sure.isChecked():
            self.banners.clear()
            self.banners.tell("warn", tr("Tick that you understand that this cannot be undone."))
            self._sure.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = [(each.category, each.follow_up_id) for each in self._rows]
        self.decide("actions.retention.dispose", chosen, self._ground.text())


class RuleDialog(_Decision):
    """Kept, or disposed of after so many months; and where the plan says so."""

    def __init__(self, operations: Operations, rule: RetentionRule, parent: QWidget) -> None:
        proposal = PROPOSALS[rule.category]
        super().__init__(operations, tr(rule.category.label), tr(proposal.why), tr("Save"), "check", parent)
        self._rule = rule
        self._what = Segmented(
            [Segment("keep", tr("Kept for good")), Segment("dispose", tr("Disposed of"))], tr("What happens")
        )
        self._what.set_current("dispose" if rule.disposed else "keep")
        self._months = IconLine()
        self._months.setText(str(rule.months))
        self._plan = IconLine()
        self._plan.setText(rule.plan)
        self._plan.setPlaceholderText(tr("For example: disposal plan 2026, item 4.2"))
        self.body.addWidget(Field(tr("What happens"), self._what))
        months = Field(tr("After how many months"), self._months, hint=tr("From when the report was signed."))
        self.body.addWidget(self.add_field("months", months))
        self.body.addWidget(self.add_field("plan", Field(tr("Where the plan says so"), self._plan)))

    def submit(self) -> None:
        disposed = self._what.current() == "dispose"
        text = self._months.text().strip()
        if disposed and not text.isdecimal():
            self.refuse(self.fields()["months"], tr("Write a whole number."))
            return
        self.decide(
            "actions.retention.set_rule",
            self._rule.category,
            disposed=disposed,
            months=int(text) if text.isdecimal() else 0,
            plan=self._plan.text(),
        )


class ExemptDialog(_Decision):
    """Why nothing of a follow-up is disposed of."""

    def __init__(self, operations: Operations, follow_up_id: str, unit: str, parent: QWidget) -> None:
        line = tr("Somebody has asked for it, it is part of a dispute or an audit, or the archive has it.")
        super().__init__(operations, tr("Exempt from disposal"), line, tr("Exempt"), "ban", parent)
        self._id = follow_up_id
        self.body.addWidget(Label(unit, "strong", wrap=True))
        self._kind = Segmented(
            [Segment(str(each), tr(each.label)) for each in Exemption], tr("Kind of exemption")
        )
        self._reason = IconLine()
        self.body.addWidget(Field(tr("Kind of exemption"), self._kind))
        self.body.addWidget(self.add_field("reason", Field(tr("Reason"), self._reason)))

    def submit(self) -> None:
        kind = Exemption(self._kind.current())
        self.decide("actions.retention.exempt", self._id, kind, self._reason.text())
