"""How far the making of a document has come, and its end where the user stops it."""

from collections.abc import Callable

from inspektor.errors import InspektorError
from inspektor.i18n import tr

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class BuildCancelled(InspektorError):
    """The user stopped the making of a document."""

    def text(self) -> str:
        """That nothing was made."""
        return tr("The document was not made.")

    def advice(self) -> str:
        """How to go on."""
        return tr("Nothing has changed; make it again when you wish.")


class Meter:
    """Tells how far a build has come and stops it where it is asked to."""

    def __init__(self, photos: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._photos = photos
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def photo(self) -> None:
        """Called before each photo; the number of pages is not known yet."""
        self._done += 1
        self._step(self._done - 1, max(self._photos, 1) * 2)

    def page(self, number: int, total: int) -> None:
        """Called before each page."""
        self._step(self._photos + number, self._photos + total)

    def done(self, pages: int) -> None:
        """Called at the end."""
        self._step(self._photos + pages, self._photos + pages)

    def _step(self, done: int, total: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise BuildCancelled
        if self._progress is not None:
            self._progress(done, total)
