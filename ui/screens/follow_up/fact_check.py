"""Fact check: the draft's points are frozen and sent, the provider's views taken in and answered one by one."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from inspektor import clock
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.fact_check import Round, deficiency_of
from ui import theme
from ui.screens.follow_up import fact_check_words as words
from ui.screens.follow_up import places
from ui.screens.follow_up.fact_check_files import FactCheckFiles
from ui.screens.follow_up.fact_check_form import FactCheckForm
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import MenuButton, primary, secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.list_rows import ListRows
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.written import Marks

_TABLES = ("fact_check", "fact_reply", "report_text", "assessment", "deficiency", "follow_up")
_LIST = 420


class FactCheckPage(PlacePage):
    """The newest round: its points with what is said of them at the left, the one that is open beside it."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._round: Round | None = None
        self._wanted = ""
        self._latest = Latest(self.operations, self, self._show)
        self._header = PageHeader(tr("Fact check"))
        self._late = Chip("", "bad", "clock")
        self._save = MenuButton(tr("Save the points"))
        reads(self._save, self._save.menu())
        self._again = secondary(tr("New round"), "refresh-cw")
        self._receive = primary(tr("Take in the reply"), "upload")
        self._due = DateField()
        self._due_field = Field(tr("Answer wanted by"), self._due, beside=True)
        self._marks = Marks(self.operations, "fact_check", self)
        self._marks.add(self._due_field)
        self._list = ListRows(tr("Points and views"))
        self._form = FactCheckForm(opened, self)
        self.banners = BannerArea()
        self.files = FactCheckFiles(self.operations, self, self.banners)
        self._empty = EmptyState(
            "clipboard-check",
            tr(
                "The provider is asked whether the facts of the draft are right. Its background, findings and deficiencies"
                " are frozen and numbered, and saved in a file to send."
            ),
            tr("Freeze the draft"),
        )
        self._lay_out()
        self._connect()
        self._refresher = Refresher(self, self.operations.changed, _TABLES, self._read)

    def _lay_out(self) -> None:
        self._header.add_middle(self._late)
        for button in (self._again, self._save, self._receive):
            self._header.add_action(button)
        side = Card(padding=10)
        side.add(self._due_field)
        side.add(self._list, 1)
        side.setMaximumWidth(theme.px(_LIST))
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(side, 1)
        row.addWidget(self._form, 1)
        nothing = Card()
        nothing.add(self._empty, 1)
        self._desk = QStackedWidget()
        self._desk.addWidget(nothing)
        self._desk.addWidget(work)
        self.add(self._header)
        self.add(self.banners)
        self.add(self._desk, 1)
        self._show_buttons()

    def _connect(self) -> None:
        self._empty.acted.connect(self._send)
        self._again.clicked.connect(self._send)
        for said, word in ((tr("As a Word file"), True), (tr("As an Excel workbook"), False)):
            self._save.menu().addAction(said).triggered.connect(partial(self._ask_place, word=word))
        self._receive.clicked.connect(self._ask_file)
        self.files.taken.connect(self._begin_anew)
        self._due.picked.connect(self._set_due)
        self._list.chosen.connect(self._open)
        self._list.opened.connect(self._write)
        self._form.made.connect(self._want)
        self._form.text_asked.connect(self._go_to_text)

    # Reading

    def _read(self) -> None:
        self._latest.ask("queries.fact_checks.newest", self.opened.id)

    def _show(self, newest: Round | None) -> None:
        begun, self._round = self._round is None and newest is not None, newest
        self._marks.show(newest.id if newest is not None else "")
        holds_keyboard = self._empty.isAncestorOf(QApplication.focusWidget() or self)
        self._desk.setCurrentIndex(newest is not None)
        self._show_buttons()
        if newest is None:
            return
        if not self._due.hasFocus() or self._due.value() != newest.due:
            self._due.set_value(newest.due)
        self._list.set_rows(words.rows(newest))
        wanted, self._wanted = self._wanted, ""
        if wanted or not self._list.current_key():
            self._list.set_current(wanted or words.first(newest))
        self._open(self._list.current_key())
        if begun and holds_keyboard:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        newest = self._round
        today = as_date(clock.now())
        for button in (self._save, self._again, self._receive):
            button.setVisible(newest is not None)
        self._late.setVisible(newest is not None and newest.overdue(today))
        self._header.set_facts(words.facts(newest) if newest is not None else "")
        if newest is not None:
            self._late.show_state(words.late(newest, today), "bad", "clock")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_buttons()  # days may have passed

    def show_detail(self, detail: str) -> None:
        if detail:
            self._want(detail)

    def _want(self, key: str) -> None:
        self._wanted = key
        self._read()

    def focus_first(self) -> None:
        target = self._empty if self._round is None else self._list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: str) -> None:
        if self._round is not None:
            self._form.show_row(self._round, key)

    def _write(self, key: str) -> None:
        self._open(key)
        self._form.focus_first()

    # Writing

    def _send(self) -> None:
        self._form.flush()
        self.operations.change(
            "actions.fact_checks.send",
            self.opened.id,
            owner=self,
            done=self._was_sent,
            failed=self.files.tell,
        )

    def _was_sent(self, _: ChangeSet) -> None:
        self._list.set_current("")
        self.banners.clear()
        saving = self.banners.tell(
            "ok",
            tr("The points are frozen and numbered."),
            tr("Save them in a file and send it to the provider."),
            tr("Save as a Word file"),
        )
        saving.acted.connect(partial(self._ask_place, word=True))
        self.opened.undoable.emit(tr("The draft was frozen for the fact check"))

    def _ask_place(self, _: bool = False, *, word: bool) -> None:
        if self._round is not None and self.opened.sheet is not None:
            self.files.ask_place(self._round.id, self.opened.sheet.unit.name, word=word)

    def _ask_file(self) -> None:
        self._form.flush()
        if self._round is not None:
            self.files.ask_file(self._round.id)

    def _begin_anew(self) -> None:
        """Go to what is to be answered first."""
        self._list.set_current("")
        self._read()

    def _set_due(self, due: date | None) -> None:
        if self._round is None or due is None:
            return
        self._due_field.clear_error()
        self.operations.change(
            "actions.fact_checks.set_due", self._round.id, due, owner=self, failed=self._due_refused
        )

    def _due_refused(self, error: InspektorError) -> None:
        self._due_field.set_error(error.text())

    def _go_to_text(self, key: str) -> None:
        row_id = deficiency_of(key)
        place = places.DEFICIENCIES if row_id else places.REPORT
        self.opened.go_asked.emit(place, row_id or key)
