"""What is done with the sources of a requirement: weigh, take away, add, and see how they came to say what they say."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import Stance
from inspektor.shapes.ids import derived_id
from inspektor.shapes.judgement import JudgementSheet
from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.source_picking import SourcePicking
from ui.screens.follow_up.source_rows import SourceLine


class SourceActs(QObject):
    """Acts on the sheet that was shown last; before the first there is nothing to act on."""

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._sheet: JudgementSheet | None = None
        self._picking = SourcePicking(opened, over)

    def take(self, sheet: JudgementSheet) -> None:
        """Act on this one from now on."""
        self._sheet = sheet

    def weigh(self, line: SourceLine, stance: Stance | None) -> None:
        """Say what a source says of the requirement; None takes it back."""
        if self._sheet is not None:
            self._change("actions.assessments.weigh", self._sheet.code, line.sources, stance)

    def untie(self, line: SourceLine) -> None:
        """Take a source away. Clients' words shown together are taken away where they were written, one by one."""
        if self._sheet is not None and len(line.sources) == 1:
            self._change("actions.assessments.untie", self._sheet.code, *line.sources[0])
            self._opened.undoable.emit(tr("The source was taken away from the requirement"))

    def _change(self, action: str, code: str, *words: object) -> None:
        self._opened.operations.change(action, self._opened.id, code, *words, owner=self._over)

    def add(self) -> None:
        """Offer what else could speak to the requirement."""
        if self._sheet is not None:
            self._picking.open(self._sheet)

    def history(self, line: SourceLine | None) -> None:
        """Of a source, or of the judgement where the keyboard is on none."""
        if self._sheet is None:
            return
        if line is not None and len(line.sources) == 1:
            kind, row = line.sources[0]
            HistoryDialog(self._opened.operations, kind.value, row, tr("The source"), self._over).open()
        else:
            self.history_of("assessment", derived_id("assessment", self._opened.id, self._sheet.code))

    def history_of(self, table: str, row: str) -> None:
        """Of a row that belongs to the judgement."""
        if self._sheet is not None:
            HistoryDialog(self._opened.operations, table, row, self._sheet.text, self._over).open()
