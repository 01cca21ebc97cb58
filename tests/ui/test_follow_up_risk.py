"""What cannot wait: raised by F9, written without a word lost, ticked by keyboard, open on Today until taken over."""

import pytest
from builders import a_follow_up, a_workspace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from shell_parts import button, line, seen, words

from inspektor.actions import risks
from inspektor.i18n import tr
from inspektor.model.register import Person
from inspektor.queries import risks as queries
from ui.dialogs.paper import PaperDialog
from ui.jobs import InstantJobs
from ui.operations import Operations
from ui.screens.today import TodayScreen
from ui.widgets.choice import Check
from ui.widgets.list_rows import ListRows
from ui.widgets.pick_line import PickLine

PLACE = "interviews"

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def grave(visit, press):
    """The page, gone to by F9 from the interviews."""
    visit.go("interviews")
    press(visit.page, Qt.Key.Key_F9)
    visit.settle()
    return visit


def sheet(visit):
    (row,) = queries.risks(visit.workspace, visit.id)
    return queries.risk(visit.workspace, row.id)


def said(visit) -> QPlainTextEdit:
    return visit.text("What was said or seen")


def checks(visit) -> list[Check]:
    return seen(visit.page, Check)


def test_f9_leads_to_an_empty_record_and_makes_none(grave):
    assert grave.screen.place() == "risk"
    assert said(grave).hasFocus()
    assert len(checks(grave)) == len(queries.proposed_steps(grave.workspace, grave.id))
    assert queries.risks(grave.workspace, grave.id) == ()


def test_esc_goes_back_to_where_one_was(grave, press):
    press(said(grave), Qt.Key.Key_Escape)
    assert grave.screen.place() == "interviews"
    assert queries.risks(grave.workspace, grave.id) == ()


def test_the_record_is_made_at_its_first_letters_and_keeps_all(grave):
    grave.write(said(grave), "Hon är rädd")
    grave.qtbot.waitUntil(lambda: len(queries.risks(grave.workspace, grave.id)) == 1)
    grave.write(said(grave), " för natten")
    grave.write(line(grave.page, "By whom"), "Kim\n")
    grave.go("overview")
    found = sheet(grave)
    assert (found.said, found.by) == ("Hon är rädd för natten", "Kim")
    assert [step.text for step in found.steps] == list(queries.proposed_steps(grave.workspace, grave.id))


def test_a_tick_makes_it_too_and_sets_the_time(grave):
    checks(grave)[1].click()
    grave.settle()
    step = sheet(grave).steps[1]
    assert step.done_at is not None
    assert line(grave.page, "Who").text() == step.person == grave.workspace.profile.name
    grave.write(grave.text("Result"), "Ambulans på väg")
    grave.go("overview")
    assert sheet(grave).steps[1].result == "Ambulans på väg"


def test_steps_are_added_moved_and_taken_away_by_keyboard(grave, press):
    n = len(checks(grave))
    more = next(each for each in seen(grave.page, QLineEdit) if each.accessibleName() == tr("One more step"))
    grave.write(more, "Ring biståndshandläggaren\n")
    grave.settle()
    assert checks(grave)[-1].text() == "Ring biståndshandläggaren"
    checks(grave)[-1].setFocus()
    press(checks(grave)[-1], Qt.Key.Key_Up, ALT)
    grave.settle()
    assert sheet(grave).steps[n - 1].text == "Ring biståndshandläggaren"
    grave.operations.undo()
    grave.settle()
    assert sheet(grave).steps[n].text == checks(grave)[n].text() == "Ring biståndshandläggaren"


def test_undo_shows_what_was_written_before(grave):
    grave.write(said(grave), "Först")
    grave.go("overview")
    grave.go("risk")
    grave.write(said(grave), "Mer. ")
    grave.go("overview")
    grave.go("risk")
    grave.operations.undo()
    grave.settle()
    assert said(grave).toPlainText() == sheet(grave).said == "Först"


def test_the_head_is_chosen_or_written(grave):
    grave.workspace.write("p", lambda session: session.add(Person(id="bo", name="Bo Bok")))
    grave.write(said(grave), "Något")
    grave.go("overview")
    grave.go("risk")
    grave.settle()
    head = seen(grave.page, PickLine)[0]
    grave.write(head, "bo\n")
    grave.settle()
    assert (sheet(grave).head_id, sheet(grave).head) == ("bo", "Bo Bok")
    assert tr("Only you can read this. {head} can once you share a folder.").format(head="Bo Bok") in words(
        grave.page
    )
    head.selectAll()
    grave.write(head, "Eva Utanför\n")
    grave.settle()
    assert (sheet(grave).head_id, sheet(grave).head) == (None, "Eva Utanför")


def test_a_second_one_is_begun_by_f9_and_both_stand_in_the_list(grave, press):
    grave.write(said(grave), "Ett")
    grave.qtbot.waitUntil(lambda: len(queries.risks(grave.workspace, grave.id)) == 1)
    grave.settle()
    press(said(grave), Qt.Key.Key_F9)
    grave.settle()
    assert said(grave).toPlainText() == ""
    grave.write(said(grave), "Två")
    grave.go("overview")
    grave.go("risk")
    grave.settle()
    assert len(seen(grave.page, ListRows)[0].all_rows()) == 2


def test_a_record_raised_by_mistake_is_taken_away_and_comes_back(grave):
    grave.write(said(grave), "Fel")
    grave.qtbot.waitUntil(lambda: len(queries.risks(grave.workspace, grave.id)) == 1)
    grave.settle()
    button(grave.page, "Delete the record").click()
    grave.settle()
    assert queries.risks(grave.workspace, grave.id) == ()
    assert said(grave).toPlainText() == ""
    grave.operations.undo()
    grave.settle()
    assert sheet(grave).said == "Fel"


def test_one_who_may_not_read_it_can_say_who_took_over(visit):
    made = risks.raise_risk(visit.workspace, visit.id, said="hemligt")
    with visit.workspace._bookkeeping() as connection:
        connection.exec_driver_sql("UPDATE risk SET sealed = 'AAAA'")
        connection.exec_driver_sql("UPDATE risk_step SET sealed = 'AAAA'")
    visit.go("risk", made.created("risk"))
    assert not seen(visit.page, QPlainTextEdit)
    assert not any(each.isEnabled() for each in checks(visit))
    visit.write(line(visit.page, "Who took over?"), "Socialjouren\n")
    visit.settle()
    assert queries.open_risks(visit.workspace) == ()


def test_the_page_holds_what_was_typed_last_and_says_that_the_file_is_open_to_all(grave, tmp_path):
    grave.write(said(grave), "Allra sist")
    grave.qtbot.waitUntil(lambda: len(queries.risks(grave.workspace, grave.id)) == 1)
    grave.settle()
    grave.write(said(grave), " och ett ord till")
    button(grave.page, "Print or save the page").click()
    grave.settle()
    shown = seen(grave.page, PaperDialog)[0]
    assert "inte längre skyddad" in words(shown)
    grave.page._paper.save(tmp_path / "blad.pdf")
    grave.settle()
    assert sheet(grave).said == "Allra sist och ett ord till"
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    assert tr("The page is saved.") in words(shown)


def test_nothing_on_the_page_is_louder_than_elsewhere(grave):
    assert "risk" not in words(grave.page).lower()


@pytest.fixture
def today(tmp_path, qapp, show, qtbot):
    workspace = a_workspace(tmp_path / "arbetsyta")
    follow_up = a_follow_up(workspace)
    risk = risks.raise_risk(workspace, follow_up, said="kanarie").created("risk")
    operations = Operations(InstantJobs(), workspace)
    screen = TodayScreen(operations)
    screen.resize(1208, 900)
    show(screen)
    screen.arrive()
    qtbot.wait(150)
    yield screen, workspace, follow_up, risk
    operations.close()
    workspace.close()


def test_today_shows_that_it_is_open_and_nothing_of_what_it_is(today, press, qtbot):
    screen, _, follow_up, risk = today
    rows = seen(screen, ListRows)[0]
    (row,) = rows.all_rows()
    assert row.title == tr("Grave risk, open")
    assert "kanarie" not in row.spoken()
    assert rows.hasFocus()
    with qtbot.waitSignal(screen.risk_opened) as opened:
        press(rows, Qt.Key.Key_Return)
    assert opened.args == [follow_up, "risk", risk]


def test_today_forgets_it_once_somebody_took_over(today, qtbot):
    screen, _, _, risk = today
    screen._operations.change("actions.risks.take_over", risk, owner=None, taken_over_by="Socialjouren")
    qtbot.waitUntil(
        lambda: tr("Grave risk, open") not in [r.title for v in seen(screen, ListRows) for r in v.all_rows()]
    )
