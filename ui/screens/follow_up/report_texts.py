"""The texts of the follow-up report: each follows what it is built of until somebody words it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.ids import derived_id
from inspektor.shapes.report import TITLES, ReportText, finding_code
from ui import theme
from ui.screens.follow_up import marks, places
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.report_quotes import ReportQuotes
from ui.screens.follow_up.report_remarks import ReportRemarks
from ui.widgets.banner import Banner
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card, Rule
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord

_SOURCES = {
    "background": (places.OVERVIEW, ""),
    "scope": (places.PREPARATION, ""),
    "method": (places.OVERVIEW, ""),
    "limits": (places.OVERVIEW, ""),
    "complaints": (places.OVERVIEW, ""),
    "next": (places.OVERVIEW, ""),
    "earlier": (places.DEFICIENCIES, ""),
    "ivo": (places.DEFICIENCIES, ""),
}
_LIST, _LEAST = 340, 160


class _Wording(WrittenRecord):
    """Saved by follow-up and place: the row may not be there yet."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget) -> None:
        super().__init__(opened.operations, "report_text", "", parent)
        self._opened = opened
        self.place = ""

    def _save(self, field: Written, text: str, still_typing: bool) -> None:
        if self.place:
            self._opened.operations.change(
                "actions.report_texts.set_text",
                self._opened.id,
                self.place,
                text,
                owner=field,
                done=field.saved,
                failed=field.refused,
                held=field.held,
                amend=still_typing,
            )


class ReportTexts(QWidget):
    """The list of texts at the left, the one that is worded at the right. `source_asked(place, detail)`."""

    source_asked = Signal(str, str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._texts: dict[str, ReportText] = {}
        self._wanted = ""
        self._to_write_in: frozenset[str] = frozenset()
        self._latest = Latest(opened.operations, self, self._take)
        self._accepted = Latest(opened.operations, self, self._take_accepted)
        self._list = ListRows(tr("Texts of the report"))
        self._title = Label("", "card", wrap=True)
        self._asked = Label("", "secondary", "muted", wrap=True)
        self._source = link(tr("Show what it is built of"))
        reads(self._source)
        self._outdated = Banner(
            "warn",
            tr("What it is built of has changed"),
            tr("Your wording stands until you change it."),
            tr("Keep my wording"),
        )
        self._wording = _Wording(opened, self)
        self._field = self._wording.add(
            Written(
                "text",
                tr("In the report"),
                lines=6,
                most=18,
                hint=tr("Follows what is noted until you word it."),
            )
        )
        self._again = secondary(tr("Follow it again"), "undo-2")
        self._built = Label("", "body", wrap=True)
        self._below = (Rule(), Label(tr("Built of what is noted"), "label", "muted"), self._built)
        self._quotes = ReportQuotes(opened)
        self._remarks = ReportRemarks(opened, self._show_rows)
        self._lay_out()
        self._list.chosen.connect(self._show)
        self._list.opened.connect(self._write)
        self._source.clicked.connect(self._go_to_source)
        self._again.clicked.connect(self._follow)
        self._outdated.acted.connect(self._keep)

    def _lay_out(self) -> None:
        side, desk = Card(padding=8), Card(padding=0)
        side.add(self._list, 1)
        side.setMinimumWidth(theme.px(_LEAST))
        side.setMaximumWidth(theme.px(_LIST))
        column = ScrollColumn(margin=20, spacing=12)
        foot = QHBoxLayout()
        foot.addWidget(self._source)
        foot.addStretch(1)
        foot.addWidget(self._again)
        for widget in (self._title, self._asked, self._outdated, self._field):
            column.add(widget)
        column.body.addLayout(foot)
        for built in (*self._below, self._quotes, self._remarks):
            column.add(built)
        column.body.addStretch(1)
        desk.add(column, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(side, 1)
        row.addWidget(desk, 1)
        for later in (self._outdated, self._again, self._quotes, *self._below):
            later.setVisible(False)  # until there is a text to show

    def read(self) -> None:
        """Ask for the texts as they are now."""
        self._accepted.ask("queries.fact_checks.to_write_in", self._opened.id)
        self._latest.ask("queries.report_texts.report_texts", self._opened.id)
        self._quotes.read()
        self._remarks.read()

    def _take_accepted(self, keys: frozenset[str]) -> None:
        self._to_write_in = keys
        self._show_rows()

    def _show_rows(self) -> None:
        self._list.set_rows([self._row(each) for each in self._texts.values()])

    def go_to(self, key: str) -> None:
        """Open the text of that key, now or once it is read."""
        self._wanted = key
        self.read()

    def _take(self, texts: tuple[ReportText, ...]) -> None:
        self._texts = {each.key: each for each in texts}
        self._show_rows()
        wanted, self._wanted = self._wanted, ""
        if texts and (wanted or not self._list.current_key()):
            self._list.set_current(wanted or texts[0].key)
        self._show(self._list.current_key())

    def _row(self, each: ReportText) -> ListRow:
        chip = ChipSpec(tr("Worded"), "accent", "pencil") if each.is_edited else None
        if each.outdated:
            chip = ChipSpec(tr("Changed source"), "warn", "triangle-alert")
        if each.key in self._remarks.waiting():
            chip = ChipSpec(tr("Remark"), "warn", "message-square-text")
        if each.key in self._to_write_in:
            chip = ChipSpec(tr("To write in"), "warn", "pencil")
        words = " ".join(each.text.split()) or tr("Nothing is written")
        return ListRow(each.key, self._name(each.key), words, chip=chip)

    def _name(self, key: str) -> str:
        code = finding_code(key)
        if code:
            return tr("Requirement {code}").format(code=marks.short(code))
        title = TITLES[key]
        return tr(title)

    def _show(self, key: str) -> None:
        text = self._texts.get(key)
        if text is None:
            return
        template, code = self._opened.template, finding_code(key)
        asked = (
            template.requirement(code).text if code and template is not None and template.has(code) else ""
        )
        self._title.setText(self._name(key))
        self._asked.setText(asked)
        self._asked.setVisible(bool(asked))
        self._outdated.setVisible(text.outdated)
        if self._wording.place != key:
            self._wording.flush()  # while it still writes for the one before
        self._wording.show(derived_id("report_text", self._opened.id, key), {"text": text.text})
        self._wording.place = key
        self._quotes.show_of(code)
        self._remarks.show_of(key)
        self._again.setVisible(text.is_edited)
        self._built.setText(text.built or tr("Nothing is noted that it could be built of."))
        for widget in self._below:
            widget.setVisible(text.is_edited or not text.built)

    def _write(self, _: str) -> None:
        self._field.focus()

    def _go_to_source(self) -> None:
        key = self._list.current_key()
        default = (places.JUDGEMENT, finding_code(key))
        self.source_asked.emit(*_SOURCES.get(key, default))

    def _follow(self) -> None:
        self._change("follow_built")
        self._opened.undoable.emit(tr("The text follows what is noted again"))

    def _keep(self) -> None:
        self._change("keep")

    def _change(self, verb: str) -> None:
        self._wording.flush()
        self._opened.operations.change(
            f"actions.report_texts.{verb}", self._opened.id, self._wording.place, owner=self
        )

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._wording.flush()

    def focus_first(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()
