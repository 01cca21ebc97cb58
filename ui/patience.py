"""Changes that the disk refuses for now: they keep their turn, and are written once it takes them."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from inspektor.errors import InspektorError, MayPass

EVERY_S = 2.0


class Patience(QObject):
    """`waiting(InspektorError)`: why nothing can be saved for now; `waiting(None)` once it can be.

    `refused_late(InspektorError)`: a change was refused after whoever asked for it had gone.
    """

    waiting = Signal(object)
    refused_late = Signal(object)

    def __init__(self, post: Callable[[Callable[[], object]], None]) -> None:
        """`post` calls a letter on the GUI thread, from any thread."""
        super().__init__()
        self._post = post
        self._again = threading.Event()
        self._refused = threading.Event()
        self._given_up = False
        self.trouble: InspektorError | None = None
        """What stands in the way; None if nothing does."""

    def keep(self, work: Callable[[], Any], held: Callable[[InspektorError], object]) -> Any:
        """Do the work, over and over for as long as only the disk is in its way. On the lane; `held` hears of it, there too."""
        waited = False
        try:
            while True:
                try:
                    return work()
                except MayPass as error:
                    if self._given_up:
                        raise
                    if not waited:
                        held(error)
                    waited = True
                    self._post(partial(self._tell, error))
                    self._refused.set()
                    self._again.wait(EVERY_S)
                    self._again.clear()
        finally:
            if waited:
                self._go_on()

    def _go_on(self) -> None:
        self._refused.clear()
        self._post(partial(self._tell, None))

    def hurry(self) -> None:
        """Try again at once."""
        self._refused.clear()
        self._again.set()

    def refused(self) -> bool:
        """Whether it was in vain since one hurried; from any thread."""
        return self._refused.is_set()

    def give_up(self) -> None:
        """What cannot be written now is lost."""
        self._given_up = True
        self._again.set()

    def _tell(self, error: InspektorError | None) -> None:
        if str(error) != str(self.trouble):
            self.trouble = error
            self.waiting.emit(error)
