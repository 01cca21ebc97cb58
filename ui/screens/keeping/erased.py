"""What was erased, by whom and on what ground; and by name where it may still lie, until it is confirmed."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n, record_words
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.erasure import ErasureRow, Reach, ReachKind
from inspektor.shapes.views import PersonRow
from ui.dialogs.confirm_reach import ConfirmReachDialog
from ui.dialogs.outside import OutsideDialog
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import secondary
from ui.widgets.card import Card, Icon, Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.text import Label

_ICONS = {
    ReachKind.LAPTOP: "laptop",
    ReachKind.BACKUP: "hard-drive",
    ReachKind.FILE: "file-text",
    ReachKind.DOCUMENT: "signature",
}
_MOST = 100


class ErasedView(QWidget):
    """One card for each erasure, newest first."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._decides = False
        self._column = ScrollColumn()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self._banners = BannerArea()
        whole.addWidget(self._banners)
        whole.addWidget(self._column, 1)
        operations.role_changed.connect(self.read)
        tables = tuple(record_words.TABLES)
        self._refresher = Refresher(self, operations.changed, tables, self.read)

    def read(self) -> None:
        """Ask where things stand: a pass over the shared folder changes it without changing a record."""
        self._operations.ask("queries.register.me", owner=self, done=self._take_me)

    def _take_me(self, me: PersonRow) -> None:
        self._decides = me.decides
        self._operations.ask("queries.erasures.erasures", owner=self, done=self._show)

    def _show(self, found: tuple[ErasureRow, ...]) -> None:
        self._column.clear()
        for each in found[:_MOST]:
            self._column.add(self._card(each))
        if not found:
            self._column.add(EmptyState("eraser", tr("Nothing has been erased.")))
        self._column.body.addStretch(1)

    def _card(self, order: ErasureRow) -> Card:
        card = Card(spacing=8)
        card.add(Label(tr(order.label), "strong", wrap=True))
        card.add(Label(_facts(order), "secondary", "muted", wrap=True))
        card.add(Label(tr("Ground: {ground}").format(ground=order.ground), wrap=True))
        card.add(Rule())
        if not order.carried_out:
            card.add(_line("clock", "warn", tr("The shared folder is cleared at the next sync.")))
        elif not order.waiting:
            words = tr("Gone everywhere that this computer knows of.")
            card.add(_line("check", "ok", words))
        for reach in order.reaches:
            card.add(self._reach(order, reach))
        if any(each.kind is ReachKind.BACKUP for each in order.waiting):
            renew = secondary(tr("Make the backups anew without it"), "refresh-cw", small=True)
            reads(renew)
            renew.clicked.connect(partial(self._renew, order, renew))
            card.add(renew)
        if any(each.kind is ReachKind.FILE for each in order.waiting):
            look = secondary(tr("Files outside Inspektor"), "file-text", small=True)
            reads(look)
            look.clicked.connect(self._open_outside)
            card.add(look)
        return card

    def _open_outside(self) -> None:
        dialog = OutsideDialog(self._operations, self)
        dialog.finished.connect(self.read)
        dialog.open()

    def _renew(self, order: ErasureRow, verb: QWidget) -> None:
        verb.setEnabled(False)
        action = "actions.erasure.renew_backups"
        done, failed = self._renewed, partial(self._not_renewed, verb)
        self._operations.ask(action, order.id, owner=self, done=done, failed=failed)

    def _renewed(self, _: int) -> None:
        self._banners.clear()
        self.read()

    def _not_renewed(self, verb: QWidget, error: InspektorError) -> None:
        verb.setEnabled(True)
        self._banners.clear()
        self._banners.tell("bad", error.text(), error.advice())

    def _reach(self, order: ErasureRow, reach: Reach) -> QWidget:
        done = reach.confirmed
        words = reach_words(reach)
        if done is not None:
            day = formats.date_short(done.at, i18n.language())
            said = tr("Clear, says {name} {day}: {how}").format(name=done.name, day=day, how=done.how)
            return _line("check", "ok", f"{words}\n{said}")
        if not self._decides:
            return _line(_ICONS[reach.kind], "warn", words)
        verb = secondary(tr("Confirm"), "check", small=True)
        verb.setAccessibleName(tr("Confirm: {place}").format(place=words))
        verb.clicked.connect(partial(self._ask, order.id, reach))
        return _line(_ICONS[reach.kind], "warn", words, verb)

    def _ask(self, erasure: str, reach: Reach) -> None:
        ConfirmReachDialog(self._operations, erasure, reach, reach_words(reach), self).unfold()


def reach_words(reach: Reach) -> str:
    """Where it may still lie, in words."""
    if reach.kind is ReachKind.LAPTOP:
        words = tr("{name}'s computer {id} has not synced since")
        return words.format(name=reach.words, id=reach.place[:6])
    return f"{tr(reach.kind.label)}: {reach.words}"


def _facts(order: ErasureRow) -> str:
    when = f"{formats.date_short(order.at, i18n.language())} {order.at.year} {formats.clock_time(order.at)}"
    kinds = ", ".join(dict.fromkeys(record_words.record_word(table).lower() for table, _ in order.records))
    count = tr_n("{n} record", "{n} records", len(order.records)).format(n=len(order.records))
    return f"{when} · {order.person} · {count} ({kinds})"


def _line(icon: str, tone: str, words: str, verb: QWidget | None = None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Icon(icon, tone, 16))
    row.addWidget(Label(words, "body", wrap=True), 1)
    if verb is not None:
        row.addWidget(verb)
    return holder
