"""The judgement's outline: filters by keyboard, who took what, own requirements, last time, and the gaps one step away."""

from datetime import timedelta

import pytest
from builders import a_follow_up
from follow_up_parts import CTRL
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit
from shell_parts import button, field, seen, words

from inspektor import clock
from inspektor.actions import assessments, follow_ups, interviews, observations
from inspektor.model.register import Person
from inspektor.queries.gaps import gaps
from inspektor.queries.judgement import deficiencies, judgement, outline
from inspektor.shapes.enums import DeficiencyStatus, NoteTag, Rating, Role, Severity, SourceKind, Stance
from ui.screens.follow_up.deficiency_form import DeficiencyForm
from ui.screens.follow_up.gap_list import GapList
from ui.widgets.choice import Choice
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.list_rows import ListRows
from ui.widgets.rating_list import RatingList
from ui.widgets.segmented import Segmented
from ui.widgets.step_line import StepLine
from ui.widgets.tick_bar import TickBar

PLACE = "judgement"


def weighed(visit, code, text, stance, role=Role.STAFF, tag=None):
    talk = visit.interview(role, role.value)
    note = interviews.add_note(
        visit.workspace, visit.id, text, interview_id=talk, requirement=code, tag=tag
    ).created("note")
    assessments.set_stance(visit.workspace, visit.id, code, SourceKind.NOTE, note, stance)
    return note


@pytest.fixture
def case(visit):
    """Two requirements with sources, the first of them contradicted, the second rated and resting on one kind."""
    visit.first, visit.second, visit.third = (r.code for r in visit.template.requirements[:3])
    weighed(visit, visit.first, "Ja", Stance.SUPPORTS, Role.MANAGEMENT)
    weighed(visit, visit.first, "Nej", Stance.CONTRADICTS, tag=NoteTag.SERIOUS)
    weighed(visit, visit.second, "Alltid", Stance.SUPPORTS, tag=NoteTag.COME_BACK)
    assessments.rate(visit.workspace, visit.id, visit.second, Rating.MET)
    visit.go("judgement", visit.first)
    return visit


def narrow(visit, key):
    choice = seen(visit.page, Choice)[0]
    choice.set_current(key)
    choice.chosen.emit(key)
    visit.settle()


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("contradicted", ["first"]),
        ("single", ["second"]),
        ("serious", ["first"]),
        ("come_back", ["second"]),
        ("grounds", ["second"]),
        ("deficient", []),
        ("mine", []),
    ],
)
def test_filters_leave_what_they_say_and_count_it(case, press, key, codes):
    choice = seen(case.page, Choice)[0]
    assert choice.itemText(choice.findData(key)).endswith(f"· {len(codes)}")
    narrow(case, key)
    press(case.page, Qt.Key.Key_O, CTRL)
    case.settle()
    listed = [row.key for view in seen(case.page, ListRows) for row in view.all_rows()]
    assert listed == [getattr(case, name) for name in codes]
    if not codes:
        button(case.page, "Show all requirements").click()
        case.settle()
        assert len(seen(case.page, ListRows)[0].all_rows()) == 31


def test_stepping_keeps_to_the_filter_and_f8_finds_the_unrated(case, press):
    narrow(case, "come_back")
    assert "Utanför filtret" in words(case.page)
    press(case.page, Qt.Key.Key_PageDown, CTRL)
    case.settle()
    assert case.template.requirement(case.second).text in words(case.page)
    assert "Krav 1 av 1" in words(case.page)
    press(case.page, Qt.Key.Key_F8)
    case.settle()
    assert case.template.requirement(case.third).text in words(case.page)
    assert [tick.faint for tick in seen(case.page, TickBar)[0]._ticks[:3]] == [True, False, True]


def test_the_list_opens_a_requirement_for_judging(case, press):
    press(case.page, Qt.Key.Key_O, CTRL)
    case.settle()
    view = seen(case.page, ListRows)[0]
    assert QApplication.focusWidget() is view
    assert "motsägs" in view.row(case.first).second
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)
    case.settle()
    assert case.template.requirement(case.second).text in words(case.page)
    assert seen(case.page, RatingList)[0].isAncestorOf(QApplication.focusWidget())


def test_two_inspectors_see_who_took_what(case, press):
    colleague = clock.new_id()
    person = Person(id=colleague, name="Johan Ek", title="Uppföljare")
    case.workspace.write("person", lambda session: session.add(person))
    follow_ups.add_to_team(case.workspace, case.id, colleague)
    case.settle()
    button(case.page, "Take it").click()
    case.settle()
    assert outline(case.workspace, case.id)[0].taken_name == case.workspace.profile.name
    assert "Du har tagit kravet" in words(case.page)
    choice = seen(case.page, Choice)[0]
    assert choice.itemText(choice.findData("mine")).endswith("· 1")
    press(case.page, Qt.Key.Key_O, CTRL)
    case.settle()
    assert seen(case.page, ListRows)[0].row(case.first).end[0] == "KÅ"
    press(case.page, Qt.Key.Key_T, CTRL)
    case.settle()
    assert outline(case.workspace, case.id)[0].taken_by is None


def test_one_alone_is_not_asked_who_takes_what(case):
    assert "Ingen har tagit kravet" not in words(case.page)


def test_an_own_requirement_is_added_and_judged(case, press):
    press(case.page, Qt.Key.Key_O, CTRL)
    case.settle()
    button(case.page, "Own requirement").click()
    case.settle()
    dialog = QApplication.activeModalWidget()
    case.write(seen(dialog, QPlainTextEdit)[0], "Grinden ska vara låst nattetid")
    button(dialog, "Add").click()
    case.settle()
    case.settle()
    assert "Grinden ska vara låst nattetid" in words(case.page)
    row = next(row for row in outline(case.workspace, case.id) if row.own)
    case.screen.activateWindow()
    case.qtbot.waitUntil(case.screen.isActiveWindow)
    seen(case.page, RatingList)[0].focus_current()
    press(QApplication.focusWidget(), Qt.Key.Key_5)
    assert judgement(case.workspace, case.id, row.code).rating is Rating.NOT_REVIEWED


def test_strengths_are_kept_beside_the_grounds(case):
    case.write(case.text("Strengths and good examples"), "Personalen känner barnen väl")
    case.go("overview")
    assert case.judged(case.first).strengths == "Personalen känner barnen väl"
    assert case.judged(case.first).grounds == ""


def test_delete_takes_a_source_away_and_undo_brings_it_back(case, press):
    from ui.screens.follow_up.source_list import SourceList

    view = seen(case.page, SourceList)[0]
    view.setFocus()
    press(view, Qt.Key.Key_Home)
    press(view, Qt.Key.Key_Delete)
    case.settle()
    assert len(case.judged(case.first).sources) == 1
    case.operations.undo()
    case.settle()
    assert len(case.judged(case.first).sources) == 2


def test_last_time_stands_above_the_new_rating(visit, frozen_clock):
    code, other = (r.code for r in visit.template.requirements[:2])
    earlier = visit.id
    note = weighed(visit, code, "Nej", Stance.CONTRADICTS)
    assert note
    assessments.rate(visit.workspace, earlier, code, Rating.PARTLY_MET)
    assessments.set_grounds(visit.workspace, earlier, code, "Nätterna saknades.")
    row = assessments.deficiency_id(earlier, code)
    day = clock.local(clock.now()).date()
    assessments.set_deficiency(visit.workspace, row, description="Vaken natt saknas", deadline=day)
    frozen_clock.advance(days=300)
    sheet = visit.sheet()
    planned = {"unit_id": sheet.unit.id, "template_version_id": sheet.template_version_id, "form": "in_depth"}
    later = follow_ups.plan(visit.workspace, **planned).created("follow_up")
    follow_ups.arrive(visit.workspace, later)
    found = judgement(visit.workspace, later, code)
    assert (found.last_time.rating, found.last_time.grounds) == (Rating.PARTLY_MET, "Nätterna saknades.")
    assert [each.description for each in found.open_before] == ["Vaken natt saknas"]
    assert judgement(visit.workspace, later, other).last_time is None
    assert judgement(visit.workspace, earlier, code).last_time is None
    another_unit = a_follow_up(visit.workspace)
    assert judgement(visit.workspace, another_unit, code).open_before == ()


def test_a_gap_opens_the_very_requirement(case):
    case.go("report")
    view = seen(case.page, GapList)[0]
    wanted = next(gap for gap in gaps(case.workspace, case.id) if gap.code == "grounds")
    assert (wanted.place, wanted.detail) == ("judgement", case.second)
    view.opened.emit(wanted.place, wanted.detail)
    case.settle()
    assert case.screen.place() == "judgement"
    assert case.template.requirement(case.second).text in words(case.page)


def test_many_gaps_of_a_kind_unfold(case, press):
    case.go("report")
    view = seen(case.page, GapList)[0]
    assert "30 krav är inte bedömda." in words(view)
    shown = [
        each for each in seen(view, QAbstractButton) if "30 krav är inte bedömda." in each.accessibleName()
    ]
    next(each for each in shown if each.accessibleName().startswith("Visa alla")).click()
    (rows,) = [each for each in seen(view, ListRows) if len(each.all_rows()) == 30]
    assert QApplication.focusWidget() is rows
    press(rows, Qt.Key.Key_Return)
    case.settle()
    assert case.screen.place() == "judgement"


def test_unsorted_notes_open_the_sorting(case):
    interviews.add_note(case.workspace, case.id, "Lösa tankar")
    case.screen.go_to("sorting")
    case.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_the_deficiency_begins_with_what_was_seen_and_never_with_what_was_said(case):
    seen_at = clock.now() - timedelta(minutes=5)
    made = observations.add(
        case.workspace, case.id, "Läkemedelsskåpet olåst", requirement=case.third, place="Kontoret"
    ).created("observation")
    observations.set_fields(case.workspace, made, observed_at=seen_at)
    assessments.set_stance(
        case.workspace, case.id, case.third, SourceKind.OBSERVATION, made, Stance.CONTRADICTS
    )
    assessments.rate(case.workspace, case.id, case.third, Rating.NOT_MET)
    assessments.rate(case.workspace, case.id, case.first, Rating.NOT_MET)
    found = {row.requirement: row for row in deficiencies(case.workspace, case.id)}
    third = found[case.third]
    assert (third.description, third.place, third.observed_at) == (
        "Läkemedelsskåpet olåst",
        "Kontoret",
        seen_at,
    )
    assert (found[case.first].description, found[case.first].observed_at) == ("", None)
    assessments.rate(case.workspace, case.id, case.third, Rating.MET)
    assert len(deficiencies(case.workspace, case.id)) == 1  # what was filled in is no writing


def test_a_deficiency_is_written_up_and_the_provider_told(case, press):
    assessments.rate(case.workspace, case.id, case.first, Rating.NOT_MET)
    case.go("deficiencies")
    button(case.page, "The provider has been told").click()
    case.settle()
    assert "vad som förväntas" in field(case.page, "What was observed").error()
    case.write(case.text("What was observed"), "Vaken natt saknas")
    case.write(case.text("Expected result"), "Vaken natt alla nätter")
    form = seen(case.page, DeficiencyForm)[0]
    day, deadline = seen(form, DateField)
    case.write(day, "2026-03-04")
    press(day, Qt.Key.Key_Return)
    at = seen(form, TimeField)[0]
    at.selectAll()
    case.write(at, "08.15")
    press(at, Qt.Key.Key_Return)
    coming = clock.local(clock.now()).date() + timedelta(days=12)
    case.write(deadline, coming.isoformat())
    press(deadline, Qt.Key.Key_Return)
    case.settle()
    (row,) = deficiencies(case.workspace, case.id)
    assert clock.local(row.observed_at).strftime("%Y-%m-%d %H.%M") == "2026-03-04 08.15"
    assert "Om 12 dagar" in words(form)
    button(case.page, "The provider has been told").click()
    case.settle()
    (row,) = deficiencies(case.workspace, case.id)
    assert row.status is DeficiencyStatus.COMMUNICATED
    assert seen(case.page, StepLine)[0].accessibleDescription() == "Meddelad"


def test_a_serious_deficiency_asks_about_ivo_until_it_has_a_reason(case):
    assessments.rate(case.workspace, case.id, case.first, Rating.NOT_MET)
    row = assessments.deficiency_id(case.id, case.first)
    assert "ivo" not in {gap.code for gap in gaps(case.workspace, case.id)}
    assessments.set_deficiency(case.workspace, row, severity=Severity.CRITICAL)
    assert "ivo" in {gap.code for gap in gaps(case.workspace, case.id)}
    assessments.set_deficiency(case.workspace, row, ivo_considered=True)
    assert "ivo" in {gap.code for gap in gaps(case.workspace, case.id)}
    assessments.set_deficiency(case.workspace, row, ivo_reason="Anmält 26 november till IVO öst")
    assert "ivo" not in {gap.code for gap in gaps(case.workspace, case.id)}
    case.go("deficiencies")
    assert seen(case.page, Segmented)[0].current() == "critical"
