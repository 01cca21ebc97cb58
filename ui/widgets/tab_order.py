"""The order of Tab in a part of a page, where it is not the order in which things were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import invalidate


class TabsAsLaidOut(QObject):
    """Lets Tab go through a part as it is laid out, also when rows in it are made anew; Qt puts those last in the window."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Show: an order set before the part is in its window is forgotten.
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            for one, two in pairwise((self._part, *_laid_out(self._part))):
                QWidget.setTabOrder(one, two)
        return False


def _laid_out(part: QWidget) -> Iterator[QWidget]:
    if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and part.focusProxy() is None:
        yield part
    if (layout := part.layout()) is not None:
        yield from _in(layout)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if item is not None and inner is None:
            # The layout keeps what Python was given here past the item's end; another object's address would lead to it.
            invalidate(item)
        if widget is not None:
            yield from _laid_out(widget)
        elif inner is not None:
            yield from _in(inner)
