"""A page of a finished follow-up: it can be read and gone about in, and nothing in it invites to edit.

Texts can be read and copied, choices show what was chosen, and buttons that would be refused are not there. It is kept so
whatever the page makes or shows later; the page itself need not know.
"""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from ui.widgets.afterwards import does_work, is_to_go, is_to_read
from ui.widgets.answer_field import AnswerField
from ui.widgets.lines import SearchField, TypedLine
from ui.widgets.note_field import NoteField
from ui.widgets.pick_line import PickLine
from ui.widgets.pick_many import PickMany
from ui.widgets.rows import RowsView

_CHOICES = (QRadioButton, QCheckBox, QComboBox, TypedLine, AnswerField)
_FOR_ADDING = (NoteField, PickLine, PickMany)
_SHOWN = (QEvent.Type.Show, QEvent.Type.ReadOnlyChange, QEvent.Type.EnabledChange)


class ReadOnly(QObject):
    """Keeps everything in a widget so for good; a follow-up that is opened again gets new pages."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._settling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._look()

    def _look(self) -> None:
        """Settle what is new; a page that grows is looked at once for all that came."""
        for part in [self._root, *self._root.findChildren(QWidget)]:
            part.installEventFilter(self)
            self._settle(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ChildAdded and not self._timer.isActive():
            self._timer.start()
        elif event.type() in _SHOWN and isinstance(watched, QWidget) and not self._settling:
            self._settle(watched)
        return False

    def _settle(self, part: QWidget) -> None:
        if isinstance(part, QPushButton) and (menu := part.menu()) is not None:
            for action in menu.actions():
                _settle_action(action, self._root)
        if does_work(part, self._root) or isinstance(part, SearchField):
            return
        self._settling = True
        if is_to_go(part) or isinstance(part, (*_FOR_ADDING, QPushButton)):
            part.hide()
        elif isinstance(part, _CHOICES):
            part.setEnabled(False)
        elif isinstance(part, QLineEdit | QPlainTextEdit):
            part.setReadOnly(True)
        elif isinstance(part, RowsView):
            part.reading = True
            part.viewport().update()
        elif isinstance(part, QAbstractButton):
            part.setEnabled(False)
        self._settling = False


class Gone(QObject):
    """For a reader of the group: what serves editing alone is taken away for good, what may be read stays so."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        for part in root.findChildren(QWidget):
            if is_to_read(part):
                ReadOnly(part)
            elif is_to_go(part):
                part.installEventFilter(self)
                part.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.hide()
        return False


def _settle_action(action: QAction, root: QWidget) -> None:
    if not does_work(action, root):
        action.setVisible(False)
