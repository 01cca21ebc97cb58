"""Interviews: the list of them, and the one that is open."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from inspektor import formats
from inspektor.changes import ChangeSet
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Channel, Consent, InterviewStatus
from inspektor.shapes.interviews import InterviewRow
from ui.dialogs.interview import InterviewAnswers, InterviewDialog, role_words
from ui.screens.follow_up import marks
from ui.screens.follow_up.interview import InterviewView
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.keys import ITSELF, bind
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows
from ui.widgets.page import PageHeader
from ui.widgets.read_only import unfold
from ui.widgets.refresh import Refresher
from ui.widgets.text import Label

_TABLES = ("interview", "note", "person")


class InterviewsPage(PlacePage):
    """The list; an interview opens in its place and Esc leads back."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._rows: tuple[InterviewRow, ...] = ()
        self._dialog: InterviewDialog | None = None
        self._latest = Latest(self.operations, self, self._show)
        self._stack = QStackedWidget(self)
        self._view = InterviewView(opened, self._stack)
        self._view.left.connect(self._show_list)
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
        self._list.opened.connect(self._open_or_begin)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._unfold_menu)
        acts = (("Del", self._remove_current), ("Ctrl+T", self._take_on), ("F2", self._edit))
        bind(self._list, *acts, where=ITSELF)
        self._empty = EmptyState(
            "message-square",
            tr("The interviews of the follow-up will stand here. Notes can also be written without one."),
        )
        self._empty.setVisible(False)
        card = Card(padding=12)
        card.add(self._list, 1)
        card.add(self._empty, 1)
        words = tr("Enter begins · Ctrl+T takes it on, or leaves it · F2 changes · Delete removes")
        self._hint = Label(words, "small", "muted", wrap=True)
        card.add_inset(self._hint)
        column.addWidget(self._header)
        column.addWidget(card, 1)
        return page

    def _read(self) -> None:
        self._latest.ask("queries.interviews.interviews", self.opened.id)

    def _show(self, rows: tuple[InterviewRow, ...]) -> None:
        self._rows = rows
        template = self.opened.template
        if template is None:
            return
        me = self.opened.me.id if self.opened.me else ""
        self._list.set_rows([_row(row, role_words(template, row.role), me) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows and self._new.hasFocus() and not self._list.current_key():
            self._list.move(1)  # the list came after the page: Enter begins or opens, as if it had been here
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        running = sum(row.status is InterviewStatus.RUNNING for row in rows)
        planned = sum(row.status is InterviewStatus.PLANNED for row in rows)
        facts = [tr_n("{n} interview", "{n} interviews", len(rows)).format(n=len(rows))]
        facts += [tr_n("{n} running", "{n} running", running).format(n=running)] if running else []
        facts += [tr_n("{n} planned", "{n} planned", planned).format(n=planned)] if planned else []
        self._hint.setVisible(planned > 0)
        self._header.set_facts(" · ".join(facts) if rows else "")

    def show_detail(self, detail: str) -> None:
        """An interview, and perhaps a note in it."""
        interview_id, _, note_id = detail.partition(" ")
        if interview_id:
            self._open(interview_id, note_id)

    def respondent(self) -> str:
        return self._view.interview_id() if self._stack.currentWidget() is self._view else ""

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

    def _open_or_begin(self, interview_id: str) -> None:
        """One key on a planned interview begins it."""
        planned = any(row.id == interview_id and row.status is InterviewStatus.PLANNED for row in self._rows)
        if planned and not self.opened.finished:
            self.operations.change("actions.interviews.begin", interview_id, owner=self)
        self._open(interview_id)

    def _planned_row(self) -> InterviewRow | None:
        """The planned interview that a key is about."""
        key, planned = self._list.current_key(), InterviewStatus.PLANNED
        return next((row for row in self._rows if row.id == key and row.status is planned), None)

    def _take_on(self) -> None:
        """Hold a planned interview, or leave it if one holds it already."""
        row, me = self._planned_row(), self.opened.me
        if row is None or me is None:
            return
        verb = "let_go" if row.interviewer_id == me.id else "take_over"
        self.operations.change(f"actions.interviews.{verb}", row.id, owner=self)

    def _edit(self) -> None:
        """Say beforehand who is meant, and when."""
        row, template, sheet = self._planned_row(), self.opened.template, self.opened.sheet
        if row is None or template is None or sheet is None:
            return

        def answered(answers: InterviewAnswers) -> None:
            self.operations.change(
                "actions.interviews.set_fields",
                row.id,
                owner=self,
                done=lambda _: dialog.accept(),
                failed=dialog.show_error,
                role=answers.role,
                **answers.fields,
            )

        dialog = self._dialog = InterviewDialog(template, row, self, day=sheet.planned_on)
        dialog.answered.connect(answered)
        dialog.finished.connect(self._forget_dialog)
        dialog.unfold()

    def _unfold_menu(self, place: QPoint) -> None:
        row, me = self._planned_row(), self.opened.me
        if row is None or me is None:
            return
        held = row.interviewer_id == me.id
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, slot in (
            (tr("Leave the interview") if held else tr("Take on the interview"), self._take_on),
            (tr("Change who takes part"), self._edit),
            (tr("Delete the interview"), self._remove_current),
        ):
            menu.addAction(words).triggered.connect(slot)
        unfold(menu, self._list.viewport().mapToGlobal(place))

    def _remove_current(self) -> None:
        if interview_id := self._list.current_key():
            self.operations.change("actions.interviews.remove", interview_id, owner=self, done=self._removed)

    def _removed(self, _: ChangeSet) -> None:
        self.opened.undoable.emit(tr("The interview is deleted"))

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
        self.operations.change(
            "actions.interviews.start",
            self.opened.id,
            answers.role,
            owner=self,
            done=self._started,
            failed=self._dialog.show_error if self._dialog else None,
            consent=answers.consent,
            **answers.fields,
        )

    def _started(self, changes: ChangeSet) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._open(changes.created("interview"))


def _row(row: InterviewRow, role: str, me: str) -> ListRow:
    withdrawn, planned = (row.status is each for each in (InterviewStatus.WITHDRAWN, InterviewStatus.PLANNED))
    notes = tr_n("{n} note", "{n} notes", row.notes).format(n=row.notes) if row.notes else ""
    nobody = tr("nobody has taken it on")
    held_by = tr("you") if row.interviewer_id == me else row.interviewer or (nobody if planned else "")
    parts = [role if row.label else "", notes, _times(row), held_by, *_helpers(row)]
    second = " · ".join(part for part in parts if part)
    running = row.status is InterviewStatus.RUNNING
    verb = tr("Begin") if planned else tr("Continue") if running else tr("Open")
    return ListRow(
        row.id,
        row.label or role,
        second[:1].upper() + second[1:],
        icon=marks.ROLE_ICON[row.role],
        tone="neutral" if withdrawn else "accent",
        chip=_chip(row),
        verb=verb,
    )


def _helpers(row: InterviewRow) -> list[str]:
    if row.status is InterviewStatus.WITHDRAWN:
        return []
    words = [tr(row.channel.label)] if row.channel is not Channel.ON_SITE else []
    words += [row.language or tr("Interpreter")] if row.interpreter else []
    words += [tr("Support person")] if row.support_person else []
    return [*words, tr("Child")] if row.child else words


def _chip(row: InterviewRow) -> ChipSpec:
    if row.status is InterviewStatus.WITHDRAWN:
        return ChipSpec(tr(row.status.label), "neutral", "eraser")
    if row.consent is Consent.DECLINED:
        return ChipSpec(tr(Consent.DECLINED.label), "warn", "circle-minus")
    if row.ended_early:
        return ChipSpec(tr("Ended early"), "neutral", "circle-minus")
    kind, icon = _STATUS_LOOK.get(row.status, ("neutral", "check"))
    return ChipSpec(tr(row.status.label), kind, icon)


_STATUS_LOOK = {
    InterviewStatus.RUNNING: ("accent", "message-square"),
    InterviewStatus.PLANNED: ("neutral", "calendar"),
}


def _times(row: InterviewRow) -> str:
    if row.started_at is None:
        return formats.clock_time(row.planned_at) if row.planned_at else ""
    times = [formats.clock_time(at) for at in (row.started_at, row.ended_at) if at]
    return "–".join(dict.fromkeys(times))
