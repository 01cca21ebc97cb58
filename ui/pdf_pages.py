"""Pages of a PDF as pictures. The one place that knows pypdfium2, which two threads at once would crash.

So every document of the program is opened, drawn and closed on one thread of its own.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.jobs import Failed, Job, Jobs

PX_PER_POINT = 96 / 72
_LANE: Mapping[str, int] = MappingProxyType({"pdf": 1})


class PdfUnreadable(InspektorError):
    """The bytes are no PDF that can be shown."""

    def text(self) -> str:
        """What happened."""
        return tr("The document cannot be shown.")

    def advice(self) -> str:
        """What to do."""
        return tr("Make it again, or open the file with another program.")


class _Document:
    """The document as the thread holds it; nobody else may touch it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None

    def open(self) -> tuple[tuple[float, float], ...]:
        """Open it; returns the size of each page in points."""
        import pypdfium2

        try:
            self._pdf = pypdfium2.PdfDocument(self._data)
            self._pdf.init_forms()  # before the first page, or signatures stay invisible
            return tuple(self._pdf.get_page_size(number) for number in range(len(self._pdf)))
        except pypdfium2.PdfiumError as error:
            self.close()
            raise PdfUnreadable from error

    def render(self, number: int, scale: float) -> QImage:
        """A page on white; `scale` in pixels a point."""
        page = self._page(number)
        try:
            bitmap = page.render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            picture = QImage(bytes(bitmap.buffer), width, height, stride, QImage.Format.Format_RGB32).copy()
            bitmap.close()
            return picture
        finally:
            page.close()

    def text(self, number: int) -> str:
        """What a page says, for those who do not see it."""
        page = self._page(number)
        try:
            text_page = page.get_textpage()
            said = str(text_page.get_text_range())
            text_page.close()
            return said.replace("\r\n", "\n")
        finally:
            page.close()

    def _page(self, number: int) -> Any:
        if self._pdf is None:
            raise PdfUnreadable
        return self._pdf[number]

    def close(self) -> None:
        """Let go of it."""
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None


class _Thread:
    """The one thread, and the documents that are open on it."""

    def __init__(self) -> None:
        self.jobs = Jobs(_LANE)
        self._open: set[_Document] = set()

    def open(self, document: _Document) -> tuple[tuple[float, float], ...]:
        """Open a document; runs on the thread."""
        sizes = document.open()
        self._open.add(document)
        return sizes

    def let_go(self, document: _Document) -> None:
        """Close a document; runs on the thread."""
        self._open.discard(document)
        document.close()

    def stop(self) -> None:
        """End the thread, then close what it left: nobody else touches it any more."""
        self.jobs.close()
        while self._open:
            self._open.pop().close()


@cache
def _thread() -> _Thread:
    return _Thread()


def close_thread() -> None:
    """Stop the thread; before the program ends."""
    if _thread.cache_info().currsize:
        _thread().stop()
        _thread.cache_clear()


def _let_go(thread: _Thread, document: _Document) -> None:
    thread.jobs.run("pdf", partial(thread.let_go, document), owner=None)


class PdfPages(QObject):
    """One document, let go of when this object dies.

    `opened(pages)` when its pages are known, `failed(InspektorError)` if it is none.
    """

    opened = Signal(int)
    failed = Signal(object)

    def __init__(self, data: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = _Document(data)
        self._thread = _thread()
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._run(partial(self._thread.open, self._document), self, self._opened, self._fail)
        self.destroyed.connect(partial(_let_go, self._thread, self._document))

    @property
    def page_count(self) -> int:
        """How many pages; 0 until it has opened."""
        return len(self._sizes)

    def page_size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        return self._sizes[number]

    def render(self, page: int, scale: float, owner: QObject, done: Callable[[QImage], object]) -> Job:
        """Draw a page, numbered from 0, at `scale` pixels a point; `done(QImage)` on the GUI thread."""
        return self._run(partial(self._document.render, page, scale), owner, done, self._fail)

    def text(self, page: int, owner: QObject, done: Callable[[str], object]) -> Job:
        """Read a page's text; `done(str)` on the GUI thread."""
        return self._run(partial(self._document.text, page), owner, done, self._fail)

    def _opened(self, sizes: tuple[tuple[float, float], ...]) -> None:
        self._sizes = sizes
        self.opened.emit(len(sizes))

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    def _run(
        self,
        work: Callable[[], Any],
        owner: QObject,
        done: Callable[[Any], object],
        failed: Failed,
    ) -> Job:
        return self._thread.jobs.run("pdf", work, owner=owner, done=done, failed=failed)
