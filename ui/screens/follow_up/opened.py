"""The follow-up that is open: what every page of it needs to know, read once and again when it changes."""

from PySide6.QtCore import QObject, QTimer, Signal

from inspektor.changes import ChangeSet
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.template import Template
from inspektor.shapes.views import FollowUpSheet, OutlineCounts, PersonRow
from ui.operations import Operations
from ui.screens.follow_up.latest import Latest

GATHER_MS = 40
_SHEET = (
    "follow_up",
    "follow_up_unit",
    "unit",
    "provider",
    "team_member",
    "participant",
    "visit",
    "document",
    "signature",
)
_ASKED = ("chosen_requirement", "own_requirement")
_COUNTED = (
    "interview",
    "note",
    "observation",
    "document_review",
    "assessment",
    "deficiency",
    "follow_up",
)
_TELLING = frozenset({"", "requirement", "rating", "status"})
"""The fields that the counts depend on; not the texts, which change three times a second while one types."""


def _asks_otherwise(changes: ChangeSet) -> bool:
    scope = any(each.table == "follow_up" and each.field == "scope" for each in changes)
    return scope or any(changes.touches(table) for table in _ASKED)


class OpenFollowUp(QObject):
    """`ready` once everything is known, `sheet_changed` and the like whenever they are another."""

    ready = Signal()
    sheet_changed = Signal()
    counts_changed = Signal()
    template_changed = Signal()
    """What the follow-up asks is another: requirements were chosen, left out or added."""
    go_asked = Signal(str, str)
    """A page asks to go to another place, and there to a requirement or a record."""
    other_asked = Signal(str, str, str)
    """A page asks to go into another follow-up, there to a place, and in it to a record."""
    back_asked = Signal()
    """A page that stands in no outline asks to go back to where one was."""
    risk_asked = Signal()
    """Somebody said or showed what cannot wait."""
    undoable = Signal(str)
    """A page says what was just done and can be undone."""

    def __init__(self, operations: Operations, follow_up_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.operations, self.id = operations, follow_up_id
        self.sheet: FollowUpSheet | None = None
        self.counts: OutlineCounts | None = None
        self.template: Template | None = None
        self.me: PersonRow | None = None
        self.is_ready = False
        self._sheet = Latest(operations, self, self._take_sheet)
        self._counts = Latest(operations, self, self._take_counts)
        self._template = Latest(operations, self, self._take_template)
        self._stale: set[str] = {"sheet", "counts", "template"}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self._read)
        operations.changed.connect(self._heard)
        operations.role_changed.connect(self._ask_me)

    def log_reading(self, kind: OpenedKind, record: str | None = None) -> None:
        """Write in the log that the user reads this; the write lane does it, once a day."""
        self.operations.change("actions.openings.opened", kind, record, self.id, owner=self)

    @property
    def finished(self) -> bool:
        """Whether it can only be read."""
        reads = self.me is not None and self.me.reads_only
        return reads or (self.sheet is not None and self.sheet.finished)

    def read(self) -> None:
        """Begin to read."""
        self._ask_me()
        self._read()

    def _ask_me(self) -> None:
        self.operations.ask("queries.register.me", owner=self, done=self._take_me)

    def _heard(self, changes: ChangeSet) -> None:
        if any(changes.touches(table) for table in _SHEET):
            self._stale.add("sheet")
        if any(each.table in _COUNTED and each.field in _TELLING for each in changes):
            self._stale.add("counts")
        if _asks_otherwise(changes):
            self._stale |= {"counts", "template"}
        if self._stale and not self._timer.isActive():
            self._timer.start()

    def _read(self) -> None:
        stale, self._stale = self._stale, set()
        if "sheet" in stale:
            self._sheet.ask("queries.follow_ups.sheet", self.id)
        if "counts" in stale:
            self._counts.ask("queries.follow_ups.counts", self.id)
        if "template" in stale:
            self._template.ask("queries.templates.asked", self.id)

    def _take_me(self, me: PersonRow) -> None:
        self.me = me
        self._look()
        if me.reads_only and self.sheet is not None:
            self.sheet_changed.emit()

    def _take_sheet(self, sheet: FollowUpSheet) -> None:
        self.sheet = sheet
        self.sheet_changed.emit()
        self._look()

    def _take_template(self, template: Template) -> None:
        another = self.template is not None and self.template != template
        self.template = template
        self._look()
        if another:
            self.template_changed.emit()

    def _take_counts(self, counts: OutlineCounts) -> None:
        self.counts = counts
        self.counts_changed.emit()

    def _look(self) -> None:
        known = self.me is not None and self.sheet is not None and self.template is not None
        if known and not self.is_ready:
            self.is_ready = True
            self.ready.emit()
