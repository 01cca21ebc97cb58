"""What one signs with: the key in the program, and a smart card if there is one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.keys import CardCertificate, OwnKey
from ui.dialogs import files
from ui.dialogs.import_key import ImportKeyDialog
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import secondary
from ui.widgets.card import Card, Icon, Rule
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.refresh import Refresher
from ui.widgets.text import Label


class KeysCard(Card):
    """`module_chosen(path)` when the smart card's module has been named, or taken away."""

    module_chosen = Signal(str)

    def __init__(self, operations: Operations, module: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Signing keys"), spacing=12, parent=parent)
        self._operations = operations
        self.banners = BannerArea()
        self._add_own()
        self.add(Rule())
        self._add_card(module)
        self.add(self.banners)
        self._found = QVBoxLayout()
        self._found.setSpacing(10)
        self.body.addLayout(self._found)
        self._refresher = Refresher(self, operations.changed, ("person",), self.read)

    def _add_own(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Your own key"), "control"))
        self._own = Label("", "secondary", "muted", wrap=True)
        words.addWidget(self._own)
        take = secondary(tr("Import a .p12 file"), "key-round")
        take.clicked.connect(self._import)
        root = secondary(tr("Save the root certificate"), "download")
        root.clicked.connect(self._ask_for_root)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (root, take):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(words)
        self.body.addLayout(row)

    def _add_card(self, module: str) -> None:
        self._line = IconLine()
        self._line.setText(module)
        self._line.returnPressed.connect(self._look)
        choose = secondary(tr("Choose a file"), "folder")
        choose.clicked.connect(self._ask)
        self._search = secondary(tr("Save and look for cards"), "id-card")
        self._search.clicked.connect(self._look)
        editor = QWidget()
        editor.setFocusProxy(self._line)
        row = QHBoxLayout(editor)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        for button in (choose, self._search):
            row.addWidget(button)
        hint = tr("The file that came with the card's program (.dll, .so or .dylib). Empty: no card is used.")
        self._field = Field(tr("Smart card module (PKCS#11)"), editor, hint=hint)
        self.add(self._field)

    # The own key

    def read(self) -> None:
        """Ask what one signs with."""
        self._operations.ask("actions.signing.own_key", owner=self, done=self._show_own)

    def _show_own(self, own: OwnKey | None) -> None:
        if own is None:
            self._own.setText(tr("There is no signing key in this workspace."))
            return
        words = tr("Made in the program, fingerprint {fingerprint}.").format(fingerprint=own.fingerprint)
        if own.imported or own.issued:
            words = tr("{name}, issued by {issuer}, fingerprint {fingerprint}.").format(
                name=own.name, issuer=own.issuer, fingerprint=own.fingerprint
            )
        self._own.setText(f"{words} {_until(own)}")

    def _import(self) -> None:
        self.banners.clear()
        dialog = ImportKeyDialog(self._operations, self)
        dialog.imported.connect(self._imported)
        dialog.unfold()

    def _ask_for_root(self) -> None:
        self.banners.clear()
        name = tr("root of signatures")
        chooser = files.ask_where_to_save(self, tr("Save the root certificate"), f"{name}.cer")
        chooser.picked.connect(self._save_root)

    def _save_root(self, path: Path) -> None:
        self._operations.ask(
            "actions.documents.save_root", path, owner=self, done=self._root_saved, failed=self._refused
        )

    def _root_saved(self, path: Path) -> None:
        what = tr("The root certificate is saved as {name}.").format(name=path.name)
        self.banners.tell("ok", what, tr("Whoever trusts it sees in any PDF program who signed."))

    def _imported(self) -> None:
        self.banners.tell("ok", tr("The key is imported. You sign with it from now on."))
        self.read()

    # The card

    def _ask(self) -> None:
        chooser = files.ask_for_file(self, tr("Choose a file"), tr("All files (*)"))
        chooser.picked.connect(self._take)

    def _take(self, path: Path) -> None:
        self._line.setText(str(path))
        self._look()

    def _look(self) -> None:
        if not self._search.isEnabled():
            return
        self._field.clear_error()
        self.banners.clear()
        self._show_cards(())
        module = self._line.text().strip()
        self._line.setText(module)
        if module and not Path(module).is_file():
            self._field.set_error(tr("There is no file there."))
            self._field.focus()
            return
        self.module_chosen.emit(module)
        if not module:
            self.banners.tell("ok", tr("No smart card is used."))
            return
        self._search.setEnabled(False)
        self._operations.ask(
            "actions.signing.card_certificates", owner=self, done=self._looked, failed=self._refused
        )

    def _looked(self, found: tuple[CardCertificate, ...]) -> None:
        self._search.setEnabled(True)
        if not found:
            what = tr("No card with a certificate for signatures is in a reader.")
            why = tr(
                "A card for logging in alone cannot sign: a certificate for signatures is ordered by its holder."
            )
            self.banners.tell("warn", what, why)
        self._show_cards(found)

    def _refused(self, error: InspektorError) -> None:
        self._search.setEnabled(True)
        self.banners.tell("bad", error.text(), error.advice())

    def _show_cards(self, found: Sequence[CardCertificate]) -> None:
        while (item := self._found.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            self._found.addWidget(_row(each))


def _until(key: OwnKey | CardCertificate) -> str:
    return tr("Valid until {day}.").format(day=formats.date_prose(key.expires, i18n.language()))


def _row(certificate: CardCertificate) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    icon, tone = ("triangle-alert", "warn") if certificate.trouble else ("circle-check", "ok")
    row.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Label(certificate.name, "control", wrap=True))
    about = tr("{card}, issued by {issuer}.").format(card=certificate.card, issuer=certificate.issuer)
    state = certificate.trouble or _until(certificate)
    words.addWidget(Label(f"{about} {state}", "secondary", "muted", wrap=True))
    row.addLayout(words, 1)
    return holder
