"""One of many, found by typing: units, providers. What is typed may stand anywhere in the text."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from inspektor.formats import nfc
from inspektor.i18n import tr
from ui import theme
from ui.widgets.lines import IconLine

_SHOWN = 10


class PickLine(IconLine):
    """`picked(key)` when one is chosen; "" when what stands there is none of them. Down shows them all."""

    picked = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._keys: dict[str, str] = {}
        self._key = ""
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(_SHOWN)
        self._popup = QListView()
        self._popup.setProperty("look", "popup")
        self._popup.setAccessibleName(tr("Suggestions"))
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._take)
        self.setCompleter(self._completer)
        self.add_icon("chevron-down", tr("Show all")).triggered.connect(self.unfold)
        self.textEdited.connect(self._take)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these pairs of key and text; texts that are the same get a number."""
        self._keys = {}
        for key, text in choices:
            shown, n = text, 2
            while shown in self._keys:
                shown, n = f"{text} ({n})", n + 1
            self._keys[shown] = key
        self._model.setStringList(list(self._keys))

    def key(self) -> str:
        """The key of what is chosen, or ""."""
        return self._key

    def set_key(self, key: str) -> None:
        """Choose without telling."""
        self._key = key if key in self._keys.values() else ""
        self.setText(next((text for text, each in self._keys.items() if each == self._key and key), ""))

    def unfold(self) -> None:
        """Show every choice."""
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def unfold_fitting(self) -> None:
        """Show the choices that fit what is typed."""
        self._completer.setCompletionPrefix(self.text())
        self._completer.complete()

    def fold(self) -> None:
        """Show no choices."""
        self._popup.hide()

    def _take(self, text: str) -> None:
        wanted = nfc(text).strip().casefold()
        key = next((key for shown, key in self._keys.items() if shown.casefold() == wanted), "")
        if key != self._key:
            self._key = key
            self.picked.emit(key)

    def settle(self) -> None:
        """Take the only choice that fits what is written, or whose first word it is."""
        wanted = nfc(self.text()).strip().casefold()
        fitting = [text for text in self._keys if wanted and wanted in text.casefold()]
        named = [text for text in fitting if text.casefold().startswith(f"{wanted} ")]
        fitting = named if len(named) == 1 else fitting
        if not self._key and len(fitting) == 1:
            self.setText(fitting[0])
            self._take(fitting[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            if self.text() and not self._key:
                self.unfold_fitting()
            else:
                self.unfold()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.settle()
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), theme.px(280)), hint.height())
