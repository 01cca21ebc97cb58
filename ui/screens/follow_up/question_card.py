"""The question, large, with its requirement, where that is written, and what to ask next."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.template import Question, Requirement, Template
from ui import theme
from ui.screens.follow_up import marks
from ui.widgets.card import Card, Icon
from ui.widgets.page import ScrollColumn
from ui.widgets.text import ElidedLabel, Label

_PROMPTS = 2


class QuestionScroll(ScrollColumn):
    """As high as the question is, and scrolls where the window is too low for that."""

    def __init__(self, card: "QuestionCard", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._card = card
        self.add(card)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self._card.heightForWidth(max(self.viewport().width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), min(theme.px(72), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class QuestionCard(QWidget):
    """For a writer who looks up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ElidedLabel("", "head", "muted")
        self._question = Label("", "question", wrap=True)
        self._requirement = Label("", "body", wrap=True)
        self._source = Label("", "secondary", "muted", wrap=True)
        self._prompts = [_Prompt("corner-down-left", tr("Ask next")) for _ in range(_PROMPTS)]
        self._observe = _Prompt("eye", tr("Look for"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._requirement)
        words.addWidget(self._source)
        inside = QHBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(Icon("scale"), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        self._box = Card(look="sunk", padding=10)
        self._box.body.addLayout(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._place)
        column.addWidget(self._question)
        column.addWidget(self._box)
        for prompt in (*self._prompts, self._observe):
            column.addWidget(prompt)

    def show_question(
        self, template: Template, pair: tuple[Requirement, Question] | None, prompts: tuple[Question, ...]
    ) -> None:
        """Show a question; without one, that notes can be written freely."""
        self._box.setVisible(pair is not None)
        for number, prompt in enumerate(self._prompts):
            prompt.say(prompts[number].text if number < len(prompts) else "", first=number == 0)
        self._observe.say(" ".join(pair[0].observe) if pair else "")
        if pair is None:
            self._place.setText(tr("Without a question"))
            self._question.setText(tr("Free notes"))
            return
        requirement, question = pair
        code = tr("Requirement {code}").format(code=marks.short(requirement.code))
        self._place.setText(f"{code} · {template.area_of(requirement.code).name}")
        self._question.setText(question.text)
        self._requirement.setText(requirement.text)
        self._source.setText(requirement.source)


class _Prompt(QWidget):
    def __init__(self, icon: str, head: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon(icon, size=16)
        self._head = Label(head, "label", "muted")
        for widget in (self._icon, self._head):  # what follows stands in line with the first
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        self._words = ElidedLabel("", "body", most=2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, words: str, *, first: bool = True) -> None:
        self._words.setText(words)
        self._icon.setVisible(first)
        self._head.setVisible(first)
        self.setVisible(bool(words))
