"""New photos one after the other: what each shows, for those who see it and those who do not, and that nobody is in it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import PhotoRow
from ui import theme
from ui.operations import Operations
from ui.screens.follow_up.photo_queue import PhotoQueue
from ui.screens.follow_up.photo_work import small_picture
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Rule
from ui.widgets.choice import Check
from ui.widgets.keycap import shown
from ui.widgets.picture import Picture
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord

_SIDE = 380
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DescribePhotos(QDialog):
    """Enter goes to the next photo, Ctrl+Enter ticks that it shows no persons and goes on, Esc leaves the rest for later."""

    def __init__(
        self,
        operations: Operations,
        queue: PhotoQueue,
        photos: Sequence[PhotoRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._operations, self._queue, self._photos = operations, queue, list(photos)
        self._kept = {photo.id: (photo.caption, photo.alternative_text, photo.no_persons) for photo in photos}
        self._at = 0
        self._record = WrittenRecord(operations, "photo", "actions.observations.set_photo", self)
        self._caption = self._record.add(Written("caption", tr("Caption"), lines=1))
        hint = tr("One or two sentences. They are read aloud to those who cannot see the photo.")
        self._told = self._record.add(
            Written("alternative_text", tr("Description for those who cannot see it"), lines=4, hint=hint)
        )
        self._empty = Check(tr("No persons in the photo"))
        self._empty.clicked.connect(self._confirm)
        self._picture = Picture(_SIDE)
        self._count = Label("", "secondary", "muted")
        self._back = secondary(tr("Back"))
        self._sure = secondary(tr("No persons, next"), "check")
        self._next = primary(tr("Next"))
        self._lay_out()
        for field in (self._caption, self._told):
            field.editor.installEventFilter(self)
        self._back.clicked.connect(self._go_back)
        self._sure.clicked.connect(self._go_on_sure)
        self._next.clicked.connect(self._go_on)
        self._sure.setToolTip(shown("Ctrl+Return"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._go_on_sure)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self._go_back)
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(tr("What do the photos show?"), "title"))
        head.addStretch(1)
        head.addWidget(self._count)
        words = QVBoxLayout()
        words.setSpacing(16)
        words.addWidget(self._caption)
        words.addWidget(self._told)
        words.addWidget(self._empty)
        words.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        both.addLayout(words, 1)
        upper = QVBoxLayout()
        upper.setContentsMargins(24, 20, 24, 20)
        upper.setSpacing(16)
        upper.addLayout(head)
        upper.addLayout(both)
        later = quiet(tr("Describe later"))
        later.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 14, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(later)
        foot.addStretch(1)
        for button in (self._back, self._sure, self._next):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper)
        whole.addWidget(Rule())
        whole.addLayout(foot)
        self.setFixedWidth(theme.px(900))

    def _show(self) -> None:
        photo = self._photos[self._at]
        caption, told, empty = self._kept[photo.id]
        self._record.show(photo.id, {"caption": caption, "alternative_text": told})
        self._empty.setChecked(empty)
        total = len(self._photos)
        self._count.setText(tr("Photo {n} of {total}").format(n=self._at + 1, total=total))
        self._back.setEnabled(self._at > 0)
        last = self._at == total - 1
        self._next.setText(tr("Done") if last else tr("Next"))
        self._sure.setText(tr("No persons, done") if last else tr("No persons, next"))
        self._picture.setAccessibleName(tr("Photo {n} of {total}").format(n=self._at + 1, total=total))
        for number in {min(self._at + 1, total - 1), self._at}:  # the next one is made ready; this one first
            self._ask_for(self._photos[number])
        self._caption.focus()

    def _ask_for(self, photo: PhotoRow) -> None:
        def show(picture: object) -> None:
            if self._photos[self._at].id == photo.id:
                self._picture.show_picture(picture)  # type: ignore[arg-type]  # the queue gives a QImage

        self._queue.ask(small_picture, photo.visible_media, photo.turn, self._picture.pixels(), show=show)

    def _leave(self) -> None:
        """Keep what is written, in case one comes back."""
        self._record.flush()
        values = self._record.values()
        kept = (values["caption"], values["alternative_text"], self._empty.isChecked())
        self._kept[self._photos[self._at].id] = kept

    def _go_on(self) -> None:
        self._leave()
        if self._at == len(self._photos) - 1:
            self.accept()
            return
        self._at += 1
        self._show()

    def _go_on_sure(self) -> None:
        self._empty.setChecked(True)
        self._confirm(True)
        self._go_on()

    def _go_back(self) -> None:
        if self._at:
            self._leave()
            self._at -= 1
            self._show()

    def _confirm(self, confirmed: bool) -> None:
        self._record.put(None, no_persons=confirmed)

    def done(self, result: int) -> None:
        """Hand over what is written before leaving."""
        self._record.flush()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a text goes on; Shift+Enter is a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            if bare:
                self._go_on()
            return bare
        return False
