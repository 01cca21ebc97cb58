"""What a part of the window is there for. A widget says it of itself when it is made; `ReadOnly` draws the consequence.

The nearest word holds, the part's own before that of what it lies in. Of what says nothing, texts and choices stay to be
read, and buttons and keys are taken away: who makes a new one need not think of readers, only of what they may use.
"""

from PySide6.QtCore import QObject

_MARK = "there_to"
READ, OUTLAST, EDIT, GO = "read", "outlast", "edit", "go"


def reads(*marked: QObject) -> None:
    """These read, show, lead somewhere or concern this computer alone, with all that is in them: anybody has them."""
    _mark(READ, marked)


def outlasts(*marked: QObject) -> None:
    """These write what may be written to a finished follow-up, too; a reader of the group does not have them."""
    _mark(OUTLAST, marked)


def edits(*marked: QObject) -> None:
    """These change what others see, though what they lie in does not."""
    _mark(EDIT, marked)


def goes(*marked: QObject) -> None:
    """These serve editing alone, as a whole: where nothing is edited they are taken away."""
    _mark(GO, marked)


def _mark(word: str, marked: tuple[QObject, ...]) -> None:
    for each in marked:
        each.setProperty(_MARK, word)


def there_to(part: QObject | None, root: QObject | None = None) -> str:
    """What the part, or the nearest thing it lies in below the root, says; "" if nothing."""
    while part is not None and part is not root:
        if word := part.property(_MARK):
            return str(word)
        part = part.parent()
    return ""


def is_to_go(part: QObject) -> bool:
    """Whether it goes as a whole."""
    return bool(part.property(_MARK) == GO)
