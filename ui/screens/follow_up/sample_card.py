"""What each document of a sample showed: the letters, and the words on the one that is marked."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import SampleOutcome
from inspektor.shapes.ids import derived_id
from inspektor.shapes.reviews import LETTERED, DocumentReviewRow, SampleRow
from ui.operations import Operations
from ui.screens.follow_up.sample_rows import LetterRow, SampleRows
from ui.widgets.autosave import Source
from ui.widgets.card import Card
from ui.widgets.keycap import KeyCap
from ui.widgets.text import Label
from ui.written import Marks, Written


class SampleCard(Card):
    """Saves as one goes. Hidden while there is no sample."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(tr("What each document showed"), look="box", padding=12, spacing=8, parent=parent)
        self._operations = operations
        self._review, self._letter = "", ""
        self._samples: dict[str, SampleRow] = {}
        self._source: Source = "read"
        self._rows = SampleRows(tr("What each document showed"))
        self._sums = Label("", "secondary", "muted", wrap=True)
        self._more = Label("", "small", "muted", wrap=True)
        self._text = Written("text", tr("About the marked document"), lines=1)
        self._text.editor.installEventFilter(self)
        self.add_inset(self._sums)
        self.add_rows(self._rows)
        self.add_inset(self._more)
        self.add_inset(self._text)
        self.add_inset(self._make_keys())
        self._rows.chosen.connect(self._go_to)
        self._rows.opened.connect(self._write)
        self._rows.outcome_set.connect(self._set_outcome)
        self._text.wrote.connect(self._save)
        self._marks = Marks(operations, "sample", self)
        self._marks.add(self._text)
        operations.changed.connect(self._heard)
        self.setVisible(False)

    def _make_keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        keys = [(str(n), tr(each.label)) for n, each in enumerate(SampleOutcome, 1)]
        for cap, words in [*keys, ("Enter", tr("write"))]:
            row.addWidget(KeyCap(cap))
            row.addWidget(Label(words, "small", "muted"))
            row.addSpacing(8)
        row.addStretch(1)
        return row

    def show_sample(self, row: DocumentReviewRow | None) -> None:
        """Show the letters of this review: of another one from the start, of the same one where one was."""
        if row is None or row.id != self._review:
            self.flush()
            self._review, self._letter = row.id if row else "", ""
            self._rows.set_current("")
        rows = row.letters() if row is not None else ()
        self._samples = {each.letter: each for each in rows}
        self._draw()
        self.setVisible(bool(rows))
        sums = row.sums() if row is not None else ""
        self._sums.setText(sums or tr("Nothing is said of the documents yet."))
        self._say_how_many(row)
        self._show_text(self._rows.current_key())
        self._source = "read"

    def _draw(self) -> None:
        rows = self._samples.values()
        self._rows.set_letters([LetterRow(each.letter, each.outcome, each.text) for each in rows])

    def _say_how_many(self, row: DocumentReviewRow | None) -> None:
        beyond = row is not None and row.sample_size > LETTERED
        words = tr("The first {n} have letters. Write what the others showed under what came out.")
        self._more.setText(words.format(n=LETTERED) if beyond else "")
        self._more.setVisible(beyond)

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._text.flush()

    def review_id(self) -> str:
        """The review whose letters are shown."""
        return self._review

    def _go_to(self, letter: str) -> None:
        self._show_text(letter)

    def _show_text(self, letter: str) -> None:
        self._marks.show(derived_id("sample", self._review, letter))
        text = self._samples[letter].text if letter in self._samples else ""
        if letter == self._letter:
            self._text.show_text(text, self._source)
            return
        self._text.flush()  # while it is still known whose it is
        self._letter = letter
        self._text.load(text)

    def _write(self, letter: str) -> None:
        self._show_text(letter)
        self._text.focus()

    def _set_outcome(self, letter: str, outcome: SampleOutcome | None) -> None:
        self._samples[letter] = replace(self._samples[letter], outcome=outcome)  # before it is read again
        self._draw()
        self._operations.change(
            "actions.reviews.set_sample", self._review, letter, owner=self, outcome=outcome
        )

    def _save(self, field: Written, text: str, still_typing: bool) -> None:
        if self._review and self._letter in self._samples:
            self._samples[self._letter] = replace(self._samples[self._letter], text=text)
            self._draw()
            self._operations.change(
                "actions.reviews.set_sample",
                self._review,
                self._letter,
                owner=field,
                done=field.saved,
                failed=partial(self._refused, self._letter, text),
                held=field.held,
                amend=still_typing,
                text=text,
            )

    def _refused(self, letter: str, text: str, error: InspektorError) -> None:
        """Go back to the document whose words were not taken; they stand there still."""
        if letter != self._letter:
            self._rows.set_current(letter)
            self._letter = letter
            self._text.load(text)
        self._text.refused(error)

    def _heard(self, changes: ChangeSet) -> None:
        if changes.origin != "local" and changes.touches("sample"):
            self._source = changes.origin

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the words goes back to the letters, to the next one; up and down do so at once."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._text.flush()
                self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
                self._rows.move(step)
                return True
        return super().eventFilter(watched, event)
