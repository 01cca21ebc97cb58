"""The head of an interview: who, consent, for how long, and how it ends."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock, formats
from inspektor.i18n import tr
from inspektor.shapes.enums import Consent, InterviewStatus
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Card, Tile
from ui.widgets.chip import Chip
from ui.widgets.text import ElidedLabel, Label

_TICK_MS = 20_000


class InterviewHead(Card):
    """`consent_given`, `declined`, `ended`, `resumed`, `edit_asked`, `intro_asked`, `left`."""

    consent_given = Signal()
    declined = Signal()
    ended = Signal()
    resumed = Signal()
    edit_asked = Signal()
    intro_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, parent=parent)
        self._row: InterviewRow | None = None
        self._tile = Tile("user-round", size=44)
        self._name, self._role = ElidedLabel("", "card"), ElidedLabel("", "secondary", "muted")
        self._consent, self._help = Chip(""), Chip("", "neutral")
        self._long, self._since = Label("", "strong"), Label("", "small", "muted")
        self._make_buttons()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self._timer.start()

    def _make_buttons(self) -> None:
        self._back = IconButton("arrow-left", tr("Back to the interviews"))
        self._back.clicked.connect(self.left)
        self._edit = IconButton("pencil", tr("Change label, interpreter or support person"), small=True)
        self._edit.clicked.connect(self.edit_asked)
        self._yes = secondary(tr("Consents"), "check", small=True)
        self._yes.clicked.connect(self.consent_given)
        self._no = secondary(tr("Declines"), "circle-minus", small=True)
        self._no.clicked.connect(self.declined)
        self._intro = IconButton("book-open", tr("Read the introduction aloud"), framed=True)
        self._intro.clicked.connect(self.intro_asked)
        self._end = secondary(tr("End the interview"))
        self._end.clicked.connect(self.ended)
        self._resume = secondary(tr("Resume"), "play")
        self._resume.clicked.connect(self.resumed)

    def _lay_out(self) -> None:
        first, second, words, times = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        first.setSpacing(8)
        second.setSpacing(6)
        words.setSpacing(4)
        times.setSpacing(0)
        first.addWidget(self._name)
        first.addWidget(self._role)
        first.addWidget(self._edit)
        first.addStretch(1)
        for widget in (self._consent, self._yes, self._no, self._help):
            second.addWidget(widget)
        second.addStretch(1)
        words.addLayout(first)
        words.addLayout(second)
        times.addStretch(1)
        for label in (self._long, self._since):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            times.addWidget(label)
        times.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._back)
        row.addWidget(self._tile)
        row.addLayout(words, 1)
        row.addLayout(times)
        for button in (self._intro, self._resume, self._end):
            row.addWidget(button)
        self.body.addLayout(row)

    def show_interview(self, row: InterviewRow, template: Template) -> None:
        """Show this interview."""
        self._row = row
        role = template.respondent_label(row.role.value) or tr(row.role.label)
        role = role[:1].upper() + role[1:]
        self._tile.show_icon(marks.ROLE_ICON[row.role])
        self._name.setText(row.label or role)
        self._role.setText(role if row.label else "")
        kind, icon = marks.CONSENT_LOOK[row.consent]
        self._consent.show_state(tr(row.consent.label), kind, icon)
        asked = row.consent is not Consent.NOT_ASKED
        for button in (self._yes, self._no):
            button.setVisible(not asked)
        helpers = [tr("Interpreter")] if row.interpreter else [tr("No interpreter")]
        helpers += [tr("Support person")] if row.support_person else []
        self._help.show_state(" · ".join(helpers), "neutral")
        running = row.status is InterviewStatus.RUNNING
        self._end.setVisible(running)
        self._resume.setVisible(not running and row.consent is not Consent.DECLINED)
        self._intro.setVisible(bool(template.intro(row.role.value)))
        self._show_time()

    def _show_time(self) -> None:
        row = self._row
        if row is None or row.started_at is None:
            return
        end = row.ended_at or clock.now()
        minutes = max(0, round((end - row.started_at).total_seconds() / 60))
        self._long.setText(tr("{n} min").format(n=minutes))
        began = formats.clock_time(row.started_at)
        if row.ended_at is None:
            self._since.setText(tr("since {time}").format(time=began))
        else:
            self._since.setText(f"{began}–{formats.clock_time(row.ended_at)}")
