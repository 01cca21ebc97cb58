"""What every page of a follow-up is: a page that knows the open follow-up and where the keyboard goes."""

from PySide6.QtWidgets import QWidget

from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.page import Page
from ui.widgets.read_only import ReadOnly


class PlacePage(Page):
    """A row of the outline, opened."""

    edits = True
    """Whether it is taken out of a finished follow-up what one edits by; what belongs to afterwards keeps its own order."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened = opened
        self.operations = opened.operations

    def set_read_only(self) -> None:
        """The follow-up is finished: the page shows and edits nothing any more."""
        if self.edits:
            ReadOnly(self)

    def show_detail(self, detail: str) -> None:
        """Go to a requirement, an interview or a record within the page; "" leaves it as it was."""

    def respondent(self) -> str:
        """The interview in sight, whose respondent may see the screen; "" while there is none."""
        return ""

    def focus_first(self) -> None:
        """Give the keyboard to where one begins."""
