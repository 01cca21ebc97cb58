"""Making a file for another group: what is chosen, exactly what the file will hold, and who can open it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.formats import file_size
from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.shapes.parcels import SUFFIX, Figure, Offered, ParcelDocument, receiver_words
from ui import theme
from ui.dialogs import files
from ui.dialogs.frame import FormDialog
from ui.lists.parcel_rows import ParcelContents
from ui.operations import Operations
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.page import ScrollColumn
from ui.widgets.password_field import PasswordField
from ui.widgets.question_list import AreaRow
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.widgets.tick_list import TickList, TickRow

KEY, PHRASE = "key", "phrase"
_HIGH, _WIDE = 220, 980
_WHERE = tr_mark("They find it under Other groups. It begins with age1.")


class SendParcelDialog(FormDialog):
    """Nothing leaves the computer: the file lies where one says."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        contents = _Contents()
        super().__init__(
            tr("Make a file for another group"),
            tr("Choose finished documents and figures. The file is encrypted, and signed by this computer."),
            tr("Save the file"),
            icon="download",
            width=_WIDE,
            beside=contents,
            parent=parent,
        )
        reads(self)
        self.setFixedWidth(min(self.width(), parent.window().width() - 32))
        self._operations, self._contents = operations, contents
        self._offered: tuple[Offered, ...] = ()
        self._figures: tuple[Figure, ...] = ()
        self._ticked: set[str] = set()
        self._make_choice()
        self._make_receiver()
        self.body.addStretch(1)
        operations.ask("queries.parcels.offered", owner=self, done=self._take_documents)
        operations.ask("queries.figures.figures", owner=self, done=self._take_figures)
        operations.ask("sync.between.own_words", owner=self, done=contents.show_words)
        self._list.setFocus()

    def _make_choice(self) -> None:
        self._list = TickList(tr("What can be sent"))
        self._list.setFixedHeight(theme.px(_HIGH))
        self._list.turned.connect(self._tick)
        box = Card(padding=6, spacing=4)
        box.add(self._list)
        box.setFocusProxy(self._list)
        self.body.addWidget(self.add_field("documents", Field(tr("What can be sent"), box)))

    def _make_receiver(self) -> None:
        ways = [Segment(KEY, tr("Receiving key")), Segment(PHRASE, tr("Passphrase"))]
        self._way = Segmented(ways, tr("Opened by"))
        self._way.chosen.connect(self._turn)
        self._key, self._phrase = IconLine(), PasswordField()
        self._key.textChanged.connect(self._show_words)
        by_phone = tr("At least twelve characters. Say it by phone, never in the e-mail with the file.")
        key = Field(tr("Their receiving key"), self._key, hint=tr(_WHERE))
        phrase = Field(tr("Passphrase"), self._phrase, hint=by_phone)
        self._key_field = self.add_field("receiver", key)
        self._phrase_field = self.add_field("passphrase", phrase)
        for field in (Field(tr("Opened by"), self._way), key, phrase):
            self.body.addWidget(field)
        phrase.setVisible(False)

    def _take_documents(self, found: tuple[Offered, ...]) -> None:
        self._offered = found
        self._show()

    def _take_figures(self, found: tuple[Figure, ...]) -> None:
        self._figures = found
        self._show()

    def _years(self) -> list[int]:
        return sorted({each.year for each in self._figures}, reverse=True)

    def _show(self) -> None:
        rows: list[AreaRow | TickRow] = []
        unit = ""
        for each in self._offered:
            if each.document.unit != unit:
                unit = each.document.unit
                rows.append(AreaRow(unit, tr("protected address") if each.protected else ""))
            rows.append(self._document_row(each))
        if self._figures:
            rows.append(AreaRow(tr("Figures of finished follow-ups"), ""))
        rows += (TickRow(str(year), str(year), str(year) in self._ticked) for year in self._years())
        self._list.set_rows(rows)
        documents = [each.document for each in self._offered if each.id in self._ticked]
        self._contents.show_contents(
            documents, [each for each in self._figures if str(each.year) in self._ticked]
        )
        self.fields()["documents"].set_hint(
            "" if rows else tr("Documents can be sent once everybody has signed them.")
        )

    def _document_row(self, each: Offered) -> TickRow:
        document = each.document
        fact = file_size(document.size) if each.here else tr("has not arrived here")
        words = f"{document.title}, {document.day.isoformat()}"
        return TickRow(each.id, words, each.id in self._ticked, fact=fact, locked=not each.here)

    def _tick(self, key: str) -> None:
        self._ticked ^= {key}
        self.fields()["documents"].clear_error()
        self._show()

    def _turn(self, way: str) -> None:
        self._key_field.setVisible(way == KEY)
        self._phrase_field.setVisible(way == PHRASE)

    def _show_words(self, text: str) -> None:
        key = "".join(text.split()).lower()
        whole = key.startswith("age1") and len(key) > 60
        words = tr("Call them and compare: {words}").format(words=" ".join(receiver_words(key)))
        self._key_field.set_hint(words if whole else tr(_WHERE))

    def submit(self) -> None:
        """Look through what was given, then ask where the file is to lie."""
        self.banners.clear()
        if not self._ticked:
            self.refuse(self.fields()["documents"], tr("Choose a document or a year."))
            return
        by_key = self._way.current() == KEY
        self._operations.ask(
            "sync.between.check_receiver",
            self._key.text() if by_key else "",
            "" if by_key else self._phrase.text(),
            owner=self,
            done=self._ask_place,
            failed=self.show_error,
        )

    def show_error(self, error: InspektorError) -> None:
        """By the field in sight: what is wrong of the receiver may be of either."""
        if isinstance(error, RuleBroken) and error.field == "receiver" and self._way.current() == PHRASE:
            self.set_busy(False)
            self.refuse(self._phrase_field, str(error))
        else:
            super().show_error(error)

    def _ask_place(self, _: object) -> None:
        kinds = tr("Files for other groups (*{suffix})").format(suffix=SUFFIX)
        chooser = files.ask_where_to_save(self, tr("Save the file"), tr("For another group") + SUFFIX, kinds)
        chooser.picked.connect(self.save)

    def save(self, path: Path) -> None:
        """Write the file there."""
        self.set_busy(True)
        by_key = self._way.current() == KEY
        self._operations.ask(
            "sync.between.make",
            path,
            [each.id for each in self._offered if each.id in self._ticked],
            [year for year in self._years() if str(year) in self._ticked],
            receiver=self._key.text() if by_key else "",
            passphrase="" if by_key else self._phrase.text(),
            owner=self,
            done=self._saved,
            failed=self.show_error,
        )

    def _saved(self, path: Path) -> None:
        self.accept()

    def done(self, answer: int) -> None:
        self._phrase.clear()
        super().done(answer)


class _Contents(QWidget):
    """At the right: exactly what will be in the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._size = Label("", "label", "muted")
        self._list = ParcelContents()
        head = QHBoxLayout()
        head.addWidget(Label(tr("In the file"), "card"))
        head.addStretch(1)
        head.addWidget(self._size)
        scroll = ScrollColumn()
        scroll.add(self._list)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        nothing = tr("Nothing else: no notes, no names of respondents, nothing of other follow-ups.")
        self._words = Label("", "small", "muted", wrap=True)
        for label in (Label(nothing, "small", "muted", wrap=True), self._words):
            column.addWidget(label)

    def show_words(self, words: Sequence[str]) -> None:
        """Say what the receiver sees of this computer."""
        line = tr("They are shown these words of this computer; read them aloud: {words}")
        self._words.setText(line.format(words=" ".join(words)))

    def show_contents(self, documents: Sequence[ParcelDocument], figures: Sequence[Figure]) -> None:
        """Show it, and how large it is."""
        self._list.show_contents(documents, figures)
        n = len(documents)
        size = file_size(sum(each.size for each in documents))
        self._size.setText(
            tr_n("{n} document, {size}", "{n} documents, {size}", n).format(n=n, size=size) if n else ""
        )
