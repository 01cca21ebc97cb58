"""Interviews: the list of them, and the one that is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspektor import clock, formats
from inspektor.changes import ChangeSet
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Consent, InterviewStatus
from inspektor.shapes.interviews import InterviewRow
from ui.dialogs.interview import InterviewAnswers, InterviewDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.interview import InterviewView
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher

_TABLES = ("interview", "note")


class InterviewsPage(PlacePage):
    """The list; an interview opens in its place and Esc leads back."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._rows: tuple[InterviewRow, ...] = ()
        self._dialog: InterviewDialog | None = None
        self._latest = Latest(self.operations, self, self._show)
        self._view = InterviewView(opened)
        self._view.left.connect(self._show_list)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(self._view)
        self.add(self._stack, 1)
        self._refresher = Refresher(self, self.operations.changed, _TABLES, self._read)

    def _make_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._header = PageHeader(tr("Interviews"))
        self._new = primary(tr("New interview"), "plus")
        self._new.clicked.connect(self._ask_new)
        self._header.add_action(self._new)
        self._list = ListRows(tr("Interviews"), shows_choice=False)
        self._list.opened.connect(self._open)
        self._empty = EmptyState(
            "message-square",
            tr("The interviews of the follow-up will stand here. Notes can also be written without one."),
        )
        self._empty.setVisible(False)
        card = Card(padding=12)
        card.add(self._list, 1)
        card.add(self._empty, 1)
        column.addWidget(self._header)
        column.addWidget(card, 1)
        return page

    def _read(self) -> None:
        self._latest.ask("queries.interviews.interviews", self.opened.id)

    def _show(self, rows: tuple[InterviewRow, ...]) -> None:
        self._rows = rows
        self._list.set_rows([_row(row, self._label(row)) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        running = sum(row.status is InterviewStatus.RUNNING for row in rows)
        total = tr_n("{n} interview", "{n} interviews", len(rows)).format(n=len(rows))
        going = tr_n("{n} running", "{n} running", running).format(n=running)
        self._header.set_facts(f"{total} · {going}" if running else total if rows else "")

    def _label(self, row: InterviewRow) -> str:
        template = self.opened.template
        own = template.respondent_label(row.role.value) if template else ""
        return own[:1].upper() + own[1:] if own else tr(row.role.label)

    def show_detail(self, detail: str) -> None:
        """An interview, and perhaps a note in it."""
        interview_id, _, note_id = detail.partition(" ")
        if interview_id:
            self._open(interview_id, note_id)

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self._view:
            self._view.focus_first()
        elif self._rows:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, interview_id: str, note_id: str = "") -> None:
        self._stack.setCurrentWidget(self._view)
        self._view.show_interview(interview_id, note_id)

    def _show_list(self) -> None:
        self._stack.setCurrentIndex(0)
        self._list.set_current(self._view.interview_id())
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_new(self) -> None:
        if self.opened.template is not None:
            self._dialog = InterviewDialog(self.opened.template, parent=self)
            self._dialog.answered.connect(self._start)
            self._dialog.finished.connect(self._forget_dialog)
            self._dialog.unfold()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _start(self, answers: InterviewAnswers) -> None:
        declined = answers.consent is Consent.DECLINED
        ended = {"status": InterviewStatus.SAVED, "ended_at": clock.now()} if declined else {}
        self.operations.change(
            "actions.interviews.start",
            self.opened.id,
            answers.role,
            answers.label,
            owner=self,
            done=self._started,
            failed=self._dialog.show_error if self._dialog else None,
            consent=answers.consent,
            interpreter=answers.interpreter,
            support_person=answers.support_person,
            **ended,
        )

    def _started(self, changes: ChangeSet) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._open(changes.created("interview"))


def _row(row: InterviewRow, role: str) -> ListRow:
    notes = tr_n("{n} note", "{n} notes", row.notes).format(n=row.notes)
    parts = [role if row.label else "", notes, _times(row), row.interviewer]
    running = row.status is InterviewStatus.RUNNING
    return ListRow(
        row.id,
        row.label or role,
        " · ".join(part for part in parts if part),
        icon=marks.ROLE_ICON[row.role],
        chip=_chip(row),
        verb=tr("Continue") if running else tr("Open"),
    )


def _chip(row: InterviewRow) -> ChipSpec:
    if row.consent is Consent.DECLINED:
        return ChipSpec(tr(Consent.DECLINED.label), "warn", "circle-minus")
    if row.status is InterviewStatus.RUNNING:
        return ChipSpec(tr(row.status.label), "accent", "message-square")
    return ChipSpec(tr(row.status.label), "neutral", "check")


def _times(row: InterviewRow) -> str:
    times = [formats.clock_time(at) for at in (row.started_at, row.ended_at) if at]
    return "–".join(dict.fromkeys(times))
