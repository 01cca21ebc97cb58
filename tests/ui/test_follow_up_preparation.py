"""Preparation: what is known of the unit, who is to be heard, and a letter that asks for documents."""

from datetime import timedelta

import pytest
from follow_up_parts import Visit, opened
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from shell_parts import button, line, seen, words

from inspektor import clock
from inspektor.actions import assessments, follow_ups
from inspektor.actions import interviews as talks
from inspektor.actions import observations as sights
from inspektor.formats import as_date, date_prose
from inspektor.i18n import tr
from inspektor.queries import interviews
from inspektor.queries.reviews import requests
from inspektor.shapes.enums import InterviewStatus, Notice, Rating, Role, SourceKind, Stance
from ui.screens.follow_up.count_field import CountField
from ui.widgets.list_rows import ListRows
from ui.widgets.tick_list import TickList, TickRow

PLACE = "preparation"

KEY = Qt.Key


@pytest.fixture
def prepared(visit) -> Visit:
    visit.go("preparation")
    return visit


@pytest.fixture
def again(visit, show, qtbot) -> Visit:
    """A second follow-up of the unit; at the first, one requirement was met and one was not."""
    codes = [each.code for each in visit.template.requirements][:2]
    for code, rating in zip(codes, (Rating.NOT_MET, Rating.MET), strict=True):
        seen_there = sights.add(visit.workspace, visit.id, "Något", requirement=code).created("observation")
        tied = (SourceKind.OBSERVATION, seen_there, Stance.CONTRADICTS)
        assessments.set_stance(visit.workspace, visit.id, code, *tied)
        assessments.rate(visit.workspace, visit.id, code, rating)
    of = visit.sheet()
    planned = {"unit_id": of.unit.id, "template_version_id": of.template_version_id, "form": "in_depth"}
    second = follow_ups.plan(visit.workspace, **planned, planned_on=as_date(clock.now()) + timedelta(days=30))
    made = opened(visit.workspace, second.created("follow_up"), show, qtbot, visit.operations)
    made.go("preparation")
    return made


def listed(visit: Visit, name: str) -> ListRows:
    (found,) = [each for each in seen(visit.page, ListRows) if each.accessibleName() == tr(name)]
    return found


def ticks(visit: Visit) -> list[TickRow]:
    (found,) = seen(visit.page, TickList)
    return [row for row in found.all_rows() if isinstance(row, TickRow)]


def mail(visit: Visit) -> str:
    return seen(visit.page, QPlainTextEdit)[0].toPlainText()


def planned(visit: Visit, role: Role) -> int:
    rows = interviews.interviews(visit.workspace, visit.id)
    return sum(row.role is role and row.status is InterviewStatus.PLANNED for row in rows)


def count_of(visit: Visit, number: int) -> QLineEdit:
    return seen(seen(visit.page, CountField)[number], QLineEdit)[0]


# What is known


def test_a_first_visit_says_that_nothing_is_known_yet(prepared):
    assert "Ingen uppföljning av verksamheten är gjord här." in words(prepared.page)
    assert "HVB Björkhaga" in words(prepared.page)
    assert seen(prepared.page, ListRows) == []


def test_last_time_stands_with_what_was_not_met_and_is_still_open(again):
    said = words(again.page)
    assert "1 uppfyllt" in said
    assert "1 ej uppfyllt" in said
    (row,) = listed(again, "Requirements that were not met").all_rows()
    assert row.key == again.template.requirements[0].code
    (row,) = listed(again, "Open deficiencies").all_rows()
    assert "Ingen dag satt" in row.spoken()
    assert len(listed(again, "Earlier follow-ups").all_rows()) == 1


def test_an_earlier_follow_up_is_one_key_away(again, press, qtbot):
    rows = listed(again, "Open deficiencies")
    rows.setFocus()
    press(rows, KEY.Key_Home)
    with qtbot.waitSignal(again.screen.other_asked) as told:
        press(rows, KEY.Key_Return)
    assert told.args[1] == "deficiencies"
    assert told.args[0] != again.id


# Who is to be heard


def test_a_plan_is_made_with_arrows_and_figures(prepared, press):
    management, staff = count_of(prepared, 0), count_of(prepared, 1)
    assert management.hasFocus()
    press(management, KEY.Key_Up)
    press(management, KEY.Key_Up)
    press(management, KEY.Key_Down)
    staff.setFocus()
    staff.selectAll()
    prepared.write(staff, "4")
    press(staff, KEY.Key_Return)
    prepared.settle()
    assert (planned(prepared, Role.MANAGEMENT), planned(prepared, Role.STAFF)) == (1, 4)
    press(management, KEY.Key_Down)
    press(management, KEY.Key_Down)
    assert planned(prepared, Role.MANAGEMENT) == 0
    prepared.operations.undo()
    prepared.settle()
    assert management.text() == "1"


def test_what_is_begun_stands_beside_the_plan(prepared):
    prepared.interview(Role.STAFF)
    talks.plan_interviews(prepared.workspace, prepared.id, Role.STAFF, 2)
    prepared.settle()
    assert "1 påbörjad" in words(prepared.page)
    assert count_of(prepared, 1).text() == "2"


# Documents


def test_everything_the_requirements_read_is_ticked_on_and_in_the_letter(prepared):
    rows = ticks(prepared)
    kinds = [kind for r in prepared.template.requirements for kind in dict.fromkeys(r.documents)]
    assert [row.text for row in rows] == kinds
    assert all(row.ticked for row in rows)
    assert all(f"– {kind}" in mail(prepared) for kind in kinds)


def test_ticked_documents_are_asked_for_in_one_step(prepared, press):
    button(prepared.page, "Choose none").click()
    (view,) = seen(prepared.page, TickList)
    view.setFocus()
    press(view, KEY.Key_Home)
    press(view, KEY.Key_Down)
    for _ in range(2):
        press(view, KEY.Key_Space)
        press(view, KEY.Key_Down)
    wanted = [row.text for row in ticks(prepared) if row.ticked]
    assert len(wanted) == 2
    button(prepared.page, "Begär in 2 dokument").click()
    prepared.settle()
    rows = requests(prepared.workspace, prepared.id)
    assert sorted(row.kind for row in rows) == sorted(wanted)
    assert {row.due for row in rows} == {as_date(clock.now()) + timedelta(days=14)}
    assert len(listed(prepared, "Documents asked for").all_rows()) == 2
    assert all(f"– {kind}" in mail(prepared) for kind in wanted)
    assert "2 begärda dokument väntar" in words(prepared.page)
    prepared.operations.undo()
    assert requests(prepared.workspace, prepared.id) == ()


def test_a_document_that_comes_is_ticked_off_where_it_is_waited_for(prepared, press):
    button(prepared.page, "Choose none").click()
    first = ticks(prepared)[0].key
    seen(prepared.page, TickList)[0].turned.emit(first)
    button(prepared.page, "Begär in 1 dokument").click()
    prepared.settle()
    rows = listed(prepared, "Documents asked for")
    rows.setFocus()
    press(rows, KEY.Key_Home)
    press(rows, KEY.Key_Return)
    prepared.settle()
    (row,) = requests(prepared.workspace, prepared.id)
    assert not row.open
    assert "Inkommen" in rows.all_rows()[0].spoken()


def test_the_letter_is_copied_and_it_is_said(prepared):
    button(prepared.page, "Copy the text").click()
    assert QGuiApplication.clipboard().text() == mail(prepared)
    assert "Texten är kopierad." in words(prepared.page)
    button(prepared.page, "Copy the subject").click()
    assert QGuiApplication.clipboard().text() == line(prepared.page, "Subject").text()
    QGuiApplication.clipboard().clear()
    button(prepared.page, "Choose none").click()
    prepared.settle()
    assert "kopierad" not in words(prepared.page)


def test_the_day_in_the_letter_is_the_day_that_is_chosen(prepared, press):
    due = line(prepared.page, "To be sent in by")
    due.setFocus()
    due.selectAll()
    prepared.write(due, "2099-03-01")
    press(due, KEY.Key_Return)
    prepared.settle()
    assert "senast den 1 mars 2099" in mail(prepared)


def test_an_unannounced_visit_is_not_given_away(visit):
    day = as_date(clock.now()) + timedelta(days=30)
    follow_ups.set_fields(visit.workspace, visit.id, notice=Notice.UNANNOUNCED, planned_on=day)
    visit.go("preparation")
    assert "Besöket är oanmält: mejlet säger inget om det." in words(visit.page)
    assert date_prose(day) not in mail(visit)
