"""Everything one can reach with the keyboard has a name that can be read aloud, in every place and dialog."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import a_follow_up
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shell_parts import seen

from inspektor.actions import interviews
from ui.dialogs.approve import ApproveDialog
from ui.dialogs.keys import KeysDialog
from ui.dialogs.licences import LicencesDialog
from ui.dialogs.new_follow_up import NewFollowUpDialog
from ui.dialogs.problems import ProblemsDialog
from ui.dialogs.recovery import NewRecoverySheetDialog
from ui.dialogs.register import NewProviderDialog, NewUnitDialog
from ui.dialogs.unannounced import UnannouncedDialog
from ui.screens.first_start import FirstStartScreen
from ui.screens.unlock import UnlockScreen
from ui.shot_values import FOUNDING, NO_GROUP, REQUESTS, WORDS
from ui.widgets.door_card import DoorCard

PLACES = (
    "today",
    "follow_ups",
    "register",
    "templates",
    "search",
    "verify",
    "settings",
    "sharing",
    "keeping",
)
DIALOGS: dict[str, Callable[..., QWidget]] = {
    "approve": lambda operations, over: ApproveDialog(operations, REQUESTS[0], over),
    "keys": lambda _, over: KeysDialog(over),
    "licences": lambda _, over: LicencesDialog(over),
    "plan": lambda operations, over: NewFollowUpDialog(operations, over),
    "problems": lambda _, over: ProblemsDialog("Fel", "Rätta", ["rad 1"], over),
    "recovery": lambda operations, over: NewRecoverySheetDialog(operations, over),
    "provider": lambda operations, over: NewProviderDialog(operations, over),
    "unit": lambda operations, over: NewUnitDialog(operations, over),
}


def nameless(root: QWidget) -> list[str]:
    """What can be reached with Tab and is silent."""
    found = []
    for each in seen(root, QWidget):
        if not each.focusPolicy() & Qt.FocusPolicy.TabFocus or not each.isEnabled():
            continue
        if each.focusProxy() is not None or isinstance(each, QScrollArea):
            continue
        spoken = QAccessible.queryAccessibleInterface(each)
        if spoken is None or not spoken.text(QAccessible.Text.Name):
            found.append(f"{type(each).__name__} in {type(each.parent()).__name__}")
    return found


def unreached(root: QWidget) -> list[str]:
    """What wants the keyboard and is not in the chain of Tab."""
    start = root.focusWidget() or root
    chain, each = {start}, start.nextInFocusChain()
    while each is not start and each is not None and each not in chain:
        chain.add(each)
        each = each.nextInFocusChain()
    wanted = [w for w in seen(root, QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()]
    return [type(w).__name__ for w in wanted if w not in chain]


@pytest.mark.parametrize("place", PLACES)
def test_every_place_can_be_heard(shell, qtbot, place):
    follow_up = a_follow_up(shell.workspace)
    interviews.add_note(shell.workspace, follow_up, "Fem på plats")
    shell.go(place)
    qtbot.wait(60)
    assert nameless(shell.window) == []
    assert unreached(shell.window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_can_be_heard(shell, qtbot, name):
    a_follow_up(shell.workspace)
    dialog = DIALOGS[name](shell.program.session.operations, shell.inside)
    dialog.open()
    qtbot.wait(30)
    assert nameless(dialog) == []
    assert unreached(dialog) == []
    dialog.close()
    dialog.deleteLater()


def test_the_unannounced_visit_can_be_heard(shell, qtbot):
    dialog = UnannouncedDialog(shell.program.session.operations, shell.program._state, shell.inside)
    dialog.unfold()
    qtbot.wait(30)
    assert nameless(dialog) == []
    dialog.reject()


def test_the_shared_folder_can_be_heard_in_each_state(shell, qtbot):
    page = shell.go("sharing")
    for state in (
        lambda: page.show_status(NO_GROUP),
        lambda: page.show_own_words(WORDS[:8]),
        lambda: page.show_founding(FOUNDING),
    ):
        state()
        qtbot.wait(20)
        assert nameless(page) == []


def test_every_door_can_be_heard(show, qtbot):
    for door in (
        FirstStartScreen(),
        FirstStartScreen(lost=Path("/w")),
        UnlockScreen(),
        UnlockScreen("fyra blå"),
    ):
        show(door)
        for card in door.findChildren(DoorCard):
            door.show_card(card)
            QApplication.processEvents()
            assert nameless(door) == []
        door.hide()
