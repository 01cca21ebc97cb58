"""Interviews: begun by keyboard, notes with the time of their first letter, and never what others said."""

import pytest
from follow_up_parts import CTRL, SHIFT
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from shell_parts import button, field, line, seen, words

from inspektor.actions import interviews
from inspektor.queries.interviews import interview as interview_of
from inspektor.queries.interviews import interviews as interviews_of
from inspektor.queries.interviews import touched as touched_of
from inspektor.shapes.enums import Consent, InterviewStatus, NoteTag, Role
from ui.widgets.answer_field import AnswerField
from ui.widgets.choice import Choice
from ui.widgets.lines import SearchField
from ui.widgets.note_list import NoteList
from ui.widgets.question_list import QuestionList, QuestionRow
from ui.widgets.rows import ROW_ROLE
from ui.widgets.saved_mark import SavedMark
from ui.widgets.segmented import Segmented
from ui.widgets.tick_bar import TickBar

PLACE = "interviews"


def writing(visit):
    return next(each for each in seen(visit.page, QPlainTextEdit) if each.accessibleName() == "Anteckning")


def listed(visit):
    model = seen(visit.page, NoteList)
    return [each.text for each in model[0].model().rows()] if model else []


def question(visit):
    return seen(visit.page, QuestionList)[0].currentIndex().data(ROW_ROLE)


def only(visit, which, press):
    """Show a part of the questions, as the arrow keys choose it."""
    choice = seen(visit.page, Choice)[0]
    choice.setFocus()
    press(choice, Qt.Key.Key_Home)
    while choice.current() != which:
        press(choice, Qt.Key.Key_Down)


@pytest.fixture
def staff(visit):
    """An interview with one of the staff, open, the keyboard in the writing field."""
    visit.interview_id = visit.interview()
    visit.go("interviews", visit.interview_id)
    return visit


def test_an_interview_is_begun_by_keyboard(visit, press, type_text):
    visit.go("interviews")
    assert "Här samlas uppföljningens intervjuer" in words(visit.page)
    press(visit.screen.focusWidget(), Qt.Key.Key_Return)
    visit.settle()
    dialog = QApplication.activeModalWidget()
    assert visit.template.intro("management") in words(dialog)
    press(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert visit.template.intro("staff") in words(dialog)
    type_text(line(dialog, "Label"), "Personal B")
    field(dialog, "Consent").findChild(Segmented)._cells["given"].click()
    press(line(dialog, "Label"), Qt.Key.Key_Return)
    visit.settle()
    (made,) = interviews_of(visit.workspace, visit.id)
    assert (made.role, made.label, made.consent) == (Role.STAFF, "Personal B", Consent.GIVEN)
    assert made.status is InterviewStatus.RUNNING
    assert visit.screen.focusWidget() is writing(visit)


def test_declining_is_a_valid_answer_and_ends_it(visit):
    visit.go("interviews", visit.interview())
    interviews.set_consent(visit.workspace, interviews_of(visit.workspace, visit.id)[0].id, Consent.NOT_ASKED)
    visit.settle()
    button(visit.page, "Declines").click()
    visit.settle()
    (made,) = interviews_of(visit.workspace, visit.id)
    assert (made.consent, made.status) == (Consent.DECLINED, InterviewStatus.SAVED)
    assert "Respondenten avböjde" in words(visit.page)


def test_the_first_letter_gives_the_note_its_time_and_enter_begins_the_next(
    staff, type_text, press, frozen_clock
):
    first = frozen_clock.moment
    type_text(writing(staff), "T")
    frozen_clock.advance(minutes=3)
    type_text(writing(staff), "vå på plats till 22")
    second = frozen_clock.moment
    press(writing(staff), Qt.Key.Key_Return)
    type_text(writing(staff), "Därefter en\n")
    staff.settle()
    notes = staff.notes(staff.interview_id)
    assert [note.text for note in notes] == ["Två på plats till 22", "Därefter en"]
    assert [note.noted_at for note in notes] == [first, second]
    assert listed(staff) == ["Två på plats till 22", "Därefter en"]
    assert writing(staff).toPlainText() == ""


def test_a_note_is_about_the_question_that_was_asked(staff, type_text):
    asked = question(staff)
    type_text(writing(staff), "Ja\n")
    (note,) = staff.notes()
    assert note.question == asked.key
    assert note.requirement == staff.template.question(asked.key)[0].code
    assert note.interview_id == staff.interview_id


def test_what_is_typed_is_saved_before_enter_and_says_when(staff, type_text, qtbot):
    type_text(writing(staff), "Två")
    qtbot.waitUntil(lambda: [note.text for note in staff.notes()] == ["Två"])
    assert any(mark.text() == "Sparat 09.36" for mark in seen(staff.page, SavedMark))
    type_text(writing(staff), " på plats")
    qtbot.waitUntil(lambda: [note.text for note in staff.notes()] == ["Två på plats"])
    assert listed(staff) == []  # it stands in the field, not above it


def test_shift_enter_is_a_new_line_and_control_enter_the_next_question(staff, type_text, press):
    before = question(staff).key
    type_text(writing(staff), "Två")
    press(writing(staff), Qt.Key.Key_Return, SHIFT)
    type_text(writing(staff), "eller tre")
    press(writing(staff), Qt.Key.Key_Return, CTRL)
    staff.settle()
    assert [note.text for note in staff.notes()] == ["Två\neller tre"]
    assert question(staff).key != before
    assert writing(staff).hasFocus()
    assert writing(staff).toPlainText() == ""


def test_tags_by_control_and_a_digit_before_and_while_writing(staff, type_text, press, frozen_clock):
    press(writing(staff), Qt.Key.Key_2, CTRL)
    type_text(writing(staff), "”Vi har jour”\n")
    frozen_clock.advance(minutes=1)
    type_text(writing(staff), "Fråga igen")
    press(writing(staff), Qt.Key.Key_3, CTRL)
    press(writing(staff), Qt.Key.Key_Return)
    assert [note.tag for note in staff.notes()] == [NoteTag.QUOTE, NoteTag.COME_BACK]


def test_the_next_untouched_requirement_is_one_key_away(staff, type_text, press):
    type_text(writing(staff), "Ja\n")
    staff.settle()
    touched = staff.notes()[0].requirement
    press(writing(staff), Qt.Key.Key_F8)
    assert staff.template.question(question(staff).key)[0].code != touched
    assert seen(staff.page, TickBar)[0].accessibleDescription() == "28 av 29 krav inte berörda"


def test_an_earlier_note_is_opened_mended_and_keeps_its_time(staff, type_text, press, frozen_clock):
    type_text(writing(staff), "Två\n")
    at = staff.notes()[0].noted_at
    frozen_clock.advance(minutes=5)
    staff.settle()
    notes = seen(staff.page, NoteList)[0]
    notes.setFocus()
    press(notes, Qt.Key.Key_Home)
    press(notes, Qt.Key.Key_Return)
    assert writing(staff).hasFocus()
    press(writing(staff), Qt.Key.Key_End, CTRL)
    type_text(writing(staff), " eller tre\n")
    (note,) = staff.notes()
    assert (note.text, note.noted_at) == ("Två eller tre", at)


def test_a_note_is_deleted_and_undone(staff, type_text, press):
    type_text(writing(staff), "Två\n")
    staff.settle()
    notes = seen(staff.page, NoteList)[0]
    notes.setFocus()
    press(notes, Qt.Key.Key_Home)
    press(notes, Qt.Key.Key_Delete)
    assert staff.notes() == ()
    staff.operations.undo()
    staff.settle()
    assert listed(staff) == ["Två"]


def test_undo_empties_the_field_of_the_note_it_takes_back(staff, type_text, qtbot):
    type_text(writing(staff), "Två")
    qtbot.waitUntil(lambda: len(staff.notes()) == 1)
    staff.operations.undo()
    assert writing(staff).toPlainText() == ""
    type_text(writing(staff), "Tre\n")
    assert [note.text for note in staff.notes()] == ["Tre"]


def test_what_others_said_is_never_on_the_screen(staff, type_text):
    asked = question(staff).key
    requirement = staff.template.question(asked)[0].code
    other = staff.interview(Role.STAFF, "Personal A")
    interviews.add_note(
        staff.workspace,
        staff.id,
        "Hemligt från en kollega",
        interview_id=other,
        requirement=requirement,
        question=asked,
    )
    staff.settle()
    assert listed(staff) == []
    assert question(staff).notes == 0
    assert "Hemligt" not in words(staff.page)


def test_untouched_questions_alone_can_be_shown(staff, type_text, press):
    type_text(writing(staff), "Ja\n")
    staff.settle()
    rows = seen(staff.page, QuestionList)[0].model().rowCount()
    only(staff, "untouched", press)
    assert seen(staff.page, QuestionList)[0].model().rowCount() < rows
    only(staff, "tagged", press)
    assert "Ingen fråga passar." in words(staff.page)


def test_a_note_can_be_written_without_a_question(staff, type_text, press):
    questions = seen(staff.page, QuestionList)[0]
    questions.setFocus()
    press(questions, Qt.Key.Key_Home)
    press(questions, Qt.Key.Key_Return)
    assert "Fria anteckningar" in words(staff.page)
    type_text(writing(staff), "Lugnt i huset\n")
    (note,) = staff.notes()
    assert (note.requirement, note.question, note.interview_id) == (None, None, staff.interview_id)


def test_not_wanting_to_answer_has_a_mark_of_its_own_and_touches_the_requirement(staff, press):
    before = question(staff)
    button(staff.page, "Did not want to answer").click()
    staff.settle()
    assert staff.notes() == ()
    row = next(row for row in seen(staff.page, QuestionList)[0].all_rows() if row.key == before.key)
    assert "ville inte svara" in row.spoken()
    assert question(staff).key != before.key
    assert seen(staff.page, TickBar)[0].accessibleDescription() == "28 av 29 krav inte berörda"
    only(staff, "declined", press)
    assert [row.key for row in seen(staff.page, QuestionList)[0].all_rows() if row.key] == [before.key]
    button(staff.page, "Previous").click()
    button(staff.page, "Answers after all").click()
    staff.settle()
    assert seen(staff.page, TickBar)[0].accessibleDescription() == "29 av 29 krav inte berörda"


def test_ending_and_resuming(staff):
    button(staff.page, "End the interview").click()
    staff.settle()
    assert interview_of(staff.workspace, staff.interview_id).status is InterviewStatus.SAVED
    button(staff.page, "Resume").click()
    assert interview_of(staff.workspace, staff.interview_id).status is InterviewStatus.RUNNING


def test_a_personal_number_is_warned_of_at_once(staff, type_text, qtbot):
    type_text(writing(staff), "Han är född 20100314-2385")
    qtbot.waitUntil(lambda: "personnummer" in words(staff.page))
    type_text(writing(staff), "\n")
    assert len(staff.notes()) == 1  # a warning, never a refusal


def test_escape_leads_back_to_the_list(staff, press, type_text):
    type_text(writing(staff), "Två")
    press(writing(staff), Qt.Key.Key_Escape)
    staff.settle()
    assert [note.text for note in staff.notes()] == ["Två"]
    assert button(staff.page, "New interview")


def test_the_history_of_a_note_is_one_key_away(staff, type_text, press):
    type_text(writing(staff), "Två\n")
    staff.settle()
    notes = seen(staff.page, NoteList)[0]
    notes.setFocus()
    press(notes, Qt.Key.Key_Home)
    press(notes, Qt.Key.Key_H, CTRL)
    dialog = QApplication.activeModalWidget()
    assert "Blev: Två" in words(dialog)
    assert "Karin Åkerström" in words(dialog)
    dialog.close()


def test_a_typed_question_has_its_answer_beside_the_notes(visit, press, type_text):
    asked = visit.template.question("HVB-BU-4.1.M3")[1]
    talk = visit.interview(Role.MANAGEMENT, "Föreståndaren")
    visit.go("interviews", talk)
    search = next(each for each in seen(visit.page, SearchField))
    type_text(search, "4.1 vanlig natt\n")
    assert question(visit).key == asked.code
    (answer,) = seen(visit.page, AnswerField)
    answer.focus_first()
    type_text(QApplication.focusWidget(), "2\n")
    visit.settle()
    (touched,) = touched_of(visit.workspace, visit.id, talk)
    assert (touched.question, touched.answer) == (asked.code, "2")
    assert seen(visit.page, TickBar)[0].accessibleDescription() == "30 av 31 krav inte berörda"
    assert writing(visit).hasFocus()
    visit.operations.undo()
    visit.settle()
    assert seen(visit.page, AnswerField)[0].value() == ""


def test_what_to_look_for_stands_with_what_to_ask_next(staff):
    requirement = staff.template.question(question(staff).key)[0]
    assert " ".join(requirement.observe) in words(staff.page)
    assert requirement.text in words(staff.page)
    assert requirement.source in words(staff.page)


def test_a_tag_chosen_again_goes(staff, type_text, press):
    type_text(writing(staff), "Nej")
    for key in (Qt.Key.Key_4, Qt.Key.Key_4):
        press(writing(staff), key, CTRL)
    press(writing(staff), Qt.Key.Key_Return)
    assert [note.tag for note in staff.notes()] == [None]


def test_questions_are_asked_in_any_order_without_leaving_the_keys(staff, type_text, press):
    codes = [row.key for row in seen(staff.page, QuestionList)[0].all_rows() if isinstance(row, QuestionRow)]
    here = codes.index(question(staff).key)
    press(writing(staff), Qt.Key.Key_PageDown, CTRL)
    press(writing(staff), Qt.Key.Key_PageDown, CTRL)
    press(writing(staff), Qt.Key.Key_PageUp, CTRL)
    assert question(staff).key == codes[here + 1]
    press(writing(staff), Qt.Key.Key_F, CTRL)
    type_text(QApplication.focusWidget(), "larm")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "larm" in question(staff).text
    assert writing(staff).hasFocus()
    assert len(seen(staff.page, QuestionList)[0].all_rows()) > len(codes)  # every question stands there again
    type_text(writing(staff), "Ja\n")
    assert staff.notes()[0].question == question(staff).key
    press(writing(staff), Qt.Key.Key_F, CTRL)
    type_text(QApplication.focusWidget(), "3.1.s1")  # the number on a paper form
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert question(staff).key == "HVB-BU-3.1.S1"
    assert writing(staff).hasFocus()


def test_consent_and_end_have_keys_of_their_own(staff, press):
    press(writing(staff), Qt.Key.Key_F2)
    dialog = QApplication.activeModalWidget()
    assert field(dialog, "Consent").isVisible()
    dialog.reject()
    press(writing(staff), Qt.Key.Key_E, CTRL)
    assert interview_of(staff.workspace, staff.interview_id).status is InterviewStatus.SAVED
