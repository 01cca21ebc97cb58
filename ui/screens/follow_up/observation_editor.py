"""One observation: what was seen, where, when, of which kind, about which requirement, and its photos."""

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock, formats
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.enums import ObservationKind
from inspektor.shapes.views import ObservationRow
from ui.screens.follow_up.editor_foot import EditorFoot
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.photo_strip import Places
from ui.screens.follow_up.photo_taking import PhotoTaking
from ui.screens.follow_up.requirement_choice import RequirementChoice
from ui.widgets.banner import BannerArea
from ui.widgets.card import Card
from ui.widgets.date_field import TimeField
from ui.widgets.field import Field
from ui.widgets.page import ScrollColumn
from ui.widgets.segmented import Segment, Segmented
from ui.written import Written, WrittenRecord

_TONES = {
    ObservationKind.NEUTRAL: "neutral",
    ObservationKind.POSITIVE: "ok",
    ObservationKind.NEGATIVE: "bad",
}
_LONGEST, _CODE = 60, 8
_KEYS = {"0": ObservationKind.NEUTRAL, "+": ObservationKind.POSITIVE, "-": ObservationKind.NEGATIVE}
"""What chooses the kind while the keyboard is there."""


class ObservationEditor(Card):
    """Without a row a new one is made at the first letter or the first photo: `made(observation_id)`.

    `photos` takes in what is dropped or pasted elsewhere on the page.
    """

    made = Signal(str)
    remove_asked = Signal()
    history_asked = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._opened, self._operations = opened, opened.operations
        self._row: ObservationRow | None = None
        self._being_made = False
        self._for_photos = ""
        self._last_place = ""
        self._record = WrittenRecord(self._operations, "observation", "actions.observations.set_fields", self)
        self._record.begun.connect(self._begin)
        self.banners = BannerArea()
        self._text = self._record.add(Written("text", tr("What was seen or heard"), lines=4))
        self._place = self._record.add(Written("place", tr("Place"), lines=1))
        for field in (self._text, self._place):
            field.editor.installEventFilter(self)
        self._time, self._requirement = TimeField(), RequirementChoice()
        self._requirement.setMinimumContentsLength(_CODE)
        self._time.setPlaceholderText(tr("now"))
        self._time_field = Field(tr("Time"), self._time)
        tips = {kind: key for key, kind in _KEYS.items()}
        self._kind = Segmented(
            [Segment(kind.value, tr(kind.label), tone, tips[kind]) for kind, tone in _TONES.items()],
            tr("Kind"),
        )
        self.photos = PhotoTaking(opened, self.banners, self._record.values)
        self._foot = EditorFoot(tr("Delete the observation"))
        self._lay_out()
        opened.template_changed.connect(self._offer)
        self._offer()
        self._time.picked.connect(self._set_time)
        self._requirement.chosen.connect(lambda code: self._record.put(None, requirement=code or None))
        self._kind.chosen.connect(lambda kind: self._record.put(None, kind=kind))
        self.photos.observation_wanted.connect(self._make_for_photos)
        self.photos.none_taken.connect(self._take_back)
        self.begin_new()

    def _offer(self) -> None:
        if self._opened.template is not None:
            self._requirement.set_template(self._opened.template)

    def _lay_out(self) -> None:
        scroll = ScrollColumn(margin=20, spacing=16)
        where = QHBoxLayout()
        where.setSpacing(16)
        where.addWidget(self._place, 1)
        where.addWidget(self._time_field)
        what = QHBoxLayout()
        what.setSpacing(16)
        kind, requirement = Field(tr("Kind"), self._kind), Field(tr("Requirement"), self._requirement)
        what.addWidget(kind)
        what.addWidget(requirement, 1)
        for field, name in ((kind, "kind"), (requirement, "requirement"), (self._time_field, "observed_at")):
            self._record.marks.add(field, name)
        scroll.add(self.banners)
        scroll.add(self._text)
        for row in (where, what):
            scroll.body.addLayout(row)
        scroll.add(self.photos)
        scroll.body.addStretch(1)
        self.add(scroll, 1)
        self._foot.history_asked.connect(self.history_asked)
        self._foot.remove_asked.connect(self.remove_asked)
        self.set_footer(self._foot)

    def begin_new(self) -> None:
        """Show an empty form at the place of the last one; what was being written is saved first."""
        self.banners.clear()
        self._clear()

    def _clear(self) -> None:
        self._last_place = self._place.text() or self._last_place
        self._record.clear()
        self._place.load(self._last_place)
        self._row, self._for_photos = None, ""
        self._kind.set_current(ObservationKind.NEUTRAL.value)
        self._requirement.set_current("")
        self._time.set_value(None)
        self.photos.show_photos("", ())
        self._foot.show_there(self._row is not None)

    def show_observation(self, row: ObservationRow) -> None:
        """Show an observation, or what it says now."""
        another = row.id != self._record.row_id
        if another:
            self.banners.clear()
        self._record.show(row.id, {"text": row.text, "place": row.place})
        self._row = row
        if another or not self._record.is_putting():
            self._kind.set_current(row.kind.value)
            self._requirement.set_current(row.requirement or "")
        if another or not self._time.hasFocus():
            self._time.set_value(clock.local(row.observed_at).time())
        self.photos.show_photos(row.id, row.photos)
        self._foot.show_there(self._row is not None)

    def show_others(self, rows: Sequence[ObservationRow]) -> None:
        """Know the other observations, for photos to be moved to, and where the last one was made."""
        self.photos.show_places(places(rows, self._record.row_id))
        if rows and self._row is None and not self._last_place and not self._place.text():
            self._last_place = max(rows, key=lambda row: row.observed_at).place
            self._place.load(self._last_place)

    def observation_id(self) -> str:
        """The observation that is shown; "" for a new one."""
        return self._record.row_id

    def is_being_made(self) -> bool:
        """Whether the one that is shown is not committed yet."""
        return self._being_made

    def focus_first(self) -> None:
        """Give the keyboard to the text."""
        self._text.focus()

    def _begin(self, _key: str, _text: str) -> None:
        self._make()

    def _make_for_photos(self) -> None:
        self._make(for_photos=True)

    def _take_back(self, observation_id: str) -> None:
        """No photo came of it: leave no observation that nobody wrote."""
        if observation_id == self._for_photos and not self._text.text().strip():
            self._operations.change("actions.observations.remove_observation", observation_id, owner=self)
            self._record.adopt("")
            self._clear()

    def _make(self, *, for_photos: bool = False) -> None:
        """Make the observation of what is written and chosen so far."""
        if self._record.row_id:
            return
        values = self._record.values()
        observation_id = clock.new_id()
        self._record.adopt(observation_id)
        self._being_made = True
        self._for_photos = observation_id if for_photos else ""
        at = self._time.value()
        self._operations.change(
            "actions.observations.add",
            self._opened.id,
            values["text"],
            owner=self,
            done=self._was_made,
            failed=self._was_refused,
            observation_id=observation_id,
            place=values["place"],
            kind=next(kind for kind in ObservationKind if kind.value == self._kind.current()),
            requirement=self._requirement.current() or None,
            observed_at=None if at is None else clock.on_day(self._day(), at),
        )
        self.made.emit(observation_id)

    def _day(self) -> date:
        """The day of the visit, also where one writes it up later."""
        visit = self._opened.sheet.visit if self._opened.sheet is not None else None
        return as_date((visit and visit.arrived_at) or clock.now())

    def _was_made(self, changes: ChangeSet) -> None:
        self._being_made = False
        self._text.saved(changes)
        self.photos.begin(self._record.row_id)

    def _was_refused(self, error: InspektorError) -> None:
        self._being_made = False
        self._record.refuse(error, self._text)

    def _set_time(self, at: time | None) -> None:
        if at is not None and self._row is not None:
            day = as_date(self._row.observed_at)
            self._record.put(self._time_field, observed_at=clock.on_day(day, at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        kind = _KEYS.get(event.text())
        focus = self.focusWidget()
        if kind is not None and focus is not None and self._kind.isAncestorOf(focus):
            self._kind.choose(kind.value)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A picture is pasted while one writes."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return event.matches(QKeySequence.StandardKey.Paste) and self.photos.paste()


def places(rows: Sequence[ObservationRow], without: str) -> Places:
    """The other observations as one tells them apart."""
    return [(row.id, called(row)) for row in rows if row.id != without]


def called(row: ObservationRow) -> str:
    """An observation in a line: when, and its first words or its place."""
    words = " ".join(row.text.split()) or row.place or tr("Without words yet")
    cut = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
    return f"{formats.clock_time(row.observed_at)}  {cut}"
