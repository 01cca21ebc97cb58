"""What may still be used where nothing is edited any more. A widget says it of itself when it is made."""

from typing import TypeVar

from PySide6.QtCore import QObject

_MARK, _WORKS, _GOES, _READS = "afterwards", "works", "goes", "reads"
Marked = TypeVar("Marked", bound=QObject)


def works(*marked: QObject) -> None:
    """These read, show, lead somewhere or belong to afterwards, with all that is in them: they are left as they are."""
    for each in marked:
        each.setProperty(_MARK, _WORKS)


def goes(*marked: QObject) -> None:
    """These serve editing alone, as a whole: they are taken away."""
    for each in marked:
        each.setProperty(_MARK, _GOES)


def reads(*marked: QObject) -> None:
    """These stay for a reader of the group, to be read."""
    for each in marked:
        each.setProperty(_MARK, _READS)


def is_to_read(part: QObject) -> bool:
    """Whether a reader may read it."""
    return bool(part.property(_MARK) == _READS)


def does_work(part: QObject | None, root: QObject) -> bool:
    """Whether the part or what it lies in, up to the root, is left as it is."""
    while part is not None and part is not root:
        if part.property(_MARK) == _WORKS:
            return True
        part = part.parent()
    return False


def is_to_go(part: QObject) -> bool:
    """Whether it is taken away."""
    return bool(part.property(_MARK) == _GOES)
