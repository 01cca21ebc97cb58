"""The head of an interview: who, consent, who helps, for how long, and how it ends."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from inspektor import clock, formats
from inspektor.i18n import tr
from inspektor.shapes.enums import Channel, Consent, InterviewStatus
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.template import Template
from ui import theme
from ui.dialogs.interview import role_words
from ui.screens.follow_up import marks
from ui.widgets.buttons import Button, IconButton, secondary
from ui.widgets.card import Card, Tile
from ui.widgets.chip import Chip
from ui.widgets.keycap import shown
from ui.widgets.rights import outlasts, reads
from ui.widgets.text import ElidedLabel, Label
from ui.widgets.versions_mark import VersionsMark

_TICK_MS = 20_000
_GAP, _FOLDED = 12, 56
_CHANNEL_ICON = {Channel.PHONE: "phone", Channel.VIDEO: "laptop"}


class InterviewHead(Card):
    """Says what is asked of the interview: `asked` one of the names below; `left` to go back."""

    asked = Signal(str)
    left = Signal()
    CONSENT, DECLINE, END, END_EARLY, RESUME = "consent", "decline", "end", "end_early", "resume"
    EDIT, INTRO, TAKE_OVER, WITHDRAW, HISTORY = "edit", "intro", "take_over", "withdraw", "history"
    BEGIN, REMOVE, RISK = "begin", "remove", "risk"
    _FOLDS = ((), (RISK,), (RISK, BEGIN, RESUME, END))
    """What becomes its icon alone, the less room there is the more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, parent=parent)
        self._row: InterviewRow | None = None
        self._tile = Tile("user-round", size=44)
        self._name, self._role = ElidedLabel("", "card"), ElidedLabel("", "secondary", "muted")
        self._consent = Chip("")
        self._chips = [Chip("", elides=True) for _ in range(4)]
        self.versions = VersionsMark()
        self._long, self._since = Label("", "strong"), Label("", "small", "muted")
        self._buttons: dict[str, Button] = {}
        self._acts: dict[str, QAction] = {}
        self._make_buttons()
        self._make_menu()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self._timer.start()

    def _make_buttons(self) -> None:
        self._back = IconButton("arrow-left", tr("Back to the interviews"))
        reads(self._back)
        self._back.clicked.connect(self.left)
        for name, button in (
            (self.EDIT, IconButton("pencil", tr("Change who takes part"), small=True)),
            (self.CONSENT, secondary(tr("Consents"), "check", small=True)),
            (self.DECLINE, secondary(tr("Declines"), "circle-minus", small=True)),
            (self.INTRO, IconButton("book-open", tr("Read the introduction aloud"), framed=True)),
            (self.RISK, Button(tr("Serious risk"), "secondary", "octagon-alert", icon_tone="bad")),
            (self.BEGIN, secondary(tr("Start the interview"), "play")),
            (self.RESUME, secondary(tr("Resume"), "play")),
            (self.END, secondary(tr("End the interview"), "log-out")),
        ):
            self._buttons[name] = button
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            button.setVisible(False)  # shown with the interview; all at once would widen the window
        for name, keys in ((self.RISK, "F9"), (self.BEGIN, ""), (self.RESUME, ""), (self.END, "Ctrl+E")):
            button = self._buttons[name]
            button.setAccessibleName(button.text())
            button.setToolTip(f"{button.text()} ({shown(keys)})" if keys else button.text())
        pencil = self._buttons[self.EDIT]
        pencil.setToolTip(f"{pencil.accessibleName()} ({shown('F2')})")
        self._more = IconButton("ellipsis", tr("More about the interview"), framed=True)
        reads(self._more)

    def _make_menu(self) -> None:
        menu = QMenu(self)
        for name, words in (
            (self.END_EARLY, tr("End early…")),
            (self.TAKE_OVER, tr("Take over the interview")),
            (self.HISTORY, tr("History")),
            (self.WITHDRAW, tr("The respondent withdraws…")),
            (self.REMOVE, tr("Delete the interview")),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, name=name: self.asked.emit(name))
            menu.addAction(action)
            self._acts[name] = action
        reads(self._acts[self.HISTORY])
        outlasts(self._acts[self.WITHDRAW])
        self._more.setMenu(menu)

    def _lay_out(self) -> None:
        first, second, words, times = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        first.setSpacing(8)
        second.setSpacing(6)
        words.setSpacing(4)
        times.setSpacing(0)
        for widget in (self._name, self._role, self._buttons[self.EDIT]):
            first.addWidget(widget)
        first.addStretch(1)
        second.addWidget(self._consent)
        for name in (self.CONSENT, self.DECLINE):
            second.addWidget(self._buttons[name])
        for chip in self._chips:
            chip.setVisible(False)
            second.addWidget(chip)
        second.addWidget(self.versions)
        second.addStretch(1)
        words.addLayout(first)
        words.addLayout(second)
        times.addStretch(1)
        for label in (self._long, self._since):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            times.addWidget(label)
        times.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self._back)
        row.addWidget(self._tile)
        row.addLayout(words, 1)
        row.addLayout(times)
        for name in (self.INTRO, self.RISK, self.BEGIN, self.RESUME, self.END):
            row.addWidget(self._buttons[name])
        row.addWidget(self._more)
        self.body.addLayout(row)

    def show_interview(self, row: InterviewRow, template: Template, me: str) -> None:
        """Show this interview; `me` is who looks."""
        self._row = row
        role = role_words(template, row.role)
        colleague = "" if row.interviewer_id == me else row.interviewer
        held_by = tr("held by {name}").format(name=colleague) if colleague else ""
        self._tile.show_icon(marks.ROLE_ICON[row.role])
        self._name.setText(row.label or role)
        self._role.setText(" · ".join(part for part in (role if row.label else "", held_by) if part))
        self._show_consent(row)
        self._show_chips(row)
        self._show_acts(row, template, me)
        self._show_time()
        self._fit()

    def edit(self) -> None:
        """Ask for who takes part, consent and introduction, as the pencil does."""
        self._press(self.EDIT)

    def end(self) -> None:
        """End the interview, if it runs."""
        self._press(self.END)

    def _press(self, name: str) -> None:
        if not self._buttons[name].isHidden():
            self._buttons[name].click()

    # In a small window what can be said by icons is, and the picture of the role is left out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width() - self._foldable(), least.height())

    def _foldable(self) -> int:
        """How much narrower it can still be made, in pixels."""
        picture = 0 if self._tile.isHidden() else self._tile.sizeHint().width() + _GAP
        worded = [each for each in map(self._buttons.__getitem__, self._FOLDS[-1]) if each.text()]
        folded = theme.px(_FOLDED)
        return picture + sum(
            max(0, each.sizeHint().width() - folded) for each in worded if not each.isHidden()
        )

    def _fit(self) -> None:
        for names in self._FOLDS:
            self._fold(names)
            if super().minimumSizeHint().width() <= self.width():
                return

    def _fold(self, names: tuple[str, ...]) -> None:
        self._tile.setVisible(not names)
        for name in self._FOLDS[-1]:
            button = self._buttons[name]
            button.setText("" if name in names else button.accessibleName())

    def _show_consent(self, row: InterviewRow) -> None:
        kind, icon = marks.CONSENT_LOOK[row.consent]
        words = tr(row.consent.label)
        if row.consent is Consent.GIVEN and row.consent_at is not None:
            words = tr("Consent {time}").format(time=formats.clock_time(row.consent_at))
        self._consent.show_state(words, kind, icon)

    def _show_chips(self, row: InterviewRow) -> None:
        interpreter = tr("Interpreter: {language}").format(language=row.language) if row.language else ""
        facts = [
            (interpreter or tr("Interpreter") if row.interpreter else tr("No interpreter"), ""),
            (tr("Support person") if row.support_person else "", ""),
            (tr("Child") if row.child else "", ""),
            (
                tr(row.channel.label) if row.channel in _CHANNEL_ICON else "",
                _CHANNEL_ICON.get(row.channel, ""),
            ),
        ]
        over = row.status is InterviewStatus.WITHDRAWN
        for chip, (words, icon) in zip(self._chips, facts, strict=True):
            chip.show_state(words, "neutral", icon)
            chip.setVisible(bool(words) and not over)

    def _show_acts(self, row: InterviewRow, template: Template, me: str) -> None:
        planned, running = row.status is InterviewStatus.PLANNED, row.status is InterviewStatus.RUNNING
        withdrawn, declined = row.status is InterviewStatus.WITHDRAWN, row.consent is Consent.DECLINED
        ended = not (planned or running or withdrawn)
        offered = {
            self.EDIT: not withdrawn,
            self.CONSENT: running and row.consent is Consent.NOT_ASKED,
            self.DECLINE: running and row.consent is Consent.NOT_ASKED,
            self.INTRO: not withdrawn and bool(template.intro(row.role.value)),
            self.RISK: not withdrawn,
            self.BEGIN: planned,
            self.RESUME: ended and not declined,
            self.END: running,
        }
        for name, button in self._buttons.items():
            button.setVisible(offered[name])
        self._consent.setVisible(not offered[self.CONSENT])  # what the two buttons ask says the same
        read = self._buttons[self.INTRO]
        read.set_icon("book-open", "ok" if row.intro_read else "")
        said = tr("The introduction has been read aloud") if row.intro_read else ""
        read.setAccessibleDescription(said)
        read.setToolTip(said or read.accessibleName())
        able = {
            self.END_EARLY: running,
            self.TAKE_OVER: not withdrawn and row.interviewer_id != me,
            self.HISTORY: True,
            self.WITHDRAW: not (withdrawn or planned),
            self.REMOVE: not withdrawn and row.notes == 0,
        }
        for name, action in self._acts.items():
            action.setVisible(able[name])

    def _show_time(self) -> None:
        row = self._row
        known = row is not None and row.started_at is not None
        self._long.setVisible(known)
        self._since.setVisible(known)
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
