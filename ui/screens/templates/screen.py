"""Templates: the versions that are published, what is in them, and importing one from a file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Role
from inspektor.shapes.papers import OF_TEMPLATE, PaperKind
from inspektor.shapes.views import TemplateRow
from ui import theme
from ui.dialogs import files
from ui.dialogs.paper_out import PaperOut
from ui.dialogs.papers import PapersDialog
from ui.dialogs.problems import ProblemsDialog
from ui.operations import Operations
from ui.screens.templates.inside import InsideCard
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import Page, PageHeader
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads

_TABLES = ("template_version",)


class TemplatesScreen(Page):
    """What is published never changes; a new version stands beside the old one."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._shown = ""
        self._titles: dict[str, str] = {}
        self._out: PaperOut | None = None
        self._header = PageHeader(tr("Templates"))
        self._on_paper = secondary(tr("On paper"), "printer")
        reads(self._on_paper)
        self._on_paper.clicked.connect(self._ask_for_paper)
        self._header.add_action(self._on_paper)
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
        self._inside = InsideCard()
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
        self._titles = {row.id: row.title for row in found}
        rows = []
        for row in found:
            when = formats.date_short(row.published_at, i18n.language())
            second = tr("Version {version} · published {day}").format(version=row.version, day=when)
            rows.append(ListRow(row.id, row.title, second))
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._on_paper.setVisible(bool(rows))
        if rows and not self._list.current_key():
            self._list.set_current(rows[0].key)
        self._ask_for(self._list.current_key())

    def _ask_for(self, version_id: str) -> None:
        if version_id and version_id != self._shown:
            self._shown = version_id
            self._operations.ask(
                "queries.templates.template", version_id, owner=self, done=self._inside.show_template
            )

    def _ask_for_paper(self) -> None:
        line = tr("For a visit without a computer, before there is any follow-up.")
        dialog = PapersDialog(tr("The template on paper"), line, OF_TEMPLATE, self)
        dialog.asked.connect(self._unfold_paper)
        dialog.unfold()

    def _unfold_paper(self, kind: PaperKind, role: Role | None) -> None:
        if self._out is not None:
            self._out.deleteLater()
        name = f"{tr(kind.label)} {self._titles.get(self._shown, '')}".strip()
        self._out = PaperOut(self._operations, "actions.template_papers.paper", name, self, (kind, role))
        self._out.unfold(self._shown)

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
