"""Report: the protocol or the report as it will be printed, what stands in the way of signing it, and who signs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind, TimestampState
from inspektor.shapes.judgement import Gap
from ui import theme
from ui.screens.follow_up import places, report_words
from ui.screens.follow_up.gaps_card import GAP_TABLES
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.other_papers import OtherPapers
from ui.screens.follow_up.place_page import PlacePage
from ui.screens.follow_up.report_choice import ReportChoice
from ui.screens.follow_up.report_copies import ReportCopies
from ui.screens.follow_up.report_paper import ReportPaper
from ui.screens.follow_up.report_readers import ReportReaders
from ui.screens.follow_up.report_records import ReportRecords
from ui.screens.follow_up.report_side import ReportSide
from ui.screens.follow_up.report_signing import ReportSigning
from ui.screens.follow_up.report_texts import ReportTexts
from ui.screens.follow_up.report_theirs import ReportTheirs
from ui.screens.follow_up.report_word import ReportWord
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton, primary, secondary
from ui.widgets.keys import bind
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads

_SIDE, _READING = 392, "reading"
_TABLES = (*GAP_TABLES, "sample", "report_text", "quote", "reading", "remark", "letterhead", "provider")


class ReportPage(PlacePage):
    """The signed document stays in sight beside the draft of the next version; the follow-up goes on."""

    edits = False

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._changed: tuple[str, ...] = ()
        self._asked_gaps = Latest(self.operations, self, self._take_gaps)
        self._asked_changed = Latest(self.operations, self, self._take_changed)
        self._header = PageHeader(tr("Report"))
        self._choice, self._texts = ReportChoice(), ReportTexts(opened)
        self._print = IconButton("printer", tr("Print"), framed=True)
        self._check = IconButton("shield-check", tr("Check the document"), framed=True)
        self._save = secondary(tr("Save as"), "download")
        self._sign = primary(tr("Sign"), "pen-line")
        self._feedback = IconButton("message-square-text", tr("Preliminary observations"), framed=True)
        self._papers = OtherPapers(opened, self)
        reads(self._choice, self._print, self._check, self._save, self._feedback, self._papers.button)
        self._stale = Banner("warn", tr("Changed after the protocol"), " ")
        self._stale.setVisible(False)
        self._paper, self._readers = ReportPaper(opened), ReportReaders(opened)
        self._records = ReportRecords(opened)
        self._side = ReportSide(self._readers, self._records)
        self._signing = ReportSigning(opened, self)
        self._copies = ReportCopies(opened, self, self._paper.banners)
        self._word = ReportWord(opened)
        self._theirs = ReportTheirs(opened, self, self._paper.banners)
        self._lay_out()
        self._connect()
        self._refresher = Refresher(self, self.operations.changed, _TABLES, self._read)

    def _lay_out(self) -> None:
        others, word = self._papers.button, self._word.button
        for button in (self._print, self._check, self._feedback, others, self._save, word, self._sign):
            self._header.add_action(button)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._desk = QStackedWidget()
        self._desk.addWidget(self._paper)
        self._desk.addWidget(self._texts)
        row.addWidget(self._desk, 1)
        row.addWidget(self._side)
        for part in (self._header, self._choice, self._stale, self._word):
            self.add(part)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self._choice.turned.connect(self._show_chosen)
        self._records.asked.connect(self._choice.pick)
        self._texts.source_asked.connect(self._go)
        self._print.clicked.connect(self._ask_printer)
        self._feedback.clicked.connect(lambda: self._go(places.FEEDBACK, ""))
        self._save.clicked.connect(self._ask_place)
        self._check.clicked.connect(self._verify)
        self._sign.clicked.connect(self._ask_signature)
        self._signing.named.connect(self._paper.name_representative)
        self._paper.shown.connect(self._show_facts)
        self._paper.view.page_changed.connect(self._show_facts)
        self._side.gap_opened.connect(self._go)
        self._side.here_asked.connect(self._ask_their_signature)
        self._side.returned_asked.connect(self._theirs.ask_for_file)
        self.opened.sheet_changed.connect(self._show_sheet)
        bind(self, ("Ctrl+P", self._ask_printer), reading=True)

    def _read(self) -> None:
        self._asked_gaps.ask("queries.gaps.gaps", self.opened.id, self._choice.kind())
        self._asked_changed.ask("queries.protocol.changed_after", self.opened.id)
        self._show_sheet()
        self._readers.read()
        if self._choice.writing():
            self._texts.read()
        elif self._choice.document() is None:
            self._paper.show_draft(self._choice.kind(), at_once=not self._paper.data)

    def _show_sheet(self) -> None:
        if self.opened.sheet is not None:
            self._choice.show_sheet(self.opened.sheet)
            self._show_state()

    def _show_chosen(self) -> None:
        self._texts.flush()
        document, writing = self._choice.document(), self._choice.writing()
        self._desk.setCurrentWidget(self._texts if writing else self._paper)
        self._fit_side()
        self._side.show_findings(())
        self._show_state()
        if not self.isVisible():
            return
        self._asked_gaps.ask("queries.gaps.gaps", self.opened.id, self._choice.kind())
        if document is not None:
            self._paper.show_document(document.id)
        elif not writing:
            self._paper.show_draft(self._choice.kind(), at_once=True)

    def _show_state(self) -> None:
        sheet, document = self.opened.sheet, self._choice.document()
        if sheet is None:
            return
        signers = report_words.signers(sheet, document, self.opened.me)
        theirs = document.representative_place() if document else None
        self._side.show_signers(signers, waits_for_theirs=theirs is not None)
        self._side.show_stamp(document.timestamp if document else TimestampState.NONE)
        drafting = document is None and not sheet.finished
        self._side.set_gaps_shown(drafting)
        self._readers.setVisible(drafting and self._choice.kind() is DocumentKind.FOLLOW_UP_REPORT)
        for button in (self._save, self._check):
            button.setVisible(document is not None)
        self._word.set_document(self._choice.kind(), document.id if document else "")
        mine = (document is not None or not sheet.finished) and any(
            signer.mine and not signer.signed for signer in signers
        )
        self._sign.setVisible(mine or (document is None and not sheet.finished))
        protocol = document is not None and document.kind is DocumentKind.VISIT_PROTOCOL
        self._stale.setVisible(bool(self._changed) and protocol)
        self._print.setEnabled(not self._choice.writing())
        self._show_facts()

    def _show_facts(self) -> None:
        if self.opened.sheet is not None:
            kind, pages = self._choice.kind(), 0 if self._choice.writing() else self._paper.view.page_count()
            words = report_words.document_facts(kind, self._choice.document(), self.opened.sheet, pages)
            self._header.set_facts(words)

    def _take_gaps(self, gaps: tuple[Gap, ...]) -> None:
        self._side.show_gaps(gaps)

    def _take_changed(self, names: tuple[str, ...]) -> None:
        self._changed = names
        words = tr("The signed protocol no longer says the same of: {parts}. A new version can be signed.")
        self._stale.say(tr("Changed after the protocol"), words.format(parts=report_words.parts(names)))
        self._show_state()

    def show_detail(self, detail: str) -> None:
        if detail == _READING:
            self._choice.show_texts()
            self._readers.focus_first()
        elif detail:
            self._choice.show_texts()
            self._texts.go_to(detail)

    def focus_first(self) -> None:
        if self._choice.writing():
            self._texts.focus_first()
        else:
            self._paper.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, place: str, detail: str) -> None:
        self.opened.go_asked.emit(place, detail)

    def _ask_signature(self) -> None:
        self._texts.flush()
        document = self._choice.document()
        if document is None and self._side.go_to_stop():
            return
        self._signing.ask(document, self._choice.kind())

    def _ask_their_signature(self) -> None:
        document = self._choice.document()
        if document is not None:
            self._theirs.ask(document)

    def _ask_printer(self) -> None:
        if not self._choice.writing():
            self._copies.ask_printer(self._paper.data)

    def _ask_place(self) -> None:
        document, sheet = self._choice.document(), self.opened.sheet
        if document is not None and sheet is not None:
            self._copies.ask_place(document, sheet)

    def _verify(self) -> None:
        self._signing.verify(self._paper.data, self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        """Where there is little room, who writes needs it more."""
        less = (60 if self._choice.writing() else 40) if self.narrow() else 0
        self._side.setFixedWidth(theme.px(_SIDE - less))
