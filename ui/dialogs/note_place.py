"""Where a note belongs: its interview, the requirement it stands under, and further ones it is sorted under."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.pick_line import PickLine
from ui.widgets.pick_several import PickSeveral


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A place for a note; "" stands for none."""

    interview_id: str
    requirement: str
    also: tuple[str, ...]


class NotePlaceDialog(FormDialog):
    """`answered(NotePlace)`."""

    answered = Signal(object)

    def __init__(
        self,
        requirements: Sequence[tuple[str, str]],
        interviews: Sequence[tuple[str, str]],
        place: NotePlace,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Where the note belongs"),
            tr("It stands under one requirement and can be sorted under several."),
            tr("Move"),
            icon="check",
            width=640,
            parent=parent,
        )
        words = tr("Write a number or a word of the requirement")
        self._interview = Choice(tr("Interview"), [("", tr("No interview")), *interviews])
        self._interview.set_current(place.interview_id)
        self._under, self._also = PickLine(words), PickSeveral(words, enter_adds=True)
        self._under.set_choices(requirements)
        self._under.set_key(place.requirement)
        self._also.set_choices(requirements)
        self._also.set_keys(place.also)
        self._under_field = self.add_field(
            "requirement", Field(tr("Stands under"), self._under, optional=True)
        )
        self._also_field = Field(
            tr("Also sorted under"), self._also, hint=tr("Enter adds the requirement."), optional=True
        )
        self.body.addWidget(self.add_field("interview", Field(tr("Interview"), self._interview)))
        self.body.addWidget(self._under_field)
        self.body.addWidget(self._also_field)
        self._also.submitted.connect(self.submit)
        self._also.changed.connect(self._refit)
        self._under.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refit(self) -> None:
        self._also_field.clear_error()
        self.fit()

    def submit(self) -> None:
        """Tell where, if what is written is a requirement."""
        self._under.settle()
        if self._under.text().strip() and not self._under.key():
            self.refuse(self._under_field, tr("Choose a requirement."))
        elif self._also.has_words():
            self.refuse(self._also_field, tr("Choose a requirement."))
        else:
            self.set_busy(True)
            also = tuple(code for code in self._also.picked() if code != self._under.key())
            self.answered.emit(NotePlace(self._interview.current(), self._under.key(), also))
