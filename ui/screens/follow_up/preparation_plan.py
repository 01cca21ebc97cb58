"""Who is to be heard, and how many of each."""

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import InterviewStatus, Role
from inspektor.shapes.interviews import InterviewRow
from ui.screens.follow_up import places
from ui.screens.follow_up.count_field import CountField
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.text import Label

_MOST = 50


class PlanCard(Card):
    """The interview plan: each planned interview is a row among the interviews, begun from there."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who is to be heard"), parent=parent)
        self._opened, self._operations = opened, opened.operations
        self._counts: dict[Role, CountField] = {}
        self._facts: dict[Role, Label] = {}
        self._latest = Latest(self._operations, self, self._show)
        to_interviews = link(tr("Interviews"), "message-square")
        reads(to_interviews)
        to_interviews.clicked.connect(self._go_to_interviews)
        self.add_action(to_interviews)
        self.add(
            Label(
                tr("Interviews to hold, by role. Each is begun under Interviews."),
                "secondary",
                "muted",
                wrap=True,
            )
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        for number, role in enumerate(Role):
            self._add_role(number, role)
        self._refresher = Refresher(
            self, self._operations.changed, ("interview", "note", "person"), self._read
        )

    def _add_role(self, number: int, role: Role) -> None:
        name = self._name(role)
        count = self._counts[role] = CountField(name, most=_MOST)
        count.picked.connect(partial(self._set, role))
        fact = self._facts[role] = Label("", "secondary", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, "body", wrap=True))
        words.addWidget(fact)
        self._grid.addLayout(words, number, 0)
        self._grid.addWidget(count, number, 1, Qt.AlignmentFlag.AlignVCenter)

    def _name(self, role: Role) -> str:
        template = self._opened.template
        own = template.respondent_label(role.value) if template is not None else ""
        return own[:1].upper() + own[1:] if own else tr(role.label)

    def focus_first(self) -> None:
        """Give the keyboard to the first role."""
        self._counts[Role.MANAGEMENT].setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        self._latest.ask("queries.interviews.interviews", self._opened.id)

    def _show(self, rows: tuple[InterviewRow, ...]) -> None:
        planned = Counter(row.role for row in rows if row.status is InterviewStatus.PLANNED)
        begun = Counter(row.role for row in rows if row.held)
        for role, count in self._counts.items():
            if count.value() != planned[role]:
                count.set_value(planned[role])
            n = begun[role]
            self._facts[role].setText(tr_n("{n} begun", "{n} begun", n).format(n=n) if n else "")
            self._facts[role].setVisible(n > 0)
        self.set_count(str(planned.total()) if planned else "")

    def _set(self, role: Role, wanted: int) -> None:
        self._operations.change(
            "actions.interviews.plan_interviews", self._opened.id, role, wanted, owner=self
        )

    def _go_to_interviews(self) -> None:
        self._opened.go_asked.emit(places.INTERVIEWS, "")
