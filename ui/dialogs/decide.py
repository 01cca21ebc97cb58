"""Deciding between what two people wrote at the same time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.changes import ChangeSet
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.conflict import Conflict, ConflictKind, Version
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.text import Label

_LINES = {
    ConflictKind.VALUES: tr_mark(
        "You wrote different things without knowing of each other. One of them is shown until somebody decides."
    ),
    ConflictKind.MERGED: tr_mark(
        "You changed different paragraphs. The text is shown with both: keep it so, or let one of the versions stand."
    ),
    ConflictKind.PARAGRAPH: tr_mark(
        "You changed the same paragraph. Let one of the versions stand, or write a third one in the field."
    ),
    ConflictKind.DELETED: tr_mark(
        "It was deleted by one who did not know that another went on writing in it. It is kept until somebody decides."
    ),
}
_MOST_UNCHANGED = 2
"""More paragraphs in a row that are the same in both are left out."""


class DecideDialog(FormDialog):
    """Enter keeps what is shown; 1, 2 and so on let that version stand; Esc decides nothing."""

    def __init__(self, operations: Operations, conflict: Conflict, parent: QWidget) -> None:
        title = " · ".join(part for part in (conflict.unit, conflict.record, conflict.name) if part)
        super().__init__(
            title, tr(_LINES[conflict.kind]), _keeping(conflict), icon="check", width=680, parent=parent
        )
        self._operations, self._conflict = operations, conflict
        if conflict.kind is ConflictKind.MERGED:
            self.body.addWidget(self._card(tr("Both, as it is shown now"), conflict.shown, shown=True))
        for number, version in enumerate(conflict.versions, 1):
            self.body.addWidget(self._version(number, version))
        self.body.addStretch(1)
        self.verb.setFocus()
        operations.change("actions.openings.opened_history", conflict.table, conflict.row, owner=self)

    def _version(self, number: int, version: Version) -> Card:
        others = [each.text for each in self._conflict.versions if each is not version]
        text = tr("Took the whole record away") if version.deletes else version.text or tr("(nothing)")
        card = self._card(_whose(version), text, others, shown=version.shown)
        if self._conflict.kind is ConflictKind.DELETED and not version.deletes:
            return card
        words = tr("Delete it") if version.deletes else tr("Let this one stand")
        choose = secondary(f"{words} ({number})")
        choose.setAccessibleName(f"{words}: {_whose(version)}")
        choose.clicked.connect(partial(self._choose, version.operation))
        QShortcut(QKeySequence(str(number)), self).activated.connect(choose.click)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(choose)
        card.body.addLayout(row)
        return card

    def _card(self, who: str, text: str, others: Sequence[str] = (), *, shown: bool) -> Card:
        card = Card(look="sunk", padding=14, spacing=6)
        head = QHBoxLayout()
        head.addWidget(Label(who, "strong", wrap=True), 1)
        if shown:
            head.addWidget(Chip(tr("Shown now"), "accent"))
        card.body.addLayout(head)
        for paragraph, changed in told_apart(text, others):
            card.add(
                Label(
                    paragraph,
                    "strong" if changed and others else "body",
                    "" if changed else "muted",
                    wrap=True,
                )
            )
        return card

    def submit(self) -> None:
        self._decide("actions.conflicts.accept", self._conflict)

    def _choose(self, operation: int) -> None:
        self._decide("actions.conflicts.choose", self._conflict, operation)

    def _decide(self, action: str, *what: object) -> None:
        self.set_busy(True)
        self._operations.change(action, *what, owner=self, done=self._decided, failed=self.show_error)

    def _decided(self, _: ChangeSet) -> None:
        self.accept()


def decide(operations: Operations, parent: QWidget, conflict: Conflict) -> None:
    """Open the dialog."""
    DecideDialog(operations, conflict, parent).unfold()


def told_apart(text: str, others: Sequence[str]) -> list[tuple[str, bool]]:
    """The paragraphs, each with whether another version lacks it; long runs that all have are left out."""
    if not others:
        return [(text, True)]
    common = set.intersection(*(set(each.split("\n")) for each in others))
    found: list[tuple[str, bool]] = []
    same: list[tuple[str, bool]] = []
    for paragraph in (*text.split("\n"), None):
        if paragraph is not None and paragraph in common:
            same.append((paragraph, False))
            continue
        found += [("…", False)] if len(same) > _MOST_UNCHANGED else same
        same = []
        if paragraph is not None:
            found.append((paragraph, True))
    return found


def _keeping(conflict: Conflict) -> str:
    return tr("Keep it") if conflict.kind is ConflictKind.DELETED else tr("Keep what is shown")


def _whose(version: Version) -> str:
    when = f"{formats.date_short(version.at, i18n.language())} {formats.clock_time(version.at)}"
    return f"{version.person}, {when}"
