"""The overview: times, texts that save themselves, the team, participants, facts of the unit."""

from datetime import timedelta

from follow_up_parts import CTRL
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shell_parts import button, field, line, seen, words

from inspektor import clock
from inspektor.actions import follow_ups
from inspektor.model.follow_up import TeamMember
from ui.screens.follow_up.overview_team import TeamCard
from ui.widgets.date_field import DateField
from ui.widgets.saved_mark import SavedMark
from ui.widgets.segmented import Segmented


def write(visit, type_text, press, label, text):
    """Replace what a line says, as one who tabs through would."""
    into = line(visit.page, label)
    into.setFocus()
    into.selectAll()
    type_text(into, text)
    press(into, Qt.Key.Key_Return)


def test_the_visit_ends_by_a_button(visit, frozen_clock):
    visit.go("overview")
    frozen_clock.advance(hours=3)
    button(visit.page, "End the visit").click()
    visit.settle()
    assert visit.sheet().visit.departed_at == frozen_clock.moment
    assert line(visit.page, "Departure").text() == "12.36"
    assert [
        each for each in seen(visit.page, type(button(visit.page, "Add"))) if "Avsluta" in each.text()
    ] == []


def test_an_unstarted_visit_begins_by_enter(visit, press):
    follow_ups.set_visit(visit.workspace, visit.sheet().visit.id, arrived_at=None)
    visit.settle()
    visit.go("overview")
    press(visit.screen.focusWidget(), Qt.Key.Key_Return)
    assert visit.sheet().visit.arrived_at == clock.now()


def test_times_can_be_mended_and_nonsense_is_refused_by_the_field(visit, type_text, press):
    visit.go("overview")
    write(visit, type_text, press, "Arrival", "8.15")
    assert clock.local(visit.sheet().visit.arrived_at).strftime("%H.%M") == "08.15"
    write(visit, type_text, press, "Departure", "07.00")
    visit.settle()
    assert visit.sheet().visit.departed_at is None
    assert "inte" in field(visit.page, "Departure").error()
    write(visit, type_text, press, "Departure", "kvart i")
    assert "11.26" in field(visit.page, "Departure").error()


def test_another_day_moves_the_times(visit):
    visit.go("overview")
    before = visit.sheet().visit.arrived_at
    day = seen(visit.page, DateField)[0]
    day.picked.emit(clock.local(before).date() - timedelta(days=1))
    assert visit.sheet().visit.arrived_at == before - timedelta(days=1)


def test_texts_save_themselves_and_say_so(visit, type_text, qtbot):
    visit.go("overview")
    visit.write(visit.text("Facts"), "Nio barn, fyra i personalen")
    qtbot.waitUntil(lambda: visit.sheet().facts_of_the_day == "Nio barn, fyra i personalen")
    assert "Sparat 09.36" in [mark.text() for mark in seen(visit.page, SavedMark)]


def test_undo_gives_a_text_back_to_its_field(visit, type_text, press):
    visit.go("overview")
    visit.write(visit.text("Purpose"), "Granska bemanningen")
    visit.text("Next step").setFocus()
    assert visit.sheet().purpose == "Granska bemanningen"
    visit.operations.undo()
    assert visit.sheet().purpose == ""
    assert visit.text("Purpose").toPlainText() == ""


def test_a_colleagues_text_comes_in_without_disturbing_the_one_that_is_written(visit, type_text):
    visit.go("overview")
    visit.write(visit.text("Purpose"), "Min te")
    follow_ups.set_fields(visit.workspace, visit.id, next_step="Rapport i januari")
    visit.settle()
    assert visit.text("Next step").toPlainText() == "Rapport i januari"
    visit.write(visit.text("Purpose"), "xt")
    assert visit.text("Purpose").toPlainText() == "Min text"


def test_what_is_too_long_is_refused_by_its_field_and_stays_there(visit, press, type_text):
    visit.go("overview")
    number = line(visit.page, "Registry number")
    number.setFocus()
    number.insert("SN " + "1" * 600)
    type_text(number, "1")
    press(number, Qt.Key.Key_Return)
    assert field(visit.page, "Registry number").error()
    assert number.text().startswith("SN 1")
    assert visit.sheet().registry_number == ""


def test_one_answers_on_conflict_of_interest_for_oneself(visit):
    visit.go("overview")
    assert "Ej besvarad" in words(visit.page)
    answer = visit.page.findChild(TeamCard).findChild(Segmented)
    answer.choose("none")
    visit.settle()
    assert visit.sheet().team[0].conflict_of_interest is False
    visit.qtbot.waitUntil(lambda: "Inget jäv" in words(visit.page))


def test_one_who_is_not_in_the_team_can_join(visit):
    member = visit.sheet().team[0]
    visit.operations.change("actions.doors.remove", "remove", _team_row(), member.id, owner=None)
    visit.go("overview")
    button(visit.page.findChild(TeamCard), "Join the team").click()
    assert [each.name for each in visit.sheet().team] == ["Karin Åkerström"]


def _team_row():
    return TeamMember


def test_participants_are_added_by_function_and_taken_away_again(visit, type_text, press):
    visit.go("overview")
    visit.write(line(visit.page, "Function"), "Föreståndare\n")
    visit.write(line(visit.page, "Function"), "Samordnare")
    press(line(visit.page, "Name"), Qt.Key.Key_Return)
    visit.settle()
    assert {each.function for each in visit.sheet().participants} == {"Föreståndare", "Samordnare"}
    visit.qtbot.waitUntil(lambda: "Samordnare" in words(visit.page))
    button(visit.page, "Ta bort Samordnare").click()
    visit.settle()
    assert [each.function for each in visit.sheet().participants] == ["Föreståndare"]
    visit.operations.undo()
    assert len(visit.sheet().participants) == 2


def test_a_participant_without_a_function_is_refused_by_the_field(visit):
    visit.go("overview")
    button(visit.page, "Add").click()
    assert field(visit.page, "Function").error() == "Skriv en funktion."


def test_facts_of_the_unit_stand_there_and_a_protected_address_does_not(visit):
    from inspektor.model.register import Unit

    unit = visit.sheet().unit.id

    def protect(session):
        row = session.get_one(Unit, unit)
        row.address, row.address_protected = "Hemliga gatan 1", True

    visit.workspace.write("protect", protect)
    visit.go("overview")
    assert "Björkhaga Omsorg AB" in words(visit.page)
    assert "Skyddad adress" in words(visit.page)
    assert "Hemliga" not in words(visit.page)


def test_the_history_of_the_follow_up(visit, press, type_text):
    visit.go("overview")
    follow_ups.set_fields(visit.workspace, visit.id, registry_number="SN 2026/0412")
    press(visit.text("Purpose"), Qt.Key.Key_H, CTRL)
    dialog = QApplication.activeModalWidget()
    assert "Diarienummer" in words(dialog)
    assert "Blev: SN 2026/0412" in words(dialog)
    dialog.close()
