"""The same screens on the real lanes: answers come late and out of order, and nothing typed is disturbed by them."""

import threading

import pytest
from builders import a_follow_up, a_workspace
from follow_up_parts import opened
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from shell_parts import seen

from inspektor.actions import follow_ups, interviews
from inspektor.i18n import tr
from inspektor.shapes.enums import Consent, Role
from tests.failing_disk import full
from ui.jobs import LANES, WRITE, Jobs
from ui.operations import Operations
from ui.screens.follow_up import FollowUpScreen
from ui.widgets.nav_row import NavRow
from ui.widgets.saved_mark import SavedMark


@pytest.fixture
def visit(tmp_path, show, qtbot):
    """A visit under way, on threads."""
    workspace = a_workspace(tmp_path / "arbetsyta")
    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    jobs = Jobs()
    made = opened(workspace, follow_up, show, qtbot, Operations(jobs, workspace))
    qtbot.waitUntil(lambda: made.screen.opened.is_ready, timeout=10_000)
    made.jobs = jobs
    yield made
    made.screen.hide()
    made.operations.close()
    jobs.close()
    workspace.close()


def writing(visit):
    return next(each for each in seen(visit.page, QPlainTextEdit) if each.accessibleName() == "Anteckning")


def test_what_is_typed_without_pause_arrives_whole_and_in_order(visit, qtbot):
    talk = interviews.start(visit.workspace, visit.id, Role.STAFF, "Personal B", consent=Consent.GIVEN)
    visit.screen.go_to("interviews", talk.created("interview"))
    qtbot.waitUntil(lambda: bool(visit.page.findChildren(QPlainTextEdit)) and writing(visit).hasFocus())
    said = "Två på plats till 22.00, därefter en. Åäö sover i jourrummet."
    for number, letter in enumerate(said):
        visit.write(writing(visit), letter)
        qtbot.wait(15)
        if number % 20 == 10:  # a colleague's change arrives meanwhile
            follow_ups.set_fields(visit.workspace, visit.id, next_step=f"Steg {number}")
    assert writing(visit).toPlainText() == said
    visit.write(writing(visit), "\n")
    visit.operations.flush()
    assert [note.text for note in visit.notes()] == [said]


def test_a_note_begun_on_a_full_disk_is_written_when_there_is_room(visit, qtbot):
    talk = interviews.start(visit.workspace, visit.id, Role.STAFF, "Personal B", consent=Consent.GIVEN)
    visit.screen.go_to("interviews", talk.created("interview"))
    qtbot.waitUntil(lambda: bool(visit.page.findChildren(QPlainTextEdit)) and writing(visit).hasFocus())
    with full():
        visit.write(writing(visit), "Två på plats")
        qtbot.waitUntil(lambda: visit.operations.patience.trouble is not None)
        marks = [each.text() for each in seen(visit.page, SavedMark)]
        assert tr("Not saved") in marks
        visit.write(writing(visit), " till 22.\n")
        refused = []
        visit.operations.undo()
        visit.operations.troubled.connect(refused.append)
        qtbot.waitUntil(lambda: bool(refused))
    visit.operations.flush()
    assert [note.text for note in visit.notes()] == ["Två på plats till 22."]
    assert visit.operations.patience.trouble is None


def test_the_cursor_stays_in_the_middle_of_a_text_that_is_being_saved(visit, qtbot):
    visit.screen.go_to("overview")
    purpose = visit.text("Purpose")
    visit.write(purpose, "Granska natten")
    cursor = purpose.textCursor()
    cursor.setPosition(len("Granska "))
    purpose.setTextCursor(cursor)
    for letter in "hela den långa ":
        visit.write(purpose, letter)
        qtbot.wait(60)
    assert purpose.toPlainText() == "Granska hela den långa natten"
    assert purpose.textCursor().position() == len("Granska hela den långa ")
    visit.text("Next step").setFocus()
    visit.operations.flush()
    assert visit.sheet().purpose == "Granska hela den långa natten"


def test_saved_is_said_after_the_commit_and_never_before(visit, qtbot):
    visit.screen.go_to("overview")
    gate = threading.Event()
    visit.jobs.run(WRITE, gate.wait, owner=None)
    visit.write(visit.text("Purpose"), "Granska")
    qtbot.wait(700)
    assert visit.sheet().purpose == ""
    assert not [mark.text() for mark in seen(visit.page, SavedMark) if mark.text()]
    gate.set()
    qtbot.waitUntil(lambda: any("Sparat" in mark.text() for mark in seen(visit.page, SavedMark)))
    assert visit.sheet().purpose == "Granska"


def test_a_screen_that_is_left_while_answers_are_on_their_way_is_gone_for_good(visit, qtbot):
    for place in ("interviews", "observations", "judgement", "report", "deficiencies"):
        visit.screen.go_to(place)
    visit.screen.column.went_back.emit()
    visit.screen.hide()
    visit.operations.flush()
    qtbot.wait(300)
    assert not visit.screen.isVisible()


def test_f6_pressed_before_there_is_an_outline_is_not_forgotten(visit, show, qtbot, press):
    gate = threading.Event()
    for lane, threads in LANES.items():
        for _ in range(threads):
            visit.jobs.run(lane, gate.wait, owner=None)
    screen = FollowUpScreen(visit.operations, follow_up_id=visit.id)
    show(screen)
    press(screen, Qt.Key.Key_F6)
    gate.set()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), NavRow), timeout=10_000)
    assert QApplication.focusWidget().place.key == "overview"
