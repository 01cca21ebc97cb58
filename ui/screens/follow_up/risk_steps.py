"""The steps of a grave risk: ticked as they are done, with time, person and result; added, moved, taken away."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from inspektor import clock
from inspektor.i18n import tr
from inspektor.shapes.risk import RiskStepRow
from ui.operations import Operations
from ui.widgets.autosave import Source
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Card, Rule
from ui.widgets.choice import Check
from ui.widgets.date_field import TimeField
from ui.widgets.field import Field
from ui.widgets.keys import bind
from ui.widgets.page import ScrollColumn
from ui.written import Written, WrittenRecord


class RiskSteps(Card):
    """`asked(action, step_id, values)` to change a step, `added(text)` for a new one."""

    asked = Signal(str, str, dict)
    added = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(tr("Steps"), padding=0, parent=parent)
        self._operations = operations
        self._rows: dict[str, _StepRow] = {}
        if self.head is not None:
            self.head.setContentsMargins(20, 16, 20, 0)
        scroll = ScrollColumn(margin=20, spacing=8)
        scroll.body.setContentsMargins(20, 0, 20, 16)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        scroll.body.addLayout(self._list)
        scroll.body.addStretch(1)
        self.add(scroll, 1)
        self._line = _Line(tr("One more step"))
        self._line.setPlaceholderText(tr("One more step"))
        add = secondary(tr("Add"), "plus")
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(add)
        self._foot = foot
        self.set_footer(foot)
        self._line.returnPressed.connect(self._add)
        add.clicked.connect(self._add)

    def show_steps(
        self, steps: Sequence[RiskStepRow], source: Source = "read", *, writable: bool = True
    ) -> None:
        """Show these steps in their order; a row that stays keeps the keyboard and what is typed in it."""
        wanted = {step.id for step in steps}
        for step_id in [each for each in self._rows if each not in wanted]:
            row = self._rows.pop(step_id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, step in enumerate(steps):
            known = self._rows.get(step.id)
            if known is None:
                known = self._rows[step.id] = self._made(step.id)
            if self._list.indexOf(known) != place:
                self._list.removeWidget(known)
                self._list.insertWidget(place, known)
                known.show()
            known.show_step(step, source)
            known.set_place(first=place == 0, last=place == len(steps) - 1)
        done = sum(step.done_at is not None for step in steps)
        self.set_count(tr("{n} of {total}").format(n=done, total=len(steps)) if steps else "")
        self._foot.setEnabled(writable)

    def put_back(self, text: str) -> None:
        """A step could not be added: its words stand in the line again."""
        if not self._line.text():
            self._line.setText(text)

    def _made(self, step_id: str) -> "_StepRow":
        row = _StepRow(self._operations, step_id)
        row.asked.connect(partial(self._ask, step_id))
        return row

    def _ask(self, step_id: str, action: str, values: dict[str, object]) -> None:
        self.asked.emit(action, step_id, values)

    def _add(self) -> None:
        text = self._line.text().strip()
        if text:
            self._line.clear()
            self.added.emit(text)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)


class _StepRow(QWidget):
    """One step. `asked(action, values)`."""

    asked = Signal(str, dict)

    def __init__(self, operations: Operations, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done_at: datetime | None = None
        self._check = Check("")
        self._edit = _Line(tr("The step in words"))
        self._edit.setVisible(False)
        self._more = IconButton("ellipsis", tr("More"), small=True)
        self._record = WrittenRecord(operations, "risk_step", "actions.risks.set_step", self)
        self._person = self._record.add(Written("person", tr("Who"), lines=1))
        self._result = self._record.add(Written("result", tr("Result"), lines=2), "done_at", "sealed")
        self._time = TimeField()
        self._time_field = Field(tr("When"), self._time)
        self._details = QWidget()
        self._record.row_id = step_id
        self._lay_out()
        self._make_menu()
        self._check.clicked.connect(self._tick)
        self._time.picked.connect(self._set_time)
        self._edit.left.connect(self._end_editing)
        self._edit.returnPressed.connect(self._save_text)
        bind(self, ("Alt+Up", partial(self._move, -1)), ("Alt+Down", partial(self._move, 1)))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._check, 1)
        top.addWidget(self._edit, 1)
        top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self._time_field)
        who.addWidget(self._person, 1)
        details = QVBoxLayout(self._details)
        details.setContentsMargins(31, 0, 0, 6)
        details.setSpacing(8)
        details.addLayout(who)
        details.addWidget(self._result)
        self._details.setVisible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(top)
        whole.addWidget(self._details)
        whole.addWidget(Rule())

    def _make_menu(self) -> None:
        self._menu = QMenu(self)
        self._menu.addAction(tr("Change the words")).triggered.connect(self._begin_editing)
        self._up = self._menu.addAction(tr("Move up"))
        self._down = self._menu.addAction(tr("Move down"))
        self._up.triggered.connect(partial(self._move, -1))
        self._down.triggered.connect(partial(self._move, 1))
        self._menu.addAction(tr("Take off the list")).triggered.connect(self._remove)
        self._more.clicked.connect(self._unfold)

    def show_step(self, step: RiskStepRow, source: Source) -> None:
        """Show what the step says now."""
        unread = not step.text
        self._check.setText(step.text or tr("Step that you may not read"))
        self._check.setChecked(step.done_at is not None)
        self._more.set_name(tr("More about: {step}").format(step=step.text))
        self._done_at = step.done_at
        self._details.setVisible(step.done_at is not None and not unread)
        if not self._time.hasFocus():
            self._time.set_value(clock.local(step.done_at).time() if step.done_at else None)
        self._person.show_text(step.person, source)
        self._result.show_text(step.result, source)
        self.setEnabled(not unread)

    def set_place(self, *, first: bool, last: bool) -> None:
        """Whether it can move."""
        self._up.setEnabled(not first)
        self._down.setEnabled(not last)

    def _tick(self, done: bool) -> None:
        self.asked.emit("tick_step", {"ticked": done})

    def _set_time(self, at: time | None) -> None:
        if at is not None:
            self.asked.emit("tick_step", {"at": moment_of(self._done_at, at)})

    def _move(self, by: int) -> None:
        self.asked.emit("move_step", {"by": by})

    def _remove(self) -> None:
        self.asked.emit("remove_step", {})

    def _unfold(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _begin_editing(self) -> None:
        self._edit.setText(self._check.text())
        self._check.setVisible(False)
        self._edit.setVisible(True)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def _end_editing(self) -> None:
        self._edit.setVisible(False)
        self._check.setVisible(True)

    def _save_text(self) -> None:
        text = self._edit.text().strip()
        if text and text != self._check.text():
            self._check.setText(text)
            self.asked.emit("set_step", {"text": text})
        self._end_editing()
        self._check.setFocus(Qt.FocusReason.OtherFocusReason)


class _Line(QLineEdit):
    """A line whose Enter is its own, and which Esc leaves: `left`."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def moment_of(day_of: datetime | None, at: time) -> datetime:
    """That time on the day of a moment, or today."""
    day = clock.local(day_of or clock.now())
    return datetime.combine(day.date(), at, day.tzinfo)
