"""Search in everything written: each word must occur, the last one may be unfinished."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr, tr_n
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.views import SearchHit
from ui.jobs import Job
from ui.lists.hits import HitList, HitRow, kind
from ui.operations import Operations
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.lines import SearchField
from ui.widgets.page import Page, PageHeader
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented

_MOST = 100
_WITHIN, _EVERYWHERE = "within", "everywhere"


class _Field(SearchField):
    """Down leads into the list."""

    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class SearchScreen(Page):
    """Newest first while one types, best first on Enter."""

    follow_up_opened = Signal(str, str, str)
    """Follow-up, place, and what to open there."""
    unit_opened = Signal(str)
    provider_opened = Signal(str)
    received_opened = Signal(str)
    """A document that another group sent."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        reads(self)
        self._job: Job | None = None
        self._hits: dict[str, SearchHit] = {}
        self._header = PageHeader(tr("Search"))
        self._field = _Field(
            tr(
                "Words in notes, observations, judgements, deficiencies, the register and what other groups sent"
            )
        )
        self._field.searched.connect(self._look_for)
        self._field.submitted.connect(self._look_for_best)
        self._field.went_down.connect(self._to_list)
        self._within = ""
        self._where = Segmented([Segment(_EVERYWHERE, tr("Everywhere"))], tr("Where to look"))
        self._where.chosen.connect(self._look_again)
        self._where.setVisible(False)
        self._header.add_action(self._where)
        self.add(self._header)
        self.add(self._field)
        self._card = Card(padding=8)
        self._list = HitList()
        self._list.opened.connect(self._open)
        self._card.add(self._list, 1)
        self.add(self._card, 1)
        self._nothing = EmptyState("search", "")
        self.add(self._nothing, 1)
        self._say(tr("What you look for will stand here as you write."))

    _logged: date | None = None

    def _say(self, sentence: str) -> None:
        self._nothing.say(sentence)
        self._nothing.setVisible(bool(sentence))
        self._card.setVisible(not sentence)

    def _look_for(self, words: str) -> None:
        self._ask(words, best_first=False)

    def _look_for_best(self, words: str) -> None:
        self._ask(words, best_first=True)

    def _ask(self, words: str, *, best_first: bool) -> None:
        if self._job is not None:
            self._job.cancel()
        if not words.strip():
            self._header.set_facts("")
            self._say(tr("What you look for will stand here as you write."))
            return
        self._job = self._operations.ask(
            "queries.search.search",
            words,
            owner=self,
            done=self._show,
            limit=_MOST,
            best_first=best_first,
            follow_up_id=self._within if self._where.current() == _WITHIN else None,
        )

    def _look_again(self) -> None:
        self._look_for(self._field.text())
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, hits: tuple[SearchHit, ...]) -> None:
        today = as_date(clock.now())
        if hits and self._logged != today:
            self._logged = today  # asked for at every key; the log has it once a day
            self._operations.change("actions.openings.opened", OpenedKind.SEARCH, owner=self)
        self._hits = {f"{hit.table} {hit.row} {hit.field}": hit for hit in hits}
        n = len(hits)
        if n < _MOST:
            self._header.set_facts(tr_n("{n} place", "{n} places", n).format(n=n))
        else:
            self._header.set_facts(tr("The {n} newest places").format(n=n))
        self._say("" if hits else tr("No place holds all these words."))
        self._list.set_rows([HitRow(key, hit) for key, hit in self._hits.items()])

    def _to_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._list.current_key():
            self._list.move(1)

    def _open(self, key: str) -> None:
        hit = self._hits[key]
        if hit.follow_up_id is not None or hit.table == "follow_up":
            self.follow_up_opened.emit(hit.follow_up_id or hit.row, kind(hit.table)[2], hit.opens)
        elif hit.table == "unit":
            self.unit_opened.emit(hit.row)
        elif hit.table == "provider":
            self.provider_opened.emit(hit.row)
        elif hit.table == "parcel_document":
            self.received_opened.emit(hit.row)

    def look_within(self, follow_up_id: str, name: str) -> None:
        """Look in this follow-up alone, until one wants to look everywhere; "" = there is none to look in."""
        self._within = follow_up_id
        everywhere = Segment(_EVERYWHERE, tr("Everywhere"))
        self._where.set_segments([Segment(_WITHIN, name), everywhere] if follow_up_id else [everywhere])
        self._where.set_current(_WITHIN if follow_up_id else _EVERYWHERE)
        self._where.setVisible(bool(follow_up_id))
        self._look_for(self._field.text())

    def arrive(self) -> None:
        """Look everywhere. The field gets the keyboard; what stood there is replaced by the next word."""
        self.look_within("", "")
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()
