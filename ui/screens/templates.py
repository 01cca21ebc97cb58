"""Templates: the versions that are published, what is in them, and importing one from a file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Form, Role
from inspektor.shapes.template import Requirement, Template
from inspektor.shapes.views import TemplateRow
from ui import theme
from ui.dialogs import files
from ui.dialogs.problems import ProblemsDialog
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import secondary
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.question_list import AreaRow, QuestionList, QuestionRow
from ui.widgets.refresh import Refresher
from ui.widgets.text import ElidedLabel, Label

_TABLES = ("template_version",)
_STATUS = {
    "checked": ("ok", "check"),
    "contract": ("neutral", "file-text"),
    "partly_checked": ("warn", "circle-alert"),
    "to_verify": ("warn", "circle-alert"),
}


class TemplatesScreen(Page):
    """What is published never changes; a new version stands beside the old one."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._shown = ""
        self._header = PageHeader(tr("Templates"))
        take_in = secondary(tr("Import a template"), "upload")
        take_in.clicked.connect(self._ask_for_file)
        self._header.add_action(take_in)
        self.add(self._header)
        self._banners = BannerArea()
        self.add(self._banners)
        self._list = ListRows(tr("Templates"))
        self._list.chosen.connect(self._ask_for)
        holder = Card(padding=8)
        holder.setMaximumWidth(theme.px(360))
        holder.add(self._list, 1)
        self._empty = EmptyState("layout-template", tr("Published templates will stand here."))
        holder.add(self._empty, 1)
        self._inside = _InsideCard()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(holder, 3)
        row.addWidget(self._inside, 7)
        self.body.addLayout(row, 1)
        self._empty.setVisible(False)
        self._refresher = Refresher(self, operations.changed, _TABLES, self._reload)

    def _reload(self) -> None:
        self._operations.ask("queries.templates.templates", owner=self, done=self._show)

    def _show(self, found: tuple[TemplateRow, ...]) -> None:
        n = len(found)
        self._header.set_facts(tr_n("{n} published template", "{n} published templates", n).format(n=n))
        rows = []
        for row in found:
            when = formats.date_short(row.published_at, i18n.language())
            second = tr("Version {version} · published {day}").format(version=row.version, day=when)
            rows.append(ListRow(row.id, row.title, second))
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows and not self._list.current_key():
            self._list.set_current(rows[0].key)
        self._ask_for(self._list.current_key())

    def _ask_for(self, version_id: str) -> None:
        if version_id and version_id != self._shown:
            self._shown = version_id
            self._operations.ask(
                "queries.templates.template", version_id, owner=self, done=self._inside.show_template
            )

    def _ask_for_file(self) -> None:
        kinds = tr("Templates (*.yaml *.yml)")
        chooser = files.ask_for_file(self, tr("Import a template"), kinds)
        chooser.picked.connect(self.take_in)

    def take_in(self, path: Path) -> None:
        """Publish the template of a file, or list what is wrong with it."""
        self._banners.clear()
        self._operations.change(
            "actions.templates.publish_file", path, owner=self, done=self._taken_in, failed=self._refused
        )

    def _taken_in(self, changes: ChangeSet) -> None:
        if changes.empty:
            self._banners.tell("accent", tr("This version is published already."), tr("Nothing was changed."))
            return
        self._list.set_current("")
        self._shown = ""
        self._banners.tell("ok", tr("The template is published."), tr("New follow-ups can use it."))

    def _refused(self, error: InspektorError) -> None:
        problems = getattr(error, "problems", ())
        if problems:
            ProblemsDialog(error.text(), error.advice(), [each.text() for each in problems], self).open()
        else:
            self._banners.tell("bad", error.text(), error.advice())

    def arrive(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


class _InsideCard(Card):
    """One template: what it is for, its requirements by area, and the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, spacing=12, parent=parent)
        self._template: Template | None = None
        self._title = Label("", "card", wrap=True)
        self._about = ElidedLabel("", "secondary", "muted", most=2)
        self._facts = ElidedLabel("", "small", "muted", most=2)
        for label in (self._title, self._about, self._facts):
            self.add(label)
        self.add(Rule())
        self._list = QuestionList(tr("Requirements"))
        self._list.chosen.connect(self._show_requirement)
        self._detail = _RequirementView()
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
        rows: list[Any] = []
        for area in template.areas:
            n = len(area.requirements)
            rows.append(AreaRow(area.name, tr_n("{n} requirement", "{n} requirements", n).format(n=n)))
            rows += [
                QuestionRow(each.code, number(each.code), each.text, _mark(each))
                for each in area.requirements
            ]
        self._list.set_rows(rows)
        first = template.requirements[0].code if template.requirements else ""
        self._list.set_current(first)
        self._show_requirement(first)
        self.setVisible(True)

    def _show_requirement(self, code: str) -> None:
        if self._template is not None and self._template.has(code):
            self._detail.show_requirement(self._template, self._template.requirement(code))


class _RequirementView(ScrollColumn):
    """A requirement: its text and source, what is asked of whom, what to look at and to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self._inside: QWidget | None = None

    def show_requirement(self, template: Template, requirement: Requirement) -> None:
        """Show this one."""
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = _written(template, requirement)
        self.add(self._inside)
        self._inside.show()
        self.verticalScrollBar().setValue(0)


def number(code: str) -> str:
    """The part of a requirement's code that people say: 4.1 of HVB-BU-4.1."""
    return code.rpartition("-")[2]


def _mark(requirement: Requirement) -> str:
    status = requirement.source_status
    return status if status in ("checked", "contract") else "to_verify"


def _facts(template: Template) -> str:
    questions = sum(len(each.questions) for each in template.requirements)
    n = len(template.requirements)
    parts = [
        tr("Version {version}").format(version=template.version),
        tr_n("{n} requirement", "{n} requirements", n).format(n=n),
        tr_n("{n} question", "{n} questions", questions).format(n=questions),
        ", ".join(tr(form.label) for form in Form if form in template.forms),
    ]
    return " · ".join(part for part in parts if part)


def _written(template: Template, requirement: Requirement) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(8)
    area = template.area_of(requirement.code).name
    column.addWidget(Label(f"{number(requirement.code)} · {area}", "small", "muted", wrap=True))
    column.addWidget(Label(requirement.text, "strong", wrap=True))
    column.addWidget(Label(requirement.source, "secondary", "muted", wrap=True))
    kind, icon = _STATUS[requirement.source_status]
    words = {
        "checked": tr("Legal reference checked"),
        "partly_checked": tr("Legal reference partly checked"),
        "to_verify": tr("Legal reference to verify"),
        "contract": tr("From the agreement"),
    }
    chip = QHBoxLayout()
    chip.addWidget(Chip(words[requirement.source_status], kind, icon))
    chip.addStretch(1)
    column.addLayout(chip)
    for role in Role:
        asked = [question.text for question in requirement.questions_for(role)]
        _list(column, template.respondent_label(role) or tr(role.label), asked)
    _list(column, tr("To look at"), list(requirement.observe))
    _list(column, tr("To read"), list(requirement.documents))
    column.addStretch(1)
    return holder


def _list(column: QVBoxLayout, title: str, texts: list[str]) -> None:
    if texts:
        column.addSpacing(6)
        column.addWidget(Label(title, "head", "muted", wrap=True))
        for text in texts:
            column.addWidget(Label(f"– {text[0].upper()}{text[1:]}", "body", wrap=True))
