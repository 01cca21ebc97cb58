"""One observation: what was seen, where, when, of which kind, about which requirement, and its photos."""

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock, formats
from inspektor.changes import ChangeSet
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.enums import ObservationKind
from inspektor.shapes.views import ObservationRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.photo_strip import Places
from ui.screens.follow_up.photo_taking import PhotoTaking
from ui.screens.follow_up.record_editor import RecordEditor
from ui.widgets.banner import BannerArea
from ui.widgets.date_field import TimeField
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, Segmented
from ui.written import Written

_TONES = {
    ObservationKind.NEUTRAL: "neutral",
    ObservationKind.POSITIVE: "ok",
    ObservationKind.NEGATIVE: "bad",
}
_LONGEST, _CODE = 60, 8
_KEYS = {"0": ObservationKind.NEUTRAL, "+": ObservationKind.POSITIVE, "-": ObservationKind.NEGATIVE}
"""What chooses the kind while the keyboard is there."""


class ObservationEditor(RecordEditor):
    """A new one is made at the first letter or the first photo.

    `photos` takes in what is dropped or pasted elsewhere on the page.
    """

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        remove = tr("Delete the observation")
        super().__init__(opened, "observation", "actions.observations.set_fields", remove, parent)
        self._row: ObservationRow | None = None
        self._others: Sequence[ObservationRow] = ()
        self._for_photos = ""
        self._last_place = ""
        self._record.begun.connect(self._begin)
        self.banners = BannerArea()
        self._text = self._record.add(Written("text", tr("What was seen or heard"), lines=4))
        self._place = self._record.add(Written("place", tr("Place"), lines=1))
        for field in (self._text, self._place):
            field.editor.installEventFilter(self)
        self._time = TimeField()
        self._requirement.setMinimumContentsLength(_CODE)
        self._time.setPlaceholderText(tr("now"))
        self._time_field = Field(tr("Time"), self._time)
        tips = {kind: key for key, kind in _KEYS.items()}
        self._kind = Segmented(
            [Segment(kind.value, tr(kind.label), tone, tips[kind]) for kind, tone in _TONES.items()],
            tr("Kind"),
        )
        self.photos = PhotoTaking(opened, self.banners, self._record.values)
        self._lay_out()
        self._offer()
        self._time.picked.connect(self._set_time)
        self._kind.chosen.connect(lambda kind: self._record.put(None, kind=kind))
        self.photos.observation_wanted.connect(self._make_for_photos)
        self.photos.none_taken.connect(self._take_back)
        self.begin_new()

    def _lay_out(self) -> None:
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
        column = self._column
        column.add(self.banners)
        column.add(self._text)
        for row in (where, what):
            column.body.addLayout(row)
        column.add(self.photos)
        column.body.addStretch(1)

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

    def show_row(self, row: ObservationRow) -> None:
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
        self.photos.show_places(places(self._others, row.id))
        self._foot.show_there(self._row is not None)

    def show_others(self, rows: Sequence[ObservationRow]) -> None:
        """Know the other observations, for photos to be moved to, and where the last one was made."""
        self._others = rows
        self.photos.show_places(places(rows, self._record.row_id))
        if rows and self._row is None and not self._last_place and not self._place.text():
            self._last_place = max(rows, key=lambda row: row.observed_at).place
            self._place.load(self._last_place)

    def _first(self) -> Written:
        return self._text

    def _begin(self, _key: str, _text: str) -> None:
        self._make_observation()

    def _make_for_photos(self) -> None:
        self._make_observation(for_photos=True)

    def _take_back(self, observation_id: str) -> None:
        """No photo came of it: leave no observation that nobody wrote."""
        if observation_id == self._for_photos and not self._text.text().strip():
            self._operations.change("actions.observations.remove_observation", observation_id, owner=self)
            self._record.adopt("")
            self._clear()

    def _make_observation(self, *, for_photos: bool = False) -> None:
        """Make the observation of what is written and chosen so far."""
        if self._record.row_id:
            return
        values = self._record.values()
        at = self._time.value()
        observation_id = clock.new_id()
        self._for_photos = observation_id if for_photos else ""
        self._make(
            observation_id,
            "actions.observations.add",
            values["text"],
            observation_id=observation_id,
            place=values["place"],
            kind=next(kind for kind in ObservationKind if kind.value == self._kind.current()),
            requirement=self._requirement.current() or None,
            observed_at=None if at is None else clock.on_day(self._day(), at),
        )

    def _day(self) -> date:
        """The day of the visit, also where one writes it up later."""
        visit = self._opened.sheet.visit if self._opened.sheet is not None else None
        return as_date((visit and visit.arrived_at) or clock.now())

    def _was_made(self, changes: ChangeSet) -> None:
        super()._was_made(changes)
        self.photos.begin(self._record.row_id)

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
