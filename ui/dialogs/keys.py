"""Which keys do what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_mark
from ui import theme
from ui.widgets.buttons import primary
from ui.widgets.keycap import KeyCap
from ui.widgets.rights import reads
from ui.widgets.text import Label

_Group = tuple[str, tuple[tuple[str, str], ...]]
_GROUPS: tuple[_Group, ...] = (
    (
        tr_mark("Everywhere"),
        (
            ("Ctrl+N", tr_mark("Unannounced visit")),
            ("Ctrl+K", tr_mark("Search")),
            ("Ctrl+Z", tr_mark("Undo")),
            ("Ctrl+Shift+Z", tr_mark("Redo")),
            ("Ctrl+L", tr_mark("Cover the window")),
            ("Ctrl+Shift+L", tr_mark("Lock")),
            ("F5", tr_mark("Sync now")),
            ("F7", tr_mark("Decide between two versions")),
            ("F6", tr_mark("Go to the left column, then arrows")),
            ("F1", tr_mark("Show this list")),
        ),
    ),
    (
        tr_mark("In a follow-up"),
        (
            ("Ctrl+Space", tr_mark("Capture a thought")),
            ("F9", tr_mark("What cannot wait")),
            ("Ctrl+H", tr_mark("Show the history of what is chosen")),
            ("Alt+Up", tr_mark("Move a step up (Alt+Down: down)")),
        ),
    ),
    (
        tr_mark("In the judgement"),
        (
            ("Alt+1", tr_mark("Rate the requirement (1–5)")),
            ("Ctrl+PgUp", tr_mark("Previous requirement")),
            ("Ctrl+PgDn", tr_mark("Next requirement")),
        ),
    ),
)
_INTERVIEW: tuple[_Group, ...] = (
    (
        tr_mark("In an interview"),
        (
            ("Enter", tr_mark("End the note and begin the next")),
            ("Shift+Enter", tr_mark("New line")),
            ("Ctrl+Enter", tr_mark("Next question")),
            ("Ctrl+PgDn", tr_mark("Next question (Ctrl+PgUp: previous)")),
            ("Ctrl+F", tr_mark("Search the questions, Enter asks the first")),
            ("F8", tr_mark("Next question that is not touched")),
            ("Ctrl+1", tr_mark("Tag the note: fact, quote, come back, serious (1–4)")),
            ("Ctrl+M", tr_mark("Requirements and interview of the note")),
            ("Ctrl+Shift+Enter", tr_mark("Split the note at the cursor")),
            ("Ctrl+J", tr_mark("Join the note with the one before")),
            ("F2", tr_mark("Consent, who takes part, introduction")),
            ("Ctrl+E", tr_mark("End the interview")),
        ),
    ),
)


class KeysDialog(QDialog):
    """A list to read; Esc and Enter close it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        reads(self)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(tr("Keys"), "title"))
        beside = QHBoxLayout()
        beside.setSpacing(32)
        for groups in (_GROUPS, _INTERVIEW):
            beside.addLayout(_column(groups))
        column.addLayout(beside)
        close = primary(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addSpacing(4)
        column.addLayout(foot)


def _column(groups: tuple[_Group, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for title, keys in groups:
        column.addWidget(Label(tr(title), "head", "muted"))
        column.addLayout(_grid(keys))
    column.addStretch(1)
    return column


def _grid(keys: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, theme.px(120))
    for row, (key, words) in enumerate(keys):
        grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Label(tr(words)), row, 1)
    return grid
