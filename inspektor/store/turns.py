"""A lock that knows whether somebody waits for it, so that long work can let others in between."""

from threading import Lock, RLock
from time import sleep
from types import TracebackType
from typing import Final

_PATIENCE: Final = 50
_PAUSE: Final = 0.001


class Turns:
    """Re-entrant, like RLock."""

    def __init__(self) -> None:
        """Held by nobody."""
        self._lock = RLock()
        self._counting = Lock()
        self._waiting = 0

    @property
    def waited_for(self) -> bool:
        """Whether another thread stands waiting."""
        return self._waiting > 0

    def give_way(self) -> None:
        """Let those who wait come first: who has just let go would else often be quicker than they wake up."""
        for _ in range(_PATIENCE):
            if not self._waiting:
                return
            sleep(_PAUSE)

    def acquire(self) -> None:
        """Wait for one's turn."""
        if not self._lock.acquire(blocking=False):
            self._count(1)
            try:
                self._lock.acquire()
            finally:
                self._count(-1)

    def release(self) -> None:
        """Let the next one in."""
        self._lock.release()

    def __enter__(self) -> "Turns":
        """Wait for one's turn."""
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next one in."""
        self.release()

    def _count(self, more: int) -> None:
        with self._counting:
            self._waiting += more
