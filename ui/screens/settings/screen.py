"""The settings: language and looks, the papers of the group, the workspace, backups, time stamps, and about the program."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.settings import TEXT_SIZES, Settings
from inspektor.shapes.ids import derived_id
from inspektor.shapes.letterhead import Letterhead
from ui.dialogs.letterhead import LetterheadDialog
from ui.dialogs.outside import OutsideCard
from ui.operations import Operations
from ui.screens.settings.about import AboutCard
from ui.screens.settings.backups import BackupsCard
from ui.screens.settings.keeping import KeepingCard
from ui.screens.settings.keys import KeysCard
from ui.screens.settings.locks import LocksCard
from ui.screens.settings.stamps import StampsCard
from ui.screens.settings.told import told
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.choice import Check
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.rights import edits, goes, reads
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.widgets.versions_mark import VersionsMark
from ui.written import Marks

_LANGUAGES = (("sv", "Svenska"), ("en", "English"))  # each in its own words


class SettingsScreen(Page):
    """`settings_changed(Settings)` at each choice; nothing asks whether to save."""

    settings_changed = Signal(object)
    keeping_asked = Signal()
    restore_asked = Signal(object, str)

    def __init__(
        self, operations: Operations, settings: Settings, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        reads(self)
        self._operations, self._settings, self._folder = operations, settings, folder
        self.add(
            PageHeader(tr("Settings"), tr("They hold for this computer, the letterhead for the whole group."))
        )
        scroll = ScrollColumn()
        for make in (
            self._make_looks,
            self._make_letterhead,
            self._make_locks,
            self._make_workspace,
            self._make_backups,
            self._make_keys,
            self._make_stamps,
            self._make_documents,
            partial(OutsideCard, self._operations),
            partial(KeepingCard, self.keeping_asked.emit),
            AboutCard,
        ):
            scroll.add(make())
        scroll.body.addStretch(1)
        self.add(scroll, 1)

    def _make_looks(self) -> Card:
        self._language = Segmented([Segment(key, words) for key, words in _LANGUAGES], tr("Language"))
        self._scheme = Segmented(
            [
                Segment("system", tr("As the system")),
                Segment("light", tr("Light")),
                Segment("dark", tr("Dark")),
                Segment("contrast", tr("High contrast")),
            ],
            tr("Colours"),
        )
        self._size = Segmented([Segment(str(size), f"{size} %") for size in TEXT_SIZES], tr("Text size"))
        self._language.set_current(self._settings.language)
        self._scheme.set_current(self._settings.scheme)
        self._size.set_current(str(self._settings.text_size))
        self._language.chosen.connect(self._choose_language)
        self._scheme.chosen.connect(self._choose_scheme)
        self._size.chosen.connect(self._choose_size)
        card = Card(tr("Language and looks"), spacing=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        rows = (
            (tr("Language"), self._language),
            (tr("Colours"), self._scheme),
            (tr("Text size"), self._size),
        )
        for number, (words, control) in enumerate(rows):
            grid.addWidget(Label(words, "control"), number, 0)
            grid.addWidget(control, number, 1, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(grid)
        return card

    def _make_letterhead(self) -> Card:
        card = Card(tr("Papers"), spacing=12)
        goes(card)
        about = tr("Logo, colour and fixed texts of every paper. The same for the whole group.")
        change = secondary(tr("Change the letterhead"), "file-text")
        change.clicked.connect(self._ask_letterhead)
        card.body.addLayout(told(tr("Letterhead"), about, change))
        marks, versions = Marks(self._operations, "letterhead", card), VersionsMark()
        marks.add(versions)
        marks.show(derived_id("letterhead"))
        card.add(versions)
        return card

    def _ask_letterhead(self) -> None:
        self._operations.ask("queries.letterhead.letterhead", owner=self, done=self._unfold_letterhead)

    def _unfold_letterhead(self, known: Letterhead) -> None:
        LetterheadDialog(self._operations, known, self).unfold()

    def _make_workspace(self) -> Card:
        card = Card(tr("Workspace"), spacing=12)
        card.add(
            Label(
                tr("Everything you write is kept encrypted in this folder."), "secondary", "muted", wrap=True
            )
        )
        path = Label(str(self._folder), "body", wrap=True)
        path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        path.setAccessibleName(tr("The folder of the workspace: {folder}").format(folder=self._folder))
        copy = secondary(tr("Copy the path"), "copy", small=True)
        copy.clicked.connect(self._copy_path)
        card.body.addLayout(_line(path, copy))
        return card

    def _make_locks(self) -> Card:
        self._locks = LocksCard(self._operations, self._settings)
        self._locks.chosen.connect(self._tell)
        return self._locks

    def _make_backups(self) -> Card:
        card = BackupsCard(self._operations)
        card.restore_asked.connect(self.restore_asked)
        return card

    def _make_keys(self) -> Card:
        card = KeysCard(self._operations, self._settings.card_module)
        card.module_chosen.connect(self._choose_module)
        return card

    def _make_documents(self) -> Card:
        card = Card(tr("Documents"), spacing=8)
        self._attach = Check(tr("Attach what the document says as data (PDF/A-3a)"))
        edits(self._attach)
        self._attach.clicked.connect(self._choose_data)
        self._operations.ask("queries.letterhead.attaches_data", owner=self, done=self._attach.setChecked)
        card.add(self._attach)
        about = tr(
            "For an archive that wants it, and for the whole group. The data say what the pages say, and nothing else."
            " Off, documents are PDF/A-2a."
        )
        card.add(Label(about, "secondary", "muted", wrap=True))
        return card

    def _make_stamps(self) -> Card:
        card = StampsCard(self._operations, self._settings.timestamp_server)
        card.address_chosen.connect(self._choose_server)
        return card

    def _choose_language(self, language: str) -> None:
        self._tell(replace(self._settings, language=language))

    def _choose_scheme(self, scheme: str) -> None:
        self._tell(replace(self._settings, scheme=scheme))

    def _choose_size(self, size: str) -> None:
        self._tell(replace(self._settings, text_size=int(size)))

    def _choose_module(self, module: str) -> None:
        self._tell(replace(self._settings, card_module=module))

    def _choose_data(self, attach: bool) -> None:
        self._operations.change("actions.letterhead.set_letterhead", {"attach_data": attach}, owner=self)

    def _choose_server(self, address: str) -> None:
        self._tell(replace(self._settings, timestamp_server=address))

    def _tell(self, settings: Settings) -> None:
        self._settings = settings
        self._locks.use(settings)
        self.settings_changed.emit(settings)

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(str(self._folder))


def _line(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
