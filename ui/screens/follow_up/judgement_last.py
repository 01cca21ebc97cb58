"""What was said before: last time's rating of the requirement, and the unit's deficiencies that are still open."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock, formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.judgement import DeficiencyRow, JudgementSheet, LastTime
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks
from ui.widgets.card import Card, Icon, SeverityBars
from ui.widgets.chip import Chip
from ui.widgets.text import ElidedLabel, Label

_MOST = 3


class LastTimeBox(Card):
    """Stands above the new rating; hidden where nothing was said before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="sunk", padding=12, spacing=8, parent=parent)
        self._head = QWidget()
        self._day = Label("", "label")
        self._chip = Chip("")
        self._grounds = ElidedLabel("", "small", "muted", most=3)
        self._open = QVBoxLayout()
        self._open.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(tr("Last time"), "small", "muted"))
        words.addWidget(self._day)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Icon("history"))
        row.addLayout(words, 1)
        row.addWidget(self._chip)
        self.add(self._head)
        self.add(self._grounds)
        self.body.addLayout(self._open)

    def show_before(self, sheet: JudgementSheet, template: Template) -> None:
        """Show what earlier follow-ups said of this requirement."""
        self.setVisible(sheet.last_time is not None or bool(sheet.open_before))
        self._head.setVisible(sheet.last_time is not None)
        self._grounds.setVisible(bool(sheet.last_time and sheet.last_time.grounds))
        if sheet.last_time is not None:
            self._show_rating(sheet.last_time, template)
        self._show_open(sheet.code, sheet.open_before)

    def _show_rating(self, last: LastTime, template: Template) -> None:
        icon, tone = marks.RATING_LOOK[last.rating]
        self._day.setText(formats.date_prose(last.day, i18n.language()))
        self._chip.show_state(template.rating_step(last.rating.value).label, tone, icon)
        self._grounds.setText(" ".join(last.grounds.split()))
        self._grounds.updateGeometry()

    def _show_open(self, code: str, opened: Sequence[DeficiencyRow]) -> None:
        while (item := self._open.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        today = clock.local(clock.now()).date()
        own = [each for each in opened if each.requirement == code][:_MOST]
        for each in own:
            self._open.addWidget(_open_row(each, today))
        others = len(opened) - len(own)
        if others:
            words = tr_n(
                "{n} other open deficiency at the unit", "{n} other open deficiencies at the unit", others
            )
            self._open.addWidget(Label(words.format(n=others), "small", "muted", wrap=True))


def _open_row(each: DeficiencyRow, today: date) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    level, tone = marks.SEVERITY_LOOK[each.severity]
    row.addWidget(SeverityBars(level, tone), 0, Qt.AlignmentFlag.AlignTop)
    text = " ".join(each.description.split()) or tr("Nothing written yet")
    parts = [tr("Open deficiency"), tr(each.severity.label).lower(), tr(each.status.label).lower()]
    late = each.deadline is not None and each.deadline < today
    if each.deadline is not None:
        parts.append(formats.relative_day(each.deadline, today).lower())
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(ElidedLabel(text, "small", most=2))
    words.addWidget(ElidedLabel(" · ".join(parts), "small", "bad" if late else "muted"))
    row.addLayout(words, 1)
    return holder
