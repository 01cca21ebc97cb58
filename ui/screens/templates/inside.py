"""What is in a template: its requirements by area, its focus areas, and what is asked about several times."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Form
from inspektor.shapes.template import Requirement, Template, short_code
from ui.screens.templates import detail
from ui.widgets.card import Card, Rule
from ui.widgets.page import ScrollColumn
from ui.widgets.question_list import AreaRow, QuestionList, QuestionRow
from ui.widgets.text import ElidedLabel, Label

FOCUS, REPEAT = "focus ", "repeat "
"""What the keys of rows begin with that are no requirements; no code holds a space."""


class InsideCard(Card):
    """One template: what it is for, everything in it by name, and the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, spacing=12, parent=parent)
        self._template: Template | None = None
        self._title = Label("", "card", wrap=True)
        self._about = ElidedLabel("", "secondary", "muted", most=2)
        self._facts = ElidedLabel("", "small", "muted", most=2)
        for label in (self._title, self._about, self._facts):
            self.add(label)
        self.add(Rule())
        self._list = QuestionList(tr("In the template"))
        self._list.chosen.connect(self._show_row)
        self._detail = _View()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._list, 5)
        row.addWidget(self._detail, 6)
        self.body.addLayout(row, 1)
        self.setVisible(False)

    def show_template(self, template: Template) -> None:
        """Show this one, at its first requirement."""
        self._template = template
        self._title.setText(template.title)
        self._about.setText(template.description)
        self._facts.setText(_facts(template))
        for label in (self._about, self._facts):
            label.updateGeometry()
        self._list.set_rows(_rows(template))
        first = template.requirements[0].code if template.requirements else ""
        self._list.set_current(first)
        self._show_row(first)
        self.setVisible(True)

    def _show_row(self, key: str) -> None:
        if self._template is not None and key:
            self._detail.show_widget(_written(self._template, key))


class _View(ScrollColumn):
    """The one that is chosen, written out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self._inside: QWidget | None = None

    def show_widget(self, inside: QWidget) -> None:
        """Show this instead."""
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = inside
        self.add(inside)
        inside.show()
        self.verticalScrollBar().setValue(0)


def _written(template: Template, key: str) -> QWidget:
    if key.startswith(FOCUS):
        code = key.removeprefix(FOCUS)
        return detail.focus_area(template, next(each for each in template.focus_areas if each.code == code))
    if key.startswith(REPEAT):
        return detail.repeat(template, template.repeat(key.removeprefix(REPEAT)))
    return detail.requirement(template, template.requirement(key))


def _rows(template: Template) -> list[Any]:
    rows: list[Any] = []
    for area in template.areas:
        n = len(area.requirements)
        rows.append(AreaRow(area.name, tr_n("{n} requirement", "{n} requirements", n).format(n=n)))
        rows += [
            QuestionRow(each.code, short_code(each.code), each.text, _mark(each))
            for each in area.requirements
        ]
    if template.repeats:
        rows.append(AreaRow(tr("Asked about several times")))
        rows += [QuestionRow(REPEAT + each.code, "", each.name, "repeat") for each in template.repeats]
    if template.focus_areas:
        rows.append(AreaRow(tr("Focus areas")))
        rows += [QuestionRow(FOCUS + each.code, "", each.name, "focus") for each in template.focus_areas]
    return rows


def _mark(requirement: Requirement) -> str:
    status = requirement.source_status
    return status if status in ("checked", "contract") else "to_verify"


def _facts(template: Template) -> str:
    questions = sum(len(each.questions) for each in template.requirements)
    typed, n = len(template.typed_questions()), len(template.requirements)
    parts = [
        tr("Version {version}").format(version=template.version),
        tr_n("{n} requirement", "{n} requirements", n).format(n=n),
        tr_n("{n} question", "{n} questions", questions).format(n=questions),
        tr_n("{n} with a typed answer", "{n} with typed answers", typed).format(n=typed) if typed else "",
        ", ".join(tr(form.label) for form in Form if form in template.forms),
    ]
    return " · ".join(part for part in parts if part)
