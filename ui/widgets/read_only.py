"""What may be read and not be changed: a page of a finished follow-up, and the whole window of a reader of the group.

Texts can be read and copied, choices show what was chosen, and what would be refused is not there, neither as a button nor
in a menu nor as a key. It is kept so whatever is made or shown later; the pages themselves need not know.
"""

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from ui.widgets.answer_field import AnswerField
from ui.widgets.lines import TypedLine
from ui.widgets.note_field import NoteField
from ui.widgets.pick_line import PickLine
from ui.widgets.pick_many import PickMany
from ui.widgets.rights import OUTLAST, READ, is_to_go, there_to
from ui.widgets.rows import RowsView

_CHOICES = (QRadioButton, QCheckBox, QComboBox, TypedLine, AnswerField)
_FOR_ADDING = (NoteField, PickLine, PickMany)
_SHOWN = (QEvent.Type.Show, QEvent.Type.ReadOnlyChange, QEvent.Type.EnabledChange)
_CHILDREN = Qt.FindChildOption.FindDirectChildrenOnly


class ReadOnly(QObject):
    """Keeps everything in a widget so for good; who may write again gets new screens.

    Of a reader also what outlasts a signature is taken away.
    """

    def __init__(self, root: QWidget, *, reader: bool = False) -> None:
        super().__init__(root)
        self._root = root
        self._kept = f"kept{id(self)}"
        self._stay = (READ,) if reader else (READ, OUTLAST)
        self._settling = False
        self._grown: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_again)
        self._look(root)

    def _look(self, at: QWidget) -> None:
        for part in [at, *at.findChildren(QWidget)]:
            part.installEventFilter(self)
            part.setProperty(self._kept, True)
            self._settle(part)
        for keys in at.findChildren(QShortcut):
            keys.setEnabled(self._stays(keys))

    def _look_again(self) -> None:
        """Settle what is new; what grows is looked at once for all that came."""
        grown, self._grown = self._grown, []
        for each in grown:
            if isValid(each):
                self._look(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            child = event.child()  # about to be shown, with all that is in it
            if isinstance(child, QWidget) and not child.property(self._kept):
                self._look(child)
        elif event.type() == QEvent.Type.ChildAdded:
            if watched not in self._grown:
                self._grown.append(watched)
            self._timer.start()
        elif event.type() in _SHOWN and not self._settling:
            self._settle(watched)
        return False

    def _stays(self, part: QObject) -> bool:
        return there_to(part, self._root) in self._stay

    def _settle(self, part: QWidget) -> None:
        if isinstance(part, QMenu):
            self.settle_menu(part)
            return
        if isinstance(part, QPushButton) and (menu := part.menu()) is not None:
            self.settle_menu(menu)
        if self._stays(part):
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

    def settle_menu(self, menu: QMenu) -> None:
        """Take away what would be refused."""
        for action in menu.actions():
            if not self._stays(action) and not self._stays(menu):
                action.setVisible(False)


def unfold(menu: QMenu, at: QPoint) -> None:
    """Show a menu, without what may not be done where it belongs; not at all where nothing is left."""
    part: QObject | None = menu
    while part is not None:
        for keeper in part.findChildren(ReadOnly, options=_CHILDREN):
            keeper.settle_menu(menu)
        part = part.parent()
    if any(action.isVisible() for action in menu.actions()):
        menu.popup(at)
    else:
        menu.deleteLater()
