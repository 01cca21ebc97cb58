"""Observations: the list of what was seen, and the one that is open beside it."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from inspektor import formats
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import ObservationKind
from inspektor.shapes.photos import LeftBehind
from inspektor.shapes.views import ObservationRow
from ui import theme
from ui.screens.follow_up import marks
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.list_beside import ListBeside
from ui.screens.follow_up.observation_editor import ObservationEditor, places
from ui.screens.follow_up.observation_removing import RemoveWithPhotos
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.photo_work import photos_of
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary
from ui.widgets.drop_cover import DropCover
from ui.widgets.empty_state import EmptyState
from ui.widgets.keycap import shown
from ui.widgets.keys import bind
from ui.widgets.list_rows import ListRow
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher

_TABLES = ("observation", "photo")
_LIST, _SHARE = 400, 0.36  # px, and of the page at most, where the text is large
_NEW = "Ctrl+N"
_TONES = {
    ObservationKind.NEUTRAL: "accent",
    ObservationKind.POSITIVE: "ok",
    ObservationKind.NEGATIVE: "bad",
}


class ObservationsPage(PlacePage):
    """Time, place, fact; photos without persons."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._rows: tuple[ObservationRow, ...] = ()
        self._left: tuple[LeftBehind, ...] = ()
        self._latest_left = Latest(self.operations, self, self._remind)
        self._header = PageHeader(tr("Observations"))
        self._new = primary(tr("New observation"), "plus")
        self._new.setToolTip(shown(_NEW))
        self._header.add_action(self._new)
        self._banners = BannerArea()
        self._editor = ObservationEditor(opened)
        empty = EmptyState("eye", tr("What you see and hear on the spot will stand here."))
        words = tr("Observations"), empty, _list_row
        self._list = ListBeside(opened, "queries.observations.observations", self._editor, words)
        self.add(self._header)
        self.add(self._banners)
        self.add(self._list, 1)
        self._cover = DropCover(tr("Drop the photos here"), photos_of, self)
        self._cover.dropped.connect(self._editor.photos.add)
        self._new.clicked.connect(self._list.begin_new)
        self._list.rows_read.connect(self._show)
        self._list.removal_asked.connect(self._remove)
        self._editor.history_asked.connect(self._show_history)
        self._add_keys()
        self._refresher = Refresher(self, self.operations.changed, _TABLES, self._read)

    def _add_keys(self) -> None:
        paste = QKeySequence.StandardKey.Paste
        bind(self, ("Ctrl+Shift+N", self._list.begin_new), (paste, self._editor.photos.paste))
        bind(self, ("Ctrl+H", self._show_history), reading=True)

    def _read(self) -> None:
        self._list.read()
        self._latest_left.ask("queries.observations.left_behind", self.opened.id)

    def _show(self, rows: tuple[ObservationRow, ...]) -> None:
        self._rows = rows
        self._header.set_facts(_facts(rows))
        self._editor.show_others(rows)

    def _remind(self, left: tuple[LeftBehind, ...]) -> None:
        """Say where copies of the photos still lie, until they are deleted there."""
        if left == self._left:
            return
        self._left = left
        self._banners.clear()
        for each in left:
            words = tr_n("{n} photo is still in {place}", "{n} photos are still in {place}", each.photos)
            banner = self._banners.tell(
                "accent",
                words.format(n=each.photos, place=each.left_on),
                tr("Delete the copies there, so that the photos are here only."),
                tr("Deleted"),
            )
            banner.acted.connect(partial(self._copies_removed, each.left_on))

    def _copies_removed(self, left_on: str) -> None:
        self.operations.change("actions.observations.copies_removed", self.opened.id, left_on, owner=self)

    def show_detail(self, detail: str) -> None:
        self._list.go_to(detail)

    def focus_first(self) -> None:
        self._list.focus_first()

    def _remove(self, row: ObservationRow) -> None:
        if not row.photos:
            self._remove_now(row.id)
            return
        dialog = RemoveWithPhotos(len(row.photos), places(self._rows, row.id), self)
        dialog.decided.connect(partial(self._remove_after, row))
        dialog.unfold()

    def _remove_after(self, row: ObservationRow, target: str) -> None:
        if target:
            photos = [photo.id for photo in row.photos]
            self.operations.change("actions.observations.move_photos", photos, target, owner=self)
        self._remove_now(row.id)

    def _remove_now(self, observation_id: str) -> None:
        self.operations.change(
            "actions.observations.remove_observation", observation_id, owner=self, with_photos=True
        )
        self.opened.undoable.emit(tr("The observation was deleted"))
        self._list.begin_new()

    def _show_history(self) -> None:
        self._list.show_history("observation", tr("The observation"))

    # Keys

    def event(self, event: QEvent) -> bool:
        """Within the page Ctrl+N is a new observation, not an unannounced visit."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_new(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_new(event):
            self._list.begin_new()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = theme.px(_LIST - 60 if self.narrow() else _LIST)
        self._list.set_list_width(min(wanted, round(self.width() * _SHARE)))


def _is_new(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _facts(rows: tuple[ObservationRow, ...]) -> str:
    if not rows:
        return ""
    photos = sum(len(row.photos) for row in rows)
    words = [tr_n("{n} observation", "{n} observations", len(rows)).format(n=len(rows))]
    if photos:
        words.append(tr_n("{n} photo", "{n} photos", photos).format(n=photos))
    return " · ".join(words)


def _list_row(row: ObservationRow) -> ListRow:
    parts = [formats.clock_time(row.observed_at), row.place]
    if row.requirement:
        parts.append(tr("requirement {code}").format(code=marks.short(row.requirement)))
    if row.photos:
        parts.append(tr_n("{n} photo", "{n} photos", len(row.photos)).format(n=len(row.photos)))
    return ListRow(
        row.id,
        " ".join(row.text.split()) or tr("Without words yet"),
        " · ".join(part for part in parts if part),
        icon="eye",
        tone=_TONES[row.kind],
    )
