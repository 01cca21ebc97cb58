"""One requirement, focus area or repeat of a template, written out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import Role
from inspektor.shapes.questions import AnswerForm, AnswerKind, Question, Repeat
from inspektor.shapes.template import FocusArea, Requirement, Template, short_code
from ui.widgets.answer_number import limits
from ui.widgets.chip import Chip
from ui.widgets.text import Label

_STATUS = {
    "checked": ("ok", "check"),
    "contract": ("neutral", "file-text"),
    "partly_checked": ("warn", "circle-alert"),
    "to_verify": ("warn", "circle-alert"),
}


def requirement(template: Template, of: Requirement) -> QWidget:
    """A requirement: its text and source, what is asked of whom, what to look at and to read."""
    holder, column = _holder(f"{short_code(of.code)} · {template.area_of(of.code).name}", of.text)
    column.addWidget(Label(of.source, "secondary", "muted", wrap=True))
    kind, icon = _STATUS[of.source_status]
    words = {
        "checked": tr("Legal reference checked"),
        "partly_checked": tr("Legal reference partly checked"),
        "to_verify": tr("Legal reference to verify"),
        "contract": tr("From the agreement"),
    }
    chip = QHBoxLayout()
    chip.addWidget(Chip(words[of.source_status], kind, icon))
    chip.addStretch(1)
    column.addLayout(chip)
    for role in Role:
        _questions(column, template.respondent_label(role) or tr(role.label), of.questions_for(role))
    _list(column, tr("To look at"), of.observe)
    _list(column, tr("To read"), of.documents)
    column.addStretch(1)
    return holder


def focus_area(template: Template, of: FocusArea) -> QWidget:
    """A focus area: the requirements that a follow-up of it takes up."""
    holder, column = _holder(tr("Focus area"), of.name)
    texts = [f"{short_code(code)} {template.requirement(code).text}" for code in of.requirements]
    _list(column, tr("Requirements"), texts)
    column.addStretch(1)
    return holder


def repeat(template: Template, of: Repeat) -> QWidget:
    """A repeat: where it is gone through, what it says something about, and what is asked of each."""
    holder, column = _holder(tr("Asked about several times"), of.name)
    place = tr("Under {place}").format(place=tr(of.place.label))
    column.addWidget(Label(place, "secondary", "muted", wrap=True))
    if template.has(of.requirement):
        text = f"{short_code(of.requirement)} {template.requirement(of.requirement).text}"
        _list(column, tr("Says something about"), [text])
    _questions(column, tr("Asked of each"), of.questions)
    _list(column, tr("Usual ones"), of.suggested)
    column.addStretch(1)
    return holder


def answered_with(form: AnswerForm) -> str:
    """How a question is answered, in words: "Skala: Bra, Sådär, Dåligt"."""
    kind = tr(form.kind.label)
    if form.kind is AnswerKind.NUMBER:
        return " · ".join(part for part in (kind, form.unit, limits(form).rstrip(".")) if part)
    options = ", ".join(option.label for option in form.options)
    return f"{kind}: {options}" if options else kind


def _holder(above: str, title: str) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(8)
    column.addWidget(Label(above, "small", "muted", wrap=True))
    column.addWidget(Label(title, "strong", wrap=True))
    return holder, column


def _list(column: QVBoxLayout, title: str, texts: Sequence[str]) -> None:
    if texts:
        column.addSpacing(6)
        column.addWidget(Label(title, "head", "muted", wrap=True))
        for text in texts:
            column.addWidget(Label(f"– {text[0].upper()}{text[1:]}", "body", wrap=True))


def _questions(column: QVBoxLayout, title: str, questions: Sequence[Question]) -> None:
    if not questions:
        return
    column.addSpacing(6)
    column.addWidget(Label(title, "head", "muted", wrap=True))
    for question in questions:
        column.addWidget(Label(f"– {question.text}", "body", wrap=True))
        if question.answer is not None:
            line = Label(answered_with(question.answer), "small", "muted", wrap=True)
            line.setContentsMargins(12, 0, 0, 0)
            column.addWidget(line)
