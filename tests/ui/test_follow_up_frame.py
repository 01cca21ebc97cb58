"""The frame of a follow-up: the outline with its facts, the way in and out, the capture line, trouble."""

from follow_up_parts import CTRL
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from shell_parts import button, seen, told, words

from inspektor.actions import interviews, observations
from inspektor.errors import InspektorError
from inspektor.queries.interviews import interview as interview_of
from inspektor.shapes.enums import InterviewStatus
from ui.widgets.nav_row import NavRow
from ui.widgets.toast import Toast


def row(visit, words_of_it):
    return next(each for each in seen(visit.screen, NavRow) if each.place.text == words_of_it)


def capture(visit):
    return next(each for each in seen(visit.screen, QLineEdit) if each.accessibleName() == "Fånga en tanke")


def test_the_outline_says_where_one_is_and_how_far_each_place_has_come(visit):
    assert "HVB Björkhaga" in words(visit.screen)
    visit.interview()
    observations.add(visit.workspace, visit.id, "Dörren står öppen.")
    visit.settle()
    facts = {each.place.text: each.place.fact for each in seen(visit.screen, NavRow)}
    assert (
        list(facts)
        == "Översikt Underlag Intervjuer Iakttagelser Dokument Bedömning Brister Faktagranskning Rapport".split()
    )
    assert facts["Intervjuer"] == "0 av 1"
    assert facts["Iakttagelser"] == "1"
    assert facts["Bedömning"] == "0 av 31"


def test_the_outline_is_walked_with_the_keyboard(visit, press):
    press(visit.screen, Qt.Key.Key_F6)
    assert row(visit, "Översikt").hasFocus()
    for _ in range(3):
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert visit.screen.place() == "observations"
    assert row(visit, "Iakttagelser").isChecked()


def test_leaving_saves_what_is_being_written(visit, qtbot, type_text):
    visit.go("overview")
    type_text(visit.text("Purpose"), "Granska bemanningen")
    with qtbot.waitSignal(visit.screen.left):
        button(visit.screen, "Follow-ups").click()
    assert visit.sheet().purpose == "Granska bemanningen"


def test_going_to_another_place_saves_what_is_being_written(visit, type_text):
    visit.go("overview")
    type_text(visit.text("Next step"), "Rapport i januari")
    visit.go("interviews")
    assert visit.sheet().next_step == "Rapport i januari"


def test_a_thought_is_caught_from_anywhere_and_enter_leads_to_the_next(visit, press, type_text, frozen_clock):
    visit.go("judgement")
    press(visit.screen, Qt.Key.Key_Space, CTRL)
    assert capture(visit).hasFocus()
    at = frozen_clock.moment
    type_text(capture(visit), "K")
    frozen_clock.advance(minutes=2)
    type_text(capture(visit), "olla larmloggen\n")
    type_text(capture(visit), "Be om schemat\n")
    first, second = visit.notes()
    assert (first.text, first.noted_at, first.requirement) == ("Kolla larmloggen", at, None)
    assert second.text == "Be om schemat"
    visit.settle()
    assert button(visit.screen, "2 att sortera")


def test_a_thought_is_kept_before_enter(visit, press, type_text, qtbot):
    press(visit.screen, Qt.Key.Key_Space, CTRL)
    type_text(capture(visit), "Kolla")
    qtbot.waitUntil(lambda: [note.text for note in visit.notes()] == ["Kolla"])
    type_text(capture(visit), " larmet\n")
    assert [note.text for note in visit.notes()] == ["Kolla larmet"]


def test_escape_leads_back_from_the_capture_line(visit, press):
    visit.go("overview")
    visit.text("Purpose").setFocus()
    press(visit.screen, Qt.Key.Key_Space, CTRL)
    press(capture(visit), Qt.Key.Key_Escape)
    assert visit.text("Purpose").hasFocus()


def test_what_was_caught_is_sorted_by_keyboard(visit, press, type_text):
    interviews.add_note(visit.workspace, visit.id, "Jour i stället för vaken natt")
    visit.settle()
    code = visit.template.requirements[3].code
    button(visit.screen, "1 att sortera").click()
    visit.settle()
    dialog = QApplication.activeModalWidget()
    assert QApplication.focusWidget().accessibleName() == "Krav"
    type_text(QApplication.focusWidget(), visit.template.requirements[3].text[:60])
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    visit.settle()
    assert [note.requirement for note in visit.notes()] == [code]
    assert "Allt är sorterat." in words(dialog)
    dialog.close()


def test_trouble_that_nobody_asked_for_stands_above_the_page(visit):
    class FullDisk(InspektorError):
        def text(self) -> str:
            return "Disken är full."

    visit.operations.troubled.emit(FullDisk())
    assert told(visit.screen) == ["Disken är full."]


def test_what_can_be_undone_is_told_and_undone(visit):
    interview = visit.interview()
    visit.go("interviews", interview)
    button(visit.page, "End the interview").click()
    toast = visit.screen.findChild(Toast)
    assert toast.text() == "Intervjun är avslutad"
    toast.undone.emit()
    assert interview_of(visit.workspace, interview).status is InterviewStatus.RUNNING
