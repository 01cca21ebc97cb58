"""Small pictures, made one at a time and the latest asked for first, so that other questions do not wait behind them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from inspektor.errors import InspektorError
from ui.operations import Operations

_KEPT = 200  # of some 100 kB
Show = Callable[[QImage], object]


class PhotoQueue(QObject):
    """`ask` shows a picture at once if it was made before, else when it is made; a null one if it cannot be."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._waiting: OrderedDict[Hashable, tuple[Callable[..., QImage], tuple[Any, ...], Show]] = (
            OrderedDict()
        )
        self._made: OrderedDict[Hashable, QImage] = OrderedDict()
        self._busy = False

    def ask(self, make: Callable[..., QImage], *args: Any, show: Show) -> None:
        """Show `make(workspace, *args)`."""
        key = (make.__name__, *args)
        if key in self._made:
            show(self._made[key])
            return
        self._waiting[key] = (make, args, show)
        self._waiting.move_to_end(key)
        self._next()

    def forget(self) -> None:
        """Want nothing more of what waits."""
        self._waiting.clear()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        key, (make, args, show) = self._waiting.popitem()
        self._operations.ask(
            make,
            *args,
            owner=self,
            done=partial(self._was_made, key, show),
            failed=partial(self._failed, show),
        )

    def _was_made(self, key: Hashable, show: Show, picture: QImage) -> None:
        self._made[key] = picture
        if len(self._made) > _KEPT:
            self._made.popitem(last=False)
        self._tell(show, picture)

    def _failed(self, show: Show, _error: InspektorError) -> None:
        self._tell(show, QImage())  # not there yet: the gaps say so, an empty frame is enough here

    def _tell(self, show: Show, picture: QImage) -> None:
        self._busy = False
        show(picture)
        self._next()
