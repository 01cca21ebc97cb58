"""The letterhead: names, logo, colour and fixed texts beside a page that shows them while one writes."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.letterhead import OWN_ACCENT, Letterhead
from ui import images, theme
from ui.dialogs.files import ask_for_file
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.buttons import secondary
from ui.widgets.field import Field
from ui.widgets.pdf_view import PdfView
from ui.widgets.text import Label

_REST_MS = 400
_MOST_SVG = 5_000_000


class LetterheadDialog(FormDialog):
    """Kept by its button alone: every paper of the group changes with it."""

    def __init__(self, operations: Operations, known: Letterhead, parent: QWidget) -> None:
        self._view = PdfView(tr("A page with the letterhead"), thumbnails=False)
        super().__init__(
            tr("Letterhead"),
            tr(
                "How all papers of the group look, and what always stands on them. It goes with the shared folder."
            ),
            tr("Save"),
            width=1080,
            beside=self._view,
            parent=parent,
        )
        self._operations, self._logo, self._new_logo = operations, known.logo, False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_page)
        self._lines = {
            name: QLineEdit(getattr(known, name))
            for name in ("municipality", "board", "accent", "logo_alt", "contact")
        }
        self._lines["accent"].setText(f"#{known.accent}" if known.accent else "")
        self._lines["accent"].setPlaceholderText(f"#{OWN_ACCENT}")
        self._proses = {name: QPlainTextEdit(getattr(known, name)) for name in ("method", "secrecy")}
        self._has_logo = Label("", "body")
        self._lay_out()
        for line in self._lines.values():
            line.textEdited.connect(self._rest.start)
        for prose in self._proses.values():
            prose.setFixedHeight(theme.px(84))
            prose.setTabChangesFocus(True)
            prose.textChanged.connect(self._rest.start)
        self._show_logo()
        self._show_page()
        self.fields()["municipality"].focus()

    def _lay_out(self) -> None:
        said = {
            "municipality": (tr("Municipality"), tr("Empty: as each follow-up says.")),
            "board": (tr("Board"), ""),
            "accent": (tr("Colour of headings and lines"), tr("It must be dark enough to be read on white.")),
            "logo_alt": (tr("What the logo shows"), tr("Read out to those who do not see it.")),
            "contact": (tr("At the foot of each page"), tr("Address, telephone, e-mail.")),
        }
        made = {
            name: self.add_field(name, Field(label, self._lines[name], hint=hint, optional=True))
            for name, (label, hint) in said.items()
        }
        self.add_row(made["municipality"], made["board"])
        self.body.addWidget(made["accent"])
        self.body.addLayout(self._make_logo_row())
        for name in ("logo_alt", "contact"):
            self.body.addWidget(made[name])
        labels = {
            "method": tr("Always said of the method"),
            "secrecy": tr("Always said of secrecy, at the end"),
        }
        for name, label in labels.items():
            self.body.addWidget(self.add_field(name, Field(label, self._proses[name], optional=True)))

    def _make_logo_row(self) -> QHBoxLayout:
        choose, self._away = secondary(tr("Choose a logo"), "image-plus"), secondary(tr("Take away"), "x")
        choose.clicked.connect(self._ask_for_logo)
        self._away.clicked.connect(partial(self._take_logo, b""))
        words = QVBoxLayout()
        words.addWidget(self._has_logo)
        words.addWidget(Label(tr("PNG, JPEG or SVG, at most 5 MB."), "small", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._away)
        row.addWidget(choose)
        return row

    def fit(self) -> None:
        """As high as the window allows: the page wants the room."""
        over = self.parentWidget()
        self.setFixedWidth(min(self.width(), over.window().width() - 32 if over else self.width()))
        self.resize(self.width(), (over.window().height() if over else 900) - 48)

    def _ask_for_logo(self) -> None:
        chooser = ask_for_file(self, tr("Choose a logo"), tr("Pictures (*.png *.jpg *.jpeg *.svg)"))
        chooser.picked.connect(self.take_file)

    def take_file(self, path: Path) -> None:
        """Take the logo of a file, or say why it will not do."""
        self.banners.clear()
        if path.suffix.lower() == ".svg":
            path_or_picture: Path | bytes = images.svg_as_png(path, _MOST_SVG)
        else:
            path_or_picture = path
        self._operations.ask(
            "actions.letterhead.read_logo",
            path_or_picture,
            owner=self,
            done=self._take_logo,
            failed=self._refuse_logo,
        )

    def _refuse_logo(self, error: InspektorError) -> None:
        self.banners.tell("bad", error.text(), error.advice())

    def _take_logo(self, logo: bytes) -> None:
        self._logo, self._new_logo = logo, True
        self._show_logo()
        self._show_page()

    def _show_logo(self) -> None:
        self._has_logo.setText(tr("There is a logo") if self._logo else tr("No logo"))
        self._away.setVisible(bool(self._logo))

    def _values(self) -> dict[str, str]:
        lines = {name: line.text() for name, line in self._lines.items()}
        return lines | {name: prose.toPlainText() for name, prose in self._proses.items()}

    def _show_page(self) -> None:
        wanted = Letterhead(**self._values(), logo=self._logo)
        self._operations.ask(
            "actions.letterhead.sample", wanted, owner=self, done=self._view.show_pdf, failed=self.show_error
        )

    def submit(self) -> None:
        """Keep it."""
        self.banners.clear()
        self.set_busy(True)
        self._operations.change(
            "actions.letterhead.set_letterhead",
            self._values(),
            self._logo if self._new_logo else None,
            owner=self,
            done=self._kept,
            failed=self.show_error,
        )

    def _kept(self, _: ChangeSet) -> None:
        self.accept()
