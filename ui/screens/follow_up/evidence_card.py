"""The left side of the judgement: the requirement, what flags itself, and its sources side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.judgement import JudgementSheet
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks, source_rows
from ui.screens.follow_up.source_list import SourceHead, SourceList
from ui.screens.follow_up.source_rows import SourceLine, definite, listed, within
from ui.widgets.banner import Banner
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel, Label
from ui.widgets.versions_mark import VersionsMark


class EvidenceCard(Card):
    """`weighed(line, stance or None)`, `untied(line)`, `add_asked`, `history_asked` of the current source."""

    weighed = Signal(object, object)
    untied = Signal(object)
    add_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self._rows: list[SourceLine] = []
        self._only_clash = False
        self._place = ElidedLabel("", "head", "muted")
        self._text = Label("", "card", wrap=True)
        self._source = Label("", "secondary", "muted", wrap=True)
        self._clash = Banner("warn", "", " ", tr("Read them"), icon="git-compare-arrows")
        self._alone = Banner("warn", tr("Builds on a single kind of source"), " ")
        self._list = SourceList()
        self._tally = ElidedLabel("", "secondary", "muted")
        self.versions = VersionsMark(self)
        self._all = link(tr("Show all sources"))
        reads(self._all, self._clash)
        self._lay_out()
        self._list.weighed.connect(self.weighed)
        self._list.untied.connect(self.untied)
        self._clash.acted.connect(self._read_clash)
        self._all.clicked.connect(self._read_all)
        history = QAction(tr("History"), self._list)
        away = QAction(tr("Take away from the requirement"), self._list)
        history.triggered.connect(self.history_asked)
        away.triggered.connect(self._list.untie_current)
        reads(history)
        self._list.addActions([history, away])
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 18, 20, 8)
        head.setSpacing(4)
        for label in (self._place, self._text, self._source):
            head.addWidget(label)
        head.addSpacing(4)
        for banner in (self._clash, self._alone):
            banner.setVisible(False)
            head.addWidget(banner)
        self.body.addLayout(head)
        self.add(SourceHead())
        self.add(self._list, 1)
        add = link(tr("Add a source"), "plus")
        add.clicked.connect(self.add_asked)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._tally, 1)
        row.addWidget(self.versions)
        row.addWidget(self._all)
        row.addWidget(add)
        self.set_footer(foot)
        self._all.setVisible(False)

    def show_sheet(self, sheet: JudgementSheet, template: Template, talks: Sequence[InterviewRow]) -> None:
        """Show this requirement and its sources."""
        if not template.has(sheet.code):
            return  # taken away a moment ago
        code = tr("Requirement {code}").format(code=marks.short(sheet.code))
        place = f"{code} · {sheet.area}"
        if place != self._place.text():
            self._only_clash = False
        self._place.setText(place)
        self._text.setText(sheet.text)
        self._source.setText(sheet.source)
        self._source.setVisible(bool(sheet.source))
        self._rows = source_rows.lines(sheet, template, talks)
        self._tally.setText(source_rows.tally(self._rows))
        self._show_flags(sheet)
        self._show_rows()

    def _show_rows(self) -> None:
        clash = [row for row in self._rows if row.contradicted]
        self._only_clash = self._only_clash and bool(clash)
        self._list.set_rows(clash if self._only_clash else self._rows)
        self._all.setVisible(self._only_clash)

    def _read_clash(self) -> None:
        self._only_clash = True
        self._show_rows()
        self.focus_sources()

    def _read_all(self) -> None:
        self._only_clash = False
        self._show_rows()
        self.focus_sources()

    def _show_flags(self, sheet: JudgementSheet) -> None:
        supporting, contradicting = source_rows.sides(self._rows)
        self._clash.setVisible(sheet.contradicted)
        self._alone.setVisible(sheet.kinds == 1 and not sheet.contradicted)
        if sheet.contradicted:
            words = tr("Supports: {one}. Contradicts: {other}.").format(
                one=listed(supporting), other=listed(contradicting)
            )
            lone = [side[0] for side in (supporting, contradicting) if len(side) == 1]
            if len(lone) == 1:
                words += " " + tr("{source} stands alone.").format(source=lone[0])
            self._clash.say(_clash_words(self._rows), words)
        elif sheet.kinds == 1 and supporting:
            words = tr("Only {source} speaks for this").format(source=definite(supporting[0]))
            self._alone.say(words, tr("It can be judged; write why a single kind of source is enough."))
        elif sheet.kinds == 1 and contradicting:
            words = tr("Only {source} speaks against this").format(source=definite(contradicting[0]))
            self._alone.say(words, tr("It can be judged; write why a single kind of source is enough."))

    def focus_sources(self) -> None:
        """Give the keyboard to the sources."""
        if not self._list.current_key():
            self._list.move(1)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> Sequence[SourceLine]:
        """The sources as rows, all of them."""
        return self._rows

    def current_source(self) -> SourceLine | None:
        """The source that the keyboard is on; None while it is elsewhere."""
        return self._list.current_line() if self._list.hasFocus() else None


def _clash_words(rows: Sequence[SourceLine]) -> str:
    one, other = source_rows.at_odds(rows)
    if len(one) == 1 and len(other) == 1 and one != other:
        words = tr("{one} and {other} contradict each other")
        return words.format(one=one[0], other=within(other[0]))
    return tr("The sources contradict each other")
