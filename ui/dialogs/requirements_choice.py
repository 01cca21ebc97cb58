"""Choosing what a follow-up takes up: all, by quality area, by focus, or requirement by requirement."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.shapes.preparing import Standing
from inspektor.shapes.template import Template, short_code
from ui import theme
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.lines import SearchField
from ui.widgets.question_list import AreaRow
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.widgets.tick_list import TickList, TickRow

ALL, AREAS, FOCUS, HAND = "all", "areas", "focus", "hand"
_WAYS = {
    ALL: tr_mark("All"),
    AREAS: tr_mark("Quality areas"),
    FOCUS: tr_mark("Focus"),
    HAND: tr_mark("By hand"),
}
_HIGH = 264


class RequirementsChoice(QWidget):
    """`changed` with each choice, `turned` when it gets higher or lower. What something stands on stays chosen."""

    changed = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template: Template | None = None
        self._standing: Mapping[str, Standing] = {}
        self._before: set[str] = set()
        self._ticked: dict[str, set[str]] = {AREAS: set(), FOCUS: set(), HAND: set()}
        self._way = Segmented([Segment(key, tr(words)) for key, words in _WAYS.items()], tr("Requirements"))
        self._count = Label("", "label", "muted")
        self._search = SearchField(tr("Search among the requirements"))
        self._every, self._none = link(tr("Choose all")), link(tr("Choose none"))
        self._list = TickList(tr("Requirements"))
        self._kept = Label(
            tr("What has a source, a judgement or a deficiency cannot be left out."),
            "small",
            "muted",
            wrap=True,
        )
        self._lay_out()
        self._way.chosen.connect(self._turn)
        self._search.searched.connect(self._show)
        self._list.turned.connect(self._tick)
        self._every.clicked.connect(self._tick_all)
        self._none.clicked.connect(self._tick_none)
        self.setFocusProxy(self._way)
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._way)
        head.addStretch(1)
        head.addWidget(self._count)
        self._box = Card(padding=6, spacing=4)
        self._finding = QWidget()
        finding = QHBoxLayout(self._finding)
        finding.setContentsMargins(4, 4, 4, 0)
        finding.addWidget(self._search, 1)
        finding.addWidget(self._every)
        finding.addWidget(self._none)
        self._box.add(self._finding)
        self._box.add(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._box)
        column.addWidget(self._kept)

    def set_template(self, template: Template) -> None:
        """Choose from this one, from the beginning if it is another; all of it."""
        if template == self._template:
            return
        self._template = template
        for ticked in self._ticked.values():
            ticked.clear()
        ways = [key for key in _WAYS if key != FOCUS or template.focus_areas]
        self._way.set_segments([Segment(key, tr(_WAYS[key])) for key in ways])
        self._way.set_current(ALL)
        self._show()
        self.turned.emit()

    def begin_with(self, chosen: Sequence[str] | None, standing: Mapping[str, Standing]) -> None:
        """Show a choice made before, None for all, and what stands on the requirements."""
        self._standing = standing
        if chosen is not None:
            self._ticked[HAND] = set(chosen)
            self._way.set_current(HAND)
        self._show()

    def codes(self) -> tuple[str, ...] | None:
        """What is chosen, in the template's order; None for everything, whatever a later version holds."""
        if self._template is None or self._way.current() == ALL:
            return None
        return tuple(r.code for r in self._template.requirements if r.code in self._chosen())

    def _chosen(self) -> set[str]:
        template, way = self._template, self._way.current()
        if template is None:
            return set()
        ticked = self._ticked.get(way, set())
        if way == ALL:
            return {r.code for r in template.requirements}
        if way == AREAS:
            found = {r.code for area in template.areas if area.code in ticked for r in area.requirements}
        elif way == FOCUS:
            found = {
                code for focus in template.focus_areas if focus.code in ticked for code in focus.requirements
            }
        else:
            found = set(ticked)
        return found | {code for code in self._standing if template.has(code)}

    def _turn(self, way: str) -> None:
        """By hand one goes on from what the ways before it made of it."""
        if way == HAND and not self._ticked[HAND]:
            self._ticked[HAND] = self._before
        self._show()
        self.turned.emit()
        self.changed.emit()

    def _tick(self, key: str) -> None:
        self._ticked[self._way.current()] ^= {key}
        self._show()
        self.changed.emit()

    def _tick_all(self) -> None:
        self._set_shown(True)

    def _tick_none(self) -> None:
        self._set_shown(False)

    def _set_shown(self, on: bool) -> None:
        shown = {row.key for row in self._list.all_rows() if isinstance(row, TickRow)}
        ticked = self._ticked[HAND]
        self._ticked[HAND] = ticked | shown if on else ticked - shown
        self._show()
        self.changed.emit()

    def _show(self, _: str = "") -> None:
        way, chosen = self._way.current(), self._chosen()
        self._before = chosen
        self._box.setVisible(way != ALL)
        self._finding.setVisible(way == HAND)
        self._kept.setVisible(way != ALL and bool(self._standing))
        total = len(self._template.requirements) if self._template else 0
        words = tr_n("{chosen} of {n} requirement", "{chosen} of {n} requirements", total)
        self._count.setText(words.format(chosen=len(chosen), n=total) if total else "")
        self._list.set_rows(self._rows(way, chosen))
        high = self._list.content_height() + 4
        self._list.setFixedHeight(min(high, theme.px(_HIGH)) if way != HAND else theme.px(_HIGH))

    def _rows(self, way: str, chosen: set[str]) -> list[TickRow | AreaRow]:
        template = self._template
        if template is None or way == ALL:
            return []
        ticked = self._ticked[way]
        if way == AREAS:
            groups = [(area.code, area.name, len(area.requirements)) for area in template.areas]
        else:
            groups = [(focus.code, focus.name, len(focus.requirements)) for focus in template.focus_areas]
        if way != HAND:
            return [TickRow(code, name, code in ticked, fact=_requirements(n)) for code, name, n in groups]
        return self._by_hand(template, chosen)

    def _by_hand(self, template: Template, chosen: set[str]) -> list[TickRow | AreaRow]:
        wanted = self._search.text().strip().casefold().split()
        rows: list[TickRow | AreaRow] = []
        for area in template.areas:
            found = [
                TickRow(
                    r.code,
                    r.text,
                    r.code in chosen,
                    short_code(r.code),
                    _stands(self._standing.get(r.code)),
                    r.code in self._standing,
                )
                for r in area.requirements
                if all(word in f"{r.code} {r.text} {area.name}".casefold() for word in wanted)
            ]
            if found:
                rows += [AreaRow(area.name), *found]
        return rows

    def focus(self) -> None:
        """Give the keyboard to the ways."""
        self._way.setFocus(Qt.FocusReason.OtherFocusReason)


def _requirements(n: int) -> str:
    return tr_n("{n} requirement", "{n} requirements", n).format(n=n)


def _stands(standing: Standing | None) -> str:
    if standing is None:
        return ""
    parts = []
    if standing.rated:
        parts.append(tr("judged"))
    if standing.sources:
        parts.append(tr_n("{n} source", "{n} sources", standing.sources).format(n=standing.sources))
    if standing.deficiencies:
        parts.append(tr("deficiency"))
    return " · ".join(parts)
