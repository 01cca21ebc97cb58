"""A recovery phrase written from paper: its words counted while they are written."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspektor.i18n import tr
from inspektor.shapes.words import PHRASE_WORDS, split_words
from ui import theme
from ui.widgets.field import Field


class PhraseField(Field):
    """Any spacing and line breaks will do."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        self._lines = QPlainTextEdit()
        self._lines.setTabChangesFocus(True)
        self._lines.setFixedHeight(theme.px(96))
        super().__init__(label, self._lines, parent=parent)
        self._lines.textChanged.connect(self._count)
        self._count()

    def words(self) -> list[str]:
        """The words as they are written."""
        return split_words(self._lines.toPlainText())

    def clear(self) -> None:
        """Forget them."""
        self._lines.clear()
        self.clear_error()

    def _count(self) -> None:
        self.set_hint(tr("{n} of {total} words").format(n=len(self.words()), total=PHRASE_WORDS))
