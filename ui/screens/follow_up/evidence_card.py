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
from ui.widgets.banner import Banner
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.text import ElidedLabel, Label


class EvidenceCard(Card):
    """`weighed(key, stance or None)`, `add_asked`, `history_asked` of the current source."""

    weighed = Signal(str, object)
    add_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self._place = ElidedLabel("", "head", "muted")
        self._text = Label("", "card", wrap=True)
        self._source = Label("", "secondary", "muted", wrap=True)
        self._clash = Banner("warn", "", " ", icon="git-compare-arrows")
        self._alone = Banner("warn", tr("Builds on a single kind of source"), " ")
        self._list = SourceList()
        self._tally = ElidedLabel("", "secondary", "muted")
        self._lay_out()
        self._list.weighed.connect(self.weighed)
        history = QAction(tr("History"), self._list)
        history.triggered.connect(self.history_asked)
        self._list.addAction(history)
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
        row.addWidget(self._tally, 1)
        row.addWidget(add)
        self.set_footer(foot)

    def show_sheet(self, sheet: JudgementSheet, template: Template, talks: Sequence[InterviewRow]) -> None:
        """Show this requirement and its sources."""
        code = tr("Requirement {code}").format(code=marks.short(sheet.code))
        self._place.setText(f"{code} · {sheet.area}")
        self._text.setText(sheet.text)
        self._source.setText(sheet.source)
        self._list.set_rows(source_rows.lines(sheet, template, talks))
        self._tally.setText(source_rows.tally(sheet))
        self._show_flags(sheet, template)

    def _show_flags(self, sheet: JudgementSheet, template: Template) -> None:
        supporting, contradicting = source_rows.sides(sheet, template)
        self._clash.setVisible(sheet.contradicted)
        self._alone.setVisible(sheet.kinds == 1 and not sheet.contradicted)
        if sheet.contradicted:
            words = tr("Supports: {one}. Contradicts: {other}.").format(
                one=_listed(supporting), other=_listed(contradicting)
            )
            lone = [side[0] for side in (supporting, contradicting) if len(side) == 1]
            if len(lone) == 1:
                words += " " + tr("{source} stands alone.").format(source=lone[0])
            self._clash.say(tr("The sources contradict each other"), words)
        elif sheet.kinds == 1:
            only = (supporting or contradicting)[0]
            words = tr("Only {source} speaks to this requirement. It can be judged; write why it is enough.")
            self._alone.say(tr("Builds on a single kind of source"), words.format(source=only.lower()))

    def focus_sources(self) -> None:
        """Give the keyboard to the sources."""
        if not self._list.current_key():
            self._list.move(1)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_source(self) -> str:
        """The key of the source that the keyboard is on; "" while it is elsewhere."""
        return self._list.current_key() if self._list.hasFocus() else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(name if number == 0 else name.lower() for number, name in enumerate(names))
