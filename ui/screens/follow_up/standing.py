"""What is said above every page of a follow-up that was finalised or opened again, and of what came after its report."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind, Turn
from inspektor.shapes.views import FollowUpSheet, LateChange, StepRow
from ui.screens.follow_up import places
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.banner import Banner

_REST_MS = 1500
_MOST = 3
"""How many kinds of late changes are named; the rest is counted."""


class Standing(QWidget):
    """`reopen_asked`; it takes no room while the follow-up is under way for the first time."""

    reopen_asked = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget) -> None:
        super().__init__(parent)
        self._opened = opened
        self._late = Latest(opened.operations, self, self._show_late)
        self._whole = True
        self._meaning = tr("It can be read, printed and exported; deficiencies are followed up as before.")
        self._finished = Banner("ok", " ", self._meaning, tr("Open again for correction…"), icon="lock")
        self._again = Banner("warn", " ", " ", icon="lock")
        self._came = Banner("warn", tr("Changed after the report"), " ")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.setSpacing(8)
        for banner in (self._finished, self._again, self._came):
            column.addWidget(banner)
            banner.setVisible(False)
        self.setVisible(False)
        self._finished.acted.connect(self.reopen_asked)
        opened.sheet_changed.connect(self._show)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        opened.operations.changed.connect(self._heard)

    def stand_at(self, place: str) -> None:
        """Above the overview and the report everything is said; elsewhere one line, so that there is room to read."""
        self._whole = place in (places.OVERVIEW, places.REPORT)
        self._show()

    def _show(self) -> None:
        sheet = self._opened.sheet
        if sheet is None:
            return
        step = sheet.steps[0] if sheet.steps else None
        again = step is not None and step.turn is Turn.REOPENED and not sheet.finished
        if step is not None and sheet.finished:
            self._finished.say(said(step), self._meaning if self._whole else "")
        if step is not None and again:
            self._again.say(said(step), step.reason if self._whole else "")
        self._finished.setVisible(sheet.finished)
        self._again.setVisible(again)
        self._ask()

    def _heard(self) -> None:
        """While one types, the journal is looked through once in a while."""
        if not self._rest.isActive():
            self._rest.start()

    def _ask(self) -> None:
        sheet = self._opened.sheet
        if sheet is not None and sheet.documents_of(DocumentKind.FOLLOW_UP_REPORT):
            self._late.ask("queries.late.late", self._opened.id)
        else:
            self._show_late(())

    def _show_late(self, changes: Sequence[LateChange]) -> None:
        self._came.setVisible(bool(changes) and self._whole)
        if changes:
            self._came.say(tr("Changed after the report"), _told(changes, self._opened.sheet))
        banners = (self._finished, self._again, self._came)
        self.setVisible(any(not banner.isHidden() for banner in banners))


def said(step: StepRow) -> str:
    """What became of the follow-up, when and by whom."""
    words = tr("Finalised {day} by {name}")
    if step.turn is Turn.REOPENED:
        words = tr("Open for correction since {day}, by {name}")
    return words.format(day=formats.date_prose(step.at, i18n.language()), name=step.name)


def _told(changes: Sequence[LateChange], sheet: FollowUpSheet | None) -> str:
    named = [
        tr("{name}: {what} ({n})").format(name=each.person, what=tr(each.label).lower(), n=len(each.records))
        for each in changes[:_MOST]
    ]
    if len(changes) > _MOST:
        named.append(tr("and {n} more").format(n=len(changes) - _MOST))
    words = tr("The signed report stays as it was: {changes}.")
    if sheet is not None and sheet.finished:
        words = tr("This is kept and is not in the signed report: {changes}. A correction takes it up.")
    return words.format(changes=", ".join(named))
