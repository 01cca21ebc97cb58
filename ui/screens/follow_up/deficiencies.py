"""Deficiencies of the follow-up: the list, and the one that is open beside it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock, formats, i18n
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.shapes.enums import DeficiencyStatus
from inspektor.shapes.judgement import DeficiencyRow
from inspektor.shapes.rules import DEFICIENCY_STEPS
from ui import theme
from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up import marks, places
from ui.screens.follow_up.deficiency_form import DeficiencyForm
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.buttons import IconButton, primary, quiet
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.keys import bind
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import PageHeader, ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import outlasts, reads
from ui.widgets.step_line import StepLine
from ui.widgets.text import Label

_DETAIL = 456
_STEPS: tuple[tuple[str, tuple[DeficiencyStatus, ...]], ...] = (
    (tr_mark("Found"), (DeficiencyStatus.IDENTIFIED,)),
    (
        tr_mark("Told"),
        (
            DeficiencyStatus.COMMUNICATED,
            DeficiencyStatus.ACCEPTED,
            DeficiencyStatus.DISPUTED,
            DeficiencyStatus.ESCALATED,
        ),
    ),
    (tr_mark("Remedy planned"), (DeficiencyStatus.ACTION_PLANNED,)),
    (tr_mark("Evidence"), (DeficiencyStatus.EVIDENCE_RECEIVED,)),
    (tr_mark("Verified"), (DeficiencyStatus.VERIFIED,)),
    (tr_mark("Closed down"), (DeficiencyStatus.CLOSED,)),
)
"""The six steps a deficiency goes; the statuses that stand at each."""


class DeficienciesPage(PlacePage):
    """A deficiency opens in the judgement, where a requirement is rated partly met or not met."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._rows: tuple[DeficiencyRow, ...] = ()
        self._shown = ""
        self._latest = Latest(self.operations, self, self._show)
        self._header = PageHeader(tr("Deficiencies"))
        self._list = ListRows(tr("Deficiencies"), chip_width=110, end_width=96)
        self._empty = EmptyState(
            "triangle-alert",
            tr("A deficiency opens when a requirement is judged partly met or not met."),
            tr("Go to the judgement"),
        )
        self._empty.setVisible(False)
        self._severity, self._status = Chip(""), Chip("")
        self._history = IconButton("history", tr("History"), small=True)
        self._title, self._requirement = (
            Label("", "card", wrap=True),
            Label("", "secondary", "muted", wrap=True),
        )
        self._steps = StepLine(tr("How far it has come"))
        self._tell = primary(tr("The provider has been told"), "send")
        reads(self._history)
        outlasts(self._tell)
        self._form = DeficiencyForm(opened, spacing=14)
        self._lay_out()
        self._list.chosen.connect(self._open)
        self._list.opened.connect(self._write)
        self._empty.acted.connect(self._to_judgement)
        bind(self, ("Ctrl+H", self._show_history), reading=True)
        self._refresher = Refresher(
            self, self.operations.changed, ("deficiency", "follow_up", "unit"), self._read
        )

    def _lay_out(self) -> None:
        card = Card(padding=10)
        card.add(self._list, 1)
        card.add(self._empty, 1)
        self._detail = Card(padding=0)
        scroll = ScrollColumn(margin=20, spacing=8)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._severity)
        chips.addWidget(self._status)
        chips.addStretch(1)
        chips.addWidget(self._history)
        scroll.body.addLayout(chips)
        scroll.add(self._title)
        scroll.add(self._requirement)
        scroll.body.addSpacing(6)
        scroll.add(self._steps)
        scroll.body.addSpacing(6)
        scroll.add(self._form)
        scroll.body.addStretch(1)
        self._detail.add(scroll, 1)
        judge = quiet(tr("Judgement"), "scale")
        reads(judge)
        judge.setAccessibleName(tr("Open the judgement"))
        self._history.clicked.connect(self._show_history)
        self._tell.clicked.connect(self._communicate)
        judge.clicked.connect(self._to_judgement)
        self._detail.set_footer(_foot(judge, self._tell))
        self._detail.setVisible(False)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(card, 1)
        both.addWidget(self._detail)
        self.add(self._header)
        self.body.addLayout(both, 1)

    def _read(self) -> None:
        self._latest.ask("queries.judgement.deficiencies", self.opened.id)

    def _show(self, rows: tuple[DeficiencyRow, ...]) -> None:
        self._rows = rows
        today = clock.local(clock.now()).date()
        self._list.set_rows([_list_row(row, today) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        n, said = len(rows), sum(row.said_on_site for row in rows)
        words = [tr_n("{n} deficiency", "{n} deficiencies", n).format(n=n)] if n else []
        if said:
            words.append(tr("{n} said on site").format(n=said))
        self._header.set_facts(" · ".join(words))
        shown = self._row(self._shown) or next(iter(rows), None)
        self._detail.setVisible(shown is not None)
        if shown is not None:
            self._show_row(shown)
            self._list.set_current(shown.id)

    def _row(self, row_id: str) -> DeficiencyRow | None:
        return next((row for row in self._rows if row.id == row_id), None)

    def _show_row(self, row: DeficiencyRow) -> None:
        self._shown = row.id
        template = self.opened.template
        text = ""
        if template is not None and template.has(row.requirement):
            text = template.requirement(row.requirement).text
        words = tr("Deficiency in requirement {code}")
        self._title.setText(words.format(code=marks.short(row.requirement)))
        self._requirement.setText(text)
        self._severity.show_state(tr(row.severity.label), marks.SEVERITY_LOOK[row.severity][1])
        chip = marks.deficiency_chip(row.status)
        self._status.show_state(chip.text, chip.kind, chip.icon)
        names = [tr(words) for words, _ in _STEPS]
        at = next(n for n, (_, statuses) in enumerate(_STEPS) if row.status in statuses)
        self._steps.show_steps(names, at, tr(row.status.label))
        self._tell.setVisible(row.status in DEFICIENCY_STEPS)
        self._form.show_deficiency(row)

    def show_detail(self, detail: str) -> None:
        row = self._row(detail)
        if row is not None:
            self._show_row(row)
            self._list.set_current(row.id)
        elif detail:
            self._shown = detail

    def focus_first(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row_id: str) -> None:
        row = self._row(row_id)
        if row is not None:
            self._show_row(row)

    def _write(self, row_id: str) -> None:
        self._open(row_id)
        self._form.focus_first()

    def _to_judgement(self) -> None:
        row = self._row(self._shown)
        self.opened.go_asked.emit(places.JUDGEMENT, row.requirement if row else "")

    def _communicate(self) -> None:
        self._form.flush()
        self.operations.change(
            "actions.assessments.communicate_deficiency",
            self._shown,
            owner=self,
            done=self._communicated,
            failed=self._not_communicated,
        )

    def _communicated(self, _: ChangeSet) -> None:
        self.opened.undoable.emit(tr("Noted that the provider has been told"))

    def _not_communicated(self, error: InspektorError) -> None:
        if not self._form.refuse(error):
            self.operations.troubled.emit(error)

    def _show_history(self) -> None:
        if self._shown:
            title = self._title.text()
            HistoryDialog(self.operations, "deficiency", self._shown, title, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._detail.setFixedWidth(theme.px(_DETAIL - 40 if self.narrow() else _DETAIL))


def _list_row(row: DeficiencyRow, today: date) -> ListRow:
    level, tone = marks.SEVERITY_LOOK[row.severity]
    parts = [tr(row.severity.label), tr("requirement {code}").format(code=marks.short(row.requirement))]
    if row.said_on_site:
        parts.append(tr("said on site"))
    end, end_tone = (tr("No date"), ""), "muted"
    if row.deadline is not None:
        end = (
            formats.date_short(row.deadline, i18n.language()),
            formats.relative_day(row.deadline, today).lower(),
        )
        days = (row.deadline - today).days
        end_tone = "bad" if days < 0 else "warn" if days <= 1 else "muted"
    title = " ".join(row.description.split())
    return ListRow(
        row.id,
        title or tr("Nothing written yet"),
        " · ".join(parts),
        bars=level,
        tone=tone,
        chip=marks.deficiency_chip(row.status),
        end=end,
        end_tone=end_tone,
    )


def _foot(left: QWidget, right: QWidget) -> QWidget:
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return foot
