"""What belongs to the window on this computer: its place, the widths of panes and columns. Kept by Qt's settings."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

from inspektor import paths

FILE = "window.ini"
_SMALLEST = 80  # px; what is kept as narrower was folded away by mistake


class WindowState:
    """Keeps and restores by name. Holds nothing about anybody's work."""

    def __init__(self, settings: QSettings | None = None) -> None:
        """Without settings of one's own: a file in the user's config folder."""
        place = str(paths.user_config() / FILE)
        self._settings = settings or QSettings(place, QSettings.Format.IniFormat)

    def keep_window(self, name: str, window: QWidget) -> None:
        """Keep place, size and whether it fills the screen."""
        self._settings.setValue(f"{name}/geometry", window.saveGeometry())

    def restore_window(self, name: str, window: QWidget, size: tuple[int, int]) -> bool:
        """Put the window where it was, moved onto a screen that is there; else give it a size."""
        kept = self._settings.value(f"{name}/geometry")
        if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
            return True
        room = window.screen().availableSize()
        window.resize(min(size[0], room.width()), min(size[1], room.height()))
        return False

    def keep_splitter(self, name: str, splitter: QSplitter) -> None:
        """Keep the widths of panes."""
        self._settings.setValue(f"{name}/panes", [str(size) for size in splitter.sizes()])

    def restore_splitter(self, name: str, splitter: QSplitter, default: Sequence[int]) -> None:
        """Give the panes their widths."""
        sizes = self._numbers(f"{name}/panes")
        fits = len(sizes) == splitter.count() and min(sizes, default=0) >= _SMALLEST
        splitter.setSizes(sizes if fits else list(default))

    def keep_columns(self, name: str, header: QHeaderView) -> None:
        """Keep the widths, order and sorting of columns."""
        self._settings.setValue(f"{name}/columns", header.saveState())

    def restore_columns(self, name: str, header: QHeaderView) -> bool:
        """Give the columns what was kept."""
        kept = self._settings.value(f"{name}/columns")
        return isinstance(kept, QByteArray) and header.restoreState(kept)

    def keep_choice(self, name: str, value: str) -> None:
        """Keep which view of a screen was chosen."""
        self._settings.setValue(f"{name}/choice", value)

    def choice(self, name: str, default: str) -> str:
        """The view that was chosen."""
        kept = self._settings.value(f"{name}/choice")
        return kept if isinstance(kept, str) else default

    def save(self) -> None:
        """Write it down now."""
        self._settings.sync()

    def _numbers(self, name: str) -> list[int]:
        kept = self._settings.value(name)
        if not isinstance(kept, list) or not all(isinstance(each, str) and each.isdecimal() for each in kept):
            return []
        return [int(each) for each in kept]
