"""Taking in a file from another group: who made it and what is in it, before anything is changed."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspektor import formats
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.parcels import Parcel
from ui.dialogs.take_in import TakeInDialog
from ui.lists.parcel_rows import ParcelContents
from ui.operations import Operations
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.text import Label
from ui.widgets.word_row import WordRow


class TakeInParcelDialog(TakeInDialog):
    """Esc changes nothing. Enter opens the file by its passphrase, where it has one, and then takes it in."""

    def __init__(self, operations: Operations, path: Path, parent: QWidget) -> None:
        title = tr("Take in a file from another group")
        super().__init__(operations, title, path, tr("Open"), width=760, parent=parent)
        self._parcel: Parcel | None = None
        self._phrase = PasswordField()
        self._phrase.submitted.connect(self.submit)
        hint = tr("The sender says it by phone.")
        self._phrase_field = self.add_field(
            "passphrase", Field(tr("The file's passphrase"), self._phrase, hint=hint)
        )
        self.body.addWidget(self._phrase_field)
        self._phrase_field.setVisible(False)
        self._found = Card(look="sunk", spacing=10)
        self._who, self._known = Label("", "card", wrap=True), Label("", "secondary", wrap=True)
        self._words, self._contents = WordRow(), ParcelContents()
        for part in (self._who, self._known, self._words):
            self._found.add(part)
        self.body.addWidget(self._found)
        self.body.addWidget(self._contents)
        self._note = Label(
            tr(
                "It will lie under Other groups, apart from your own follow-ups and figures. You can take it away again."
            ),
            "secondary",
            "muted",
            wrap=True,
        )
        self.body.addWidget(self._note)
        self.body.addWidget(self._progress)
        self.body.addStretch(1)
        self._show_parts()

    def _show_parts(self) -> None:
        for part in (self._found, self._contents, self._note):
            part.setVisible(self._parcel is not None)

    def look(self) -> None:
        """Open it by the passphrase, where it has one."""
        self.banners.clear()
        self.set_busy(True)
        self._operations.ask(
            "sync.between.look",
            self._path,
            self._phrase.text(),
            owner=self,
            done=self._show,
            failed=self.show_error,
        )

    def _show(self, parcel: Parcel) -> None:
        self._parcel = parcel
        parts = (parcel.sender, parcel.title, parcel.municipality, parcel.board)
        self._who.setText(", ".join(part for part in parts if part))
        made = tr("Made {day}.").format(day=formats.date_iso(parcel.made_at))
        known = (
            tr("From the same computer as what was taken in on {day}.").format(
                day=formats.date_iso(parcel.known_since)
            )
            if parcel.known_since
            else tr("New sender: call them, and compare these words with those that their program shows.")
        )
        self._known.setText(f"{made} {known}")
        self._known.set_tone("" if parcel.known_since else "warn")
        self._words.show_words(parcel.words)
        self._contents.show_contents(parcel.documents, parcel.figures, parcel.checks)
        self._phrase_field.setVisible(False)
        self._show_parts()
        for check in parcel.checks:
            if check.level == "bad":
                self.banners.tell("bad", tr("A document must not be relied on."), check.text)
                break
        self.verb.setText(tr("Take in the file"))
        self.set_busy(False)
        self.verb.setFocus()
        self.fit()

    def show_error(self, error: InspektorError) -> None:
        """Ask for the passphrase where there is one; what is refused otherwise cannot be taken in."""
        if type(error).__name__ == "PassphraseWanted":
            self._phrase_field.setVisible(True)
            self.set_busy(False)
            self._phrase_field.focus()
        else:
            super().show_error(error)
            self.verb.setEnabled(not self._phrase_field.isHidden())
        self.fit()

    def submit(self) -> None:
        """Open it, or take in what was shown."""
        if self._parcel is None:
            self.look()
        else:
            self.back_up_first()

    def take_in(self) -> None:
        """Keep it under Other groups."""
        if self._parcel is None:
            return
        self._operations.change(
            "sync.between.accept",
            self._path,
            self._phrase.text(),
            self._parcel.id,
            owner=self,
            done=self._taken,
            failed=self.show_error,
        )

    def _taken(self, _: object) -> None:
        self.accept()

    def done(self, answer: int) -> None:
        self._phrase.clear()
        super().done(answer)
