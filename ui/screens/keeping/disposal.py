"""Disposal: what is due by the municipality's plan and why, the plan itself, what is exempt, and what was disposed of."""

from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.ids import derived_id
from inspektor.shapes.retention import Category, DisposalRow, DueRow, ExemptRow, RetentionRule, rule_words
from inspektor.shapes.views import PersonRow
from ui.dialogs.disposal import DisposeDialog, ExemptDialog, RuleDialog
from ui.dialogs.paper_out import PaperOut
from ui.operations import Operations
from ui.widgets.buttons import danger, link, secondary
from ui.widgets.card import Card, Rule
from ui.widgets.choice import Check
from ui.widgets.page import ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.widgets.versions_mark import VersionsMark
from ui.written import Marks

_MOST = 40


class DisposalView(QWidget):
    """Four cards below each other."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._decides = False
        self._due: tuple[DueRow, ...] = ()
        self._ticked: dict[Category, Check] = {}
        self._dispose = danger(tr("Dispose of what is ticked"))
        self._dispose.clicked.connect(self._ask_to_dispose)
        self._column = ScrollColumn()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        titles = (tr("Due"), tr("The plan"), tr("Exempt"), tr("Disposed of"))
        self._cards = [Card(title, spacing=10) for title in titles]
        self._parts: list[list[QWidget]] = [[], [], [], []]
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._dispose)
        self._due_rows = QVBoxLayout()
        self._due_rows.setSpacing(10)
        self._cards[0].body.addLayout(self._due_rows)
        self._cards[0].body.addLayout(foot)
        for card in self._cards:
            self._column.add(card)
        self._column.body.addStretch(1)
        tables = ("follow_up", "follow_up_step", "retention_rule", "retention_exemption", "disposal")
        self._marks, self._versions = Marks(operations, "retention_rule", self), VersionsMark()
        self._cards[1].add(self._versions)
        self._marks.add(self._versions)
        self._marks.show(*(derived_id("retention_rule", each) for each in Category))
        operations.role_changed.connect(self._read)
        self._refresher = Refresher(self, operations.changed, tables, self._read)

    def _read(self) -> None:
        self._operations.ask("queries.register.me", owner=self, done=self._take_me)

    def _take_me(self, me: PersonRow) -> None:
        self._decides = me.decides
        ask = self._operations.ask
        ask("queries.retention.due", owner=self, done=self._show_due)
        ask("queries.retention.rules", owner=self, done=self._show_rules)
        ask("queries.retention.exempt", owner=self, done=self._show_exempt)
        ask("queries.retention.disposals", owner=self, done=self._show_disposals)

    def _fill(self, number: int, parts: list[QWidget], nothing: str = "") -> None:
        for each in self._parts[number]:
            each.hide()
            each.deleteLater()
        self._parts[number] = parts or [Label(nothing, "secondary", "muted", wrap=True)]
        room = self._due_rows if number == 0 else self._cards[number].body
        for each in self._parts[number]:
            room.addWidget(each)

    # What is due

    def _show_due(self, found: tuple[DueRow, ...]) -> None:
        self._due = found
        self._ticked.clear()
        parts: list[QWidget] = []
        for category, rows in groupby(found, key=lambda each: each.category):
            parts += self._of_category(category, list(rows))
        about = tr("Nothing is due. Only what belongs to finished follow-ups can be.")
        self._fill(0, parts, about)
        self._cards[0].set_count(str(len(found) or ""))
        self._dispose.setVisible(self._decides and bool(parts))

    def _of_category(self, category: Category, rows: list[DueRow]) -> list[QWidget]:
        records = sum(each.records for each in rows)
        count = tr_n("{n} record", "{n} records", records).format(n=records)
        words = f"{tr(category.label)}: {count}"
        head: QWidget = Label(words, "control", wrap=True)
        if self._decides:
            head = self._ticked[category] = Check(words)
        parts: list[QWidget] = [head, Label(rule_words(rows[0].rule), "secondary", "muted", wrap=True)]
        parts += [self._of_follow_up(each) for each in rows[:_MOST] if each.follow_up_id]
        if len(rows) > _MOST:
            more = len(rows) - _MOST
            words = tr_n("and {n} follow-up more", "and {n} follow-ups more", more).format(n=more)
            parts.append(Label(words, "secondary", "muted"))
        return [*parts, Rule()]

    def _of_follow_up(self, row: DueRow) -> QWidget:
        words = tr("{unit}, finalised {day}, due since {due}, {n} records").format(
            unit=" ".join(part for part in (row.unit, row.registry_number) if part),
            day=row.finalised.isoformat(),
            due=row.due.isoformat(),
            n=row.records,
        )
        spare = link(tr("Exempt"))
        spare.setAccessibleName(tr("Exempt {unit} from disposal").format(unit=row.unit))
        spare.clicked.connect(partial(self._ask_to_exempt, row))
        return _line(Label(words, "secondary", wrap=True), spare)

    def _ask_to_exempt(self, row: DueRow) -> None:
        ExemptDialog(self._operations, row.follow_up_id, row.unit, self).unfold()

    def _ask_to_dispose(self) -> None:
        ticked = {category for category, tick in self._ticked.items() if tick.isChecked()}
        rows = [each for each in self._due if each.category in ticked]
        DisposeDialog(self._operations, rows, self).unfold()

    # The plan

    def _show_rules(self, found: tuple[RetentionRule, ...]) -> None:
        about = tr(
            "The group's list. What nobody has changed is a proposal: the municipality's own plan decides."
        )
        self._fill(1, [Label(about, "secondary", "muted", wrap=True), *(self._rule(each) for each in found)])

    def _rule(self, rule: RetentionRule) -> QWidget:
        says = rule_words(rule) if rule.own else tr("{rule} – proposed").format(rule=rule_words(rule))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr(rule.category.label), "control", wrap=True))
        words.addWidget(Label(says, "secondary", "muted", wrap=True))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        if self._decides:
            change = secondary(tr("Change"), small=True)
            change.setAccessibleName(tr("Change: {category}").format(category=tr(rule.category.label)))
            change.clicked.connect(partial(self._ask_rule, rule))
            row.addWidget(change)
        return holder

    def _ask_rule(self, rule: RetentionRule) -> None:
        RuleDialog(self._operations, rule, self).unfold()

    # What is exempt, and what is gone

    def _show_exempt(self, found: tuple[ExemptRow, ...]) -> None:
        self._fill(2, [self._exempt(each) for each in found], tr("No follow-up is exempt."))

    def _exempt(self, row: ExemptRow) -> QWidget:
        day = formats.date_short(row.at, i18n.language())
        words = f"{row.unit}: {tr(row.kind.label)} – {row.reason} ({row.name}, {day} {row.at.year})"
        end = link(tr("End"))
        end.setAccessibleName(tr("End: {place}").format(place=row.unit))
        end.clicked.connect(partial(self._end, row.id))
        return _line(Label(words, "secondary", wrap=True), end)

    def _end(self, exemption: str) -> None:
        self._operations.change("actions.retention.end_exemption", exemption, owner=self)

    def _show_disposals(self, found: tuple[DisposalRow, ...]) -> None:
        self._fill(3, [self._disposal(each) for each in found], tr("Nothing has been disposed of."))

    def _disposal(self, row: DisposalRow) -> QWidget:
        records = tr_n("{n} record", "{n} records", row.records).format(n=row.records)
        day = formats.date_short(row.at, i18n.language())
        words = f"{day} {row.at.year} · {row.name} · {tr(row.category.label)}, {records}. {row.ground}"
        show = secondary(tr("Show the list"), "printer", small=True)
        reads(show)
        show.setAccessibleName(tr("Show the list: {category}").format(category=words))
        show.clicked.connect(partial(self._show_list, row.id))
        return _line(Label(words, "secondary", wrap=True), show)

    def _show_list(self, disposal: str) -> None:
        PaperOut(self._operations, "actions.retention.disposal_list", tr("Disposal decision"), self).unfold(
            disposal
        )


def _line(words: QWidget, verb: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(words, 1)
    row.addWidget(verb)
    return holder
