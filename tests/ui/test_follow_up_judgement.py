"""Judgement: sources weighed by key and mouse, ratings with their rules by the field, grounds, the deficiency."""

from datetime import date

import pytest
from follow_up_parts import CTRL
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shell_parts import button, field, seen, told, words

from inspektor.actions import assessments, interviews, observations
from inspektor.queries.judgement import deficiencies
from inspektor.shapes.enums import Rating, Role, Severity, SourceKind, Stance
from ui.screens.follow_up.deficiency_form import DeficiencyForm
from ui.screens.follow_up.source_list import SourceList
from ui.widgets.choice import Check
from ui.widgets.date_field import DateField
from ui.widgets.list_rows import ListRows
from ui.widgets.rating_list import RatingList
from ui.widgets.rows import ROW_ROLE
from ui.widgets.segmented import Segmented
from ui.widgets.tick_bar import TickBar

PLACE = "judgement"

ALT = Qt.KeyboardModifier.AltModifier


def sources(visit):
    return seen(visit.page, SourceList)[0]


def rows(visit):
    return sources(visit).model().rows()


def rating(visit):
    return seen(visit.page, RatingList)[0]


@pytest.fixture
def case(visit, frozen_clock):
    """A requirement that management and staff have spoken of, opened for judgement."""
    visit.code = visit.codes(Role.MANAGEMENT, Role.STAFF)[0]
    for role, said in ((Role.MANAGEMENT, "Vaken natt alltid"), (Role.STAFF, "Vi har jour")):
        talk = visit.interview(role, role.value)
        frozen_clock.advance(minutes=1)
        interviews.add_note(
            visit.workspace, visit.id, said, interview_id=talk, requirement=visit.code, question=None
        )
    visit.go("judgement", visit.code)
    return visit


def stances(visit):
    return {source.text: source.stance for source in visit.judged(visit.code).sources}


def test_sources_stand_side_by_side_and_the_silent_say_why(case):
    texts = {row.name: row.text for row in rows(case)}
    assert texts["Ledning"] == "Vaken natt alltid"
    assert texts["Personal"] == "Vi har jour"
    silent = [row for row in rows(case) if not row.key]
    assert silent
    assert all(row.stance is Stance.SILENT for row in silent)
    reasons = {row.text for row in silent}
    assert reasons <= {
        "Ingen i den här gruppen har intervjuats.",
        "Mallen har ingen fråga till den här gruppen.",
    }


def test_stances_are_set_and_taken_back_by_keyboard(case, press):
    listed = sources(case)
    listed.setFocus()
    press(listed, Qt.Key.Key_Home)
    press(listed, Qt.Key.Key_Space)
    case.settle()
    assert stances(case)["Vaken natt alltid"] is Stance.SUPPORTS
    press(listed, Qt.Key.Key_Down)
    press(listed, Qt.Key.Key_Right)
    press(listed, Qt.Key.Key_Space)
    case.settle()
    assert stances(case)["Vi har jour"] is Stance.CONTRADICTS
    press(listed, Qt.Key.Key_Space)
    assert stances(case)["Vi har jour"] is None


def test_stances_are_set_by_mouse(case):
    listed = sources(case)
    area = listed.visualRect(listed.model().index(0))
    from ui.screens.follow_up.source_list import _Columns

    cell = _Columns(area.toRectF()).cells[1].center().toPoint()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.x(), area.center().y()))
    assert stances(case)["Vaken natt alltid"] is Stance.CONTRADICTS


def test_contradictions_and_single_sources_flag_themselves(case):
    talk, other = case.judged(case.code).sources
    assessments.set_stance(case.workspace, case.id, case.code, talk.kind, talk.id, Stance.SUPPORTS)
    case.settle()
    assert told(case.page) == ["Bara ledningen talar för detta"]
    assessments.set_stance(case.workspace, case.id, case.code, other.kind, other.id, Stance.CONTRADICTS)
    case.settle()
    assert told(case.page) == ["Ledning och personal säger emot varandra"]
    assert "Stöder: Ledning. Motsäger: Personal." in words(case.page)
    assert all(row.contradicted for row in rows(case) if row.key)


def test_a_rating_without_a_source_is_refused_by_the_rating(case, press):
    rating(case).focus_current()
    press(QApplication.focusWidget(), Qt.Key.Key_1)
    assert case.judged(case.code).rating is None
    assert rating(case).current() == ""
    assert "källa" in field(case.page, "Judgement").error()


def weigh(case):
    for source in case.judged(case.code).sources:
        assessments.set_stance(case.workspace, case.id, case.code, source.kind, source.id, Stance.CONTRADICTS)
    case.settle()


def test_digits_rate_while_the_rating_has_the_keyboard_and_alt_digits_anywhere(case, press):
    weigh(case)
    rating(case).focus_current()
    press(QApplication.focusWidget(), Qt.Key.Key_1)
    assert case.judged(case.code).rating is Rating.MET
    case.text("Grounds").setFocus()
    press(case.text("Grounds"), Qt.Key.Key_3, ALT)
    assert case.judged(case.code).rating is Rating.NOT_MET


def test_partly_met_opens_the_deficiency_and_its_fields_save_themselves(case, press):
    weigh(case)
    rating(case).focus_current()
    press(QApplication.focusWidget(), Qt.Key.Key_2)
    case.settle()
    assert seen(case.page, DeficiencyForm)
    case.write(case.text("What was observed"), "Vaken natt saknades 9 av 28 nätter")
    case.write(case.text("Expected result"), "Vaken natt alla nätter")
    form = seen(case.page, DeficiencyForm)[0]
    form.findChild(Segmented)._cells["serious"].click()
    day = seen(field(form, "To be remedied by"), DateField)[0]
    case.write(day, "2026-12-18")
    press(day, Qt.Key.Key_Return)
    seen(form, Check)[0].click()
    case.settle()
    opened = case.judged(case.code).deficiency
    assert opened.description == "Vaken natt saknades 9 av 28 nätter"
    assert opened.expected_result == "Vaken natt alla nätter"
    assert (opened.severity, opened.deadline, opened.said_on_site) == (
        Severity.SERIOUS,
        date(2026, 12, 18),
        True,
    )
    assert "Har anmälan till IVO övervägts?" in words(case.page)


def test_an_untouched_deficiency_goes_when_the_rating_changes(case, press):
    weigh(case)
    press(case.screen, Qt.Key.Key_2, ALT)
    case.settle()
    assert seen(case.page, DeficiencyForm)
    press(case.screen, Qt.Key.Key_1, ALT)
    case.settle()
    assert not seen(case.page, DeficiencyForm)


def test_grounds_are_saved_for_the_requirement_they_were_written_for(case, press):
    case.write(case.text("Grounds"), "Ledningens uppgift får inte stöd")
    press(case.text("Grounds"), Qt.Key.Key_PageDown, CTRL)
    case.settle()
    assert case.judged(case.code).grounds == "Ledningens uppgift får inte stöd"
    assert case.text("Grounds").toPlainText() == ""
    press(case.text("Grounds"), Qt.Key.Key_PageUp, CTRL)
    case.settle()
    assert case.text("Grounds").toPlainText() == "Ledningens uppgift får inte stöd"


def test_grounds_that_are_demanded_are_asked_for(case, press):
    press(case.screen, Qt.Key.Key_5, ALT)
    case.settle()
    assert "Skriv varför." in words(case.page)
    case.write(case.text("Grounds"), "Hanns inte med")
    case.go("overview")
    case.go("judgement")
    assert "Skriv varför." not in words(case.page)


def test_the_bar_shows_how_far_and_goes_there(case, press):
    press(case.screen, Qt.Key.Key_5, ALT)
    case.settle()
    assert "1 av 31 krav bedömda" in words(case.page)
    other = case.template.requirements[-1]
    seen(case.page, TickBar)[0].chosen.emit(other.code)
    case.settle()
    assert other.text in words(case.page)
    assert "Krav 31 av 31" in words(case.page)


def test_an_unsorted_note_is_added_as_a_source(case, press):
    interviews.add_note(case.workspace, case.id, "Larmloggen visar 14 larm")
    button(case.page, "Add a source").click()
    case.settle()
    dialog = QApplication.activeModalWidget()
    case.write(QApplication.focusWidget(), "larmlogg")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    press(seen(dialog, ListRows)[0], Qt.Key.Key_Home)
    press(seen(dialog, ListRows)[0], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is button(dialog, "Supports")
    button(dialog, "Contradicts").click()
    case.settle()
    assert stances(case)["Larmloggen visar 14 larm"] is Stance.CONTRADICTS
    assert case.notes()[-1].requirement == case.code
    dialog.close()


def test_an_observation_from_elsewhere_can_speak_here_too(case):
    elsewhere = case.template.requirements[-1].code
    made = observations.add(case.workspace, case.id, "Dörren står öppen", requirement=elsewhere)
    button(case.page, "Add a source").click()
    case.settle()
    dialog = QApplication.activeModalWidget()
    seen(dialog, ListRows)[0].set_current(f"{SourceKind.OBSERVATION.value} {made.created('observation')}")
    seen(dialog, ListRows)[0].chosen.emit("")
    button(dialog, "Supports").click()
    assert stances(case)["Dörren står öppen"] is Stance.SUPPORTS
    assert case.observations()[0].requirement == elsewhere
    dialog.close()


def test_clients_words_stand_without_time_and_label(case):
    talk = case.interview(Role.CLIENT, "Samtal 1")
    interviews.add_note(case.workspace, case.id, "Det kan dröja", interview_id=talk, requirement=case.code)
    case.settle()
    (row,) = [row for row in rows(case) if "Det kan dröja" in row.text]
    assert (row.time, row.second) == ("", "")
    assert row.name == "Barn och unga och vårdnadshavare och anhöriga"  # one child alone is not shown
    for number in (2, 3):
        talk = case.interview(Role.CLIENT, f"Samtal {number}")
        said = f"Ungdom {number} säger så"
        interviews.add_note(case.workspace, case.id, said, interview_id=talk, requirement=case.code)
    case.settle()
    (row,) = [row for row in rows(case) if "Det kan dröja" in row.text]
    assert (row.name, row.second, row.time) == ("Barn och unga", "3 samtal", "")
    assert row.text.endswith("Sammanfattat av 3 samtal.")


def test_the_words_of_clients_are_weighed_in_one_step(case):
    for number in (1, 2, 3):
        talk = case.interview(Role.CLIENT, f"Samtal {number}")
        interviews.add_note(case.workspace, case.id, f"Så {number}", interview_id=talk, requirement=case.code)
    case.settle()
    (row,) = [row for row in rows(case) if row.name == "Barn och unga"]
    sources(case).weighed.emit(row, Stance.CONTRADICTS)
    case.settle()
    assert [stances(case)[f"Så {n}"] for n in (1, 2, 3)] == [Stance.CONTRADICTS] * 3
    case.operations.undo()
    assert [stances(case)[f"Så {n}"] for n in (1, 2, 3)] == [None] * 3


def test_undo_takes_back_a_rating(case, press):
    press(case.screen, Qt.Key.Key_5, ALT)
    case.operations.undo()
    case.settle()
    assert rating(case).current() == ""
    assert case.judged(case.code).rating is None


def test_the_history_of_a_judgement_and_of_a_source(case, press):
    press(case.screen, Qt.Key.Key_5, ALT)
    press(case.text("Grounds"), Qt.Key.Key_H, CTRL)
    dialog = QApplication.activeModalWidget()
    assert "Blev: Ej granskat" in words(dialog)
    dialog.close()
    sources(case).setFocus()
    press(sources(case), Qt.Key.Key_Home)
    press(sources(case), Qt.Key.Key_H, CTRL)
    dialog = QApplication.activeModalWidget()
    assert "Blev: Vaken natt alltid" in words(dialog)
    dialog.close()


def test_deficiencies_are_listed_and_edited_in_their_own_place(case, press):
    weigh(case)
    press(case.screen, Qt.Key.Key_3, ALT)
    case.go("deficiencies")
    assert "1 brist" in words(case.page)
    case.write(case.text("What was observed"), "Ingen vaken personal")
    listed = seen(case.page, ListRows)[0]
    listed.setFocus()
    case.settle()
    assert listed.model().index(0).data(ROW_ROLE).title == "Ingen vaken personal"
    button(case.page, "Open the judgement").click()
    case.settle()
    assert case.screen.place() == "judgement"
    assert case.judged(case.code).text in words(case.page)
    assert [row.description for row in deficiencies(case.workspace, case.id)] == ["Ingen vaken personal"]


def test_without_deficiencies_the_page_says_where_they_come_from(visit):
    visit.go("deficiencies")
    assert "En brist öppnas när ett krav bedöms" in words(visit.page)
    button(visit.page, "Go to the judgement").click()
    assert visit.screen.place() == "judgement"
    assert QKeySequence("Ctrl+PgDown").toString() == "Ctrl+PgDown"


def test_one_rating_is_one_line_of_its_history(case, press):
    weigh(case)
    press(case.screen, Qt.Key.Key_3, ALT)
    case.settle()
    button(case.page, "History of the judgement").click()
    dialog = QApplication.activeModalWidget()
    assert words(dialog).count("Bedöm krav") == 1
    assert "Blev: Ej uppfyllt" in words(dialog)
    dialog.reject()
