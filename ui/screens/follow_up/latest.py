"""A question that is asked again and again: only the newest answer counts, since readers overtake each other."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.jobs import Job
from ui.operations import Operations


class Latest:
    """Asks for one thing; an older answer that comes late is dropped."""

    def __init__(self, operations: Operations, owner: QObject, done: Callable[[Any], object]) -> None:
        self._operations, self._owner, self._done = operations, owner, done
        self._job: Job | None = None

    def ask(self, query: str | Callable[..., Any], *args: Any) -> None:
        """Ask anew and forget what was asked before."""
        self.forget()
        self._job = self._operations.ask(query, *args, owner=self._owner, done=self._done)

    def forget(self) -> None:
        """Want no answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
