"""The order of Tab among the parts of a page, where it is not the order in which they were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(*parts: QWidget) -> None:
    """Let Tab go through these parts one after the other, in each as it does now."""
    stops = [stop for part in parts for stop in _stops(part)]
    for one, two in pairwise(stops):
        QWidget.setTabOrder(one, two)


def _stops(part: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard in a part, in the order of the chain."""
    each: QWidget | None = part
    while each is not None and (each := each.nextInFocusChain()) is not part:
        if each is not None and part.isAncestorOf(each) and each.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield each
