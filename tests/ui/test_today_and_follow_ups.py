"""Today, the list of follow-ups, and what begins one: from the window, by keys and by mouse."""

from datetime import timedelta

import pytest
from builders import a_follow_up
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shell_parts import CTRL, button, field, line, seen, words

from inspektor import clock, formats
from inspektor.actions import assessments, follow_ups, interviews, register
from inspektor.i18n import tr
from inspektor.queries.follow_ups import follow_ups as rows_of
from inspektor.queries.follow_ups import sheet
from inspektor.queries.interviews import notes
from inspektor.queries.register import units
from inspektor.shapes.enums import FollowUpStatus, Form, Mode, Notice, Rating, SourceKind, Stance
from ui.lists.follow_up_table import FollowUpTable
from ui.screens.follow_up import FollowUpScreen
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice
from ui.widgets.lines import SearchField
from ui.widgets.list_rows import ListRows
from ui.widgets.pick_line import PickLine

NONE = Qt.KeyboardModifier.NoModifier


def said(view: ListRows) -> list[str]:
    model = view.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def lists(shell) -> dict[str, list[str]]:
    return {view.accessibleName(): said(view) for view in seen(shell.page(), ListRows)}


@pytest.fixture
def day(shell):
    return clock.local(clock.now()).date()


def test_an_empty_workspace_says_what_will_be_here_and_what_to_do(shell, qtbot):
    sentence = tr("Here you will see visits to come, what you have begun, and dates to keep.")
    qtbot.waitUntil(lambda: sentence in words(shell.page()))
    button(shell.page(), "Plan a follow-up").click()
    assert tr("Plan a follow-up") in words(shell.dialog())


def test_the_next_visit_stands_first_and_enter_starts_it(shell, qtbot, press, day):
    later = a_follow_up(shell.workspace, planned_on=day + timedelta(days=9), form="annual_check")
    first = a_follow_up(shell.workspace, planned_on=day + timedelta(days=1), registry_number="SN 2026/0412")
    shell.go("today")

    def start():
        return button(shell.page(), "Start the visit")

    qtbot.waitUntil(lambda: "SN 2026/0412" in words(shell.page()))
    chips = " ".join(each.text() for each in seen(shell.page(), Chip))
    assert formats.relative_day(day + timedelta(days=1), day) in chips
    assert len(lists(shell)[tr("Dates to keep")]) == 1
    qtbot.waitUntil(start().hasFocus)
    press(start(), Qt.Key.Key_Return)
    assert sheet(shell.workspace, first).visit.arrived_at is not None
    assert sheet(shell.workspace, first).status is FollowUpStatus.IN_PROGRESS
    assert len(seen(shell.window, FollowUpScreen)) == 1
    assert sheet(shell.workspace, later).visit is None


def test_what_is_begun_and_what_is_late_have_their_rows(shell, qtbot, day):
    follow_up = a_follow_up(shell.workspace)
    workspace = shell.workspace
    follow_ups.arrive(workspace, follow_up)
    interviews.add_note(workspace, follow_up, "Ensam var tredje natt", requirement="HVB-BU-4.1")
    note = notes(workspace, follow_up)[0].id
    assessments.set_stance(workspace, follow_up, "HVB-BU-4.1", SourceKind.NOTE, note, Stance.CONTRADICTS)
    assessments.rate(workspace, follow_up, "HVB-BU-4.1", Rating.NOT_MET)
    deficiency = assessments.deficiency_id(follow_up, "HVB-BU-4.1")
    assessments.set_deficiency(
        workspace, deficiency, description="Vaken natt saknas", deadline=day - timedelta(days=8)
    )
    shell.go("today")
    qtbot.waitUntil(lambda: len(lists(shell).get(tr("Begun"), [])) == 1)
    late = lists(shell)[tr("Dates to keep")][0]
    assert "Vaken natt saknas" in late
    assert formats.relative_day(day - timedelta(days=8), day) in late
    rows = next(view for view in seen(shell.page(), ListRows) if view.accessibleName() == tr("Begun"))
    rows.opened.emit(follow_up)
    assert len(seen(shell.window, FollowUpScreen)) == 1


def test_an_unannounced_visit_is_a_unit_a_template_and_enter(shell, qtbot, press, type_text):
    a_follow_up(shell.workspace)
    press(shell.window, Qt.Key.Key_N, CTRL)
    dialog = shell.dialog()
    pick = seen(dialog, PickLine)[0]
    qtbot.waitUntil(pick.hasFocus)
    type_text(pick, "björk")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(seen(dialog, Choice)[0].hasFocus)
    press(seen(dialog, Choice)[0], Qt.Key.Key_Return)
    begun = [row for row in rows_of(shell.workspace) if row.notice is Notice.UNANNOUNCED]
    assert len(begun) == 1
    assert begun[0].arrived_at is not None
    assert begun[0].status is FollowUpStatus.IN_PROGRESS
    assert len(seen(shell.window, FollowUpScreen)) == 1


def test_a_unit_nobody_knows_is_registered_at_the_door(shell, qtbot, press, type_text):
    from inspektor.actions.templates import publish_library

    publish_library(shell.workspace)
    ensure_person(shell)
    press(shell.window, Qt.Key.Key_N, CTRL)
    dialog = shell.dialog()
    qtbot.waitUntil(lambda: line(dialog, "Name of the unit").isVisible())
    button(dialog, "Begin the visit").click()
    assert field(dialog, "Provider").error() == tr("Fill in this field.")
    type_text(line(dialog, "Provider"), "Ankaret AB")
    type_text(line(dialog, "Name of the unit"), "Familjerådgivningen Ankaret")
    type_text(line(dialog, "Kind of service"), "Familjerådgivning\n")
    assert [unit.name for unit in units(shell.workspace)] == ["Familjerådgivningen Ankaret"]
    assert [row.unit for row in rows_of(shell.workspace)] == ["Familjerådgivningen Ankaret"]


def ensure_person(shell) -> None:
    """The first start makes the person; these workspaces are made without it."""
    from inspektor.model.register import Person

    profile = shell.workspace.profile
    person = Person(id=profile.person_id, name=profile.name, title=profile.title)
    shell.workspace.write("person", lambda session: session.add(person))


def test_planning_takes_everything_that_was_written(shell, qtbot, press, type_text):
    a_follow_up(shell.workspace)
    register_colleague(shell)
    shell.go("follow_ups")
    qtbot.waitUntil(lambda: len(seen(shell.page(), FollowUpTable)) == 1)
    button(shell.page(), "Plan a follow-up").click()
    dialog = shell.dialog()
    type_text(line(dialog, "Unit"), "HVB Björkhaga · Björkhaga Omsorg AB")
    choices = {each.accessibleName(): each for each in seen(dialog, Choice)}
    choices[tr("Form")].set_current(Form.TARGETED)
    type_text(line(dialog, "Together with"), "johan\n")
    qtbot.waitUntil(lambda: button(dialog, "Ta bort Johan Lind").isVisible())
    button(dialog, "Digital").click()
    type_text(line(dialog, "Date of the visit"), "2026-12-18")
    type_text(line(dialog, "Registry number"), "SN 2026/9")
    button(dialog, "Plan the follow-up").click()
    planned = next(row for row in rows_of(shell.workspace) if row.registry_number == "SN 2026/9")
    whole = sheet(shell.workspace, planned.id)
    assert (whole.form, whole.mode, whole.notice) == (Form.TARGETED, Mode.DIGITAL, Notice.ANNOUNCED)
    assert formats.date_iso(whole.planned_on) == "2026-12-18"
    assert sorted(member.name for member in whole.team) == ["Johan Lind", "Karin Åkerström"]
    assert len(seen(shell.window, FollowUpScreen)) == 1


def register_colleague(shell) -> None:
    from inspektor.model.register import Person

    shell.workspace.write(
        "person", lambda session: session.add(Person(name="Johan Lind", title="Uppföljare"))
    )


def test_a_unit_must_be_chosen_and_a_date_must_be_one(shell, qtbot, type_text):
    a_follow_up(shell.workspace)
    shell.inside.plan()
    dialog = shell.dialog()
    type_text(line(dialog, "Date of the visit"), "snart\n")
    assert field(dialog, "Date of the visit").error()
    button(dialog, "Plan the follow-up").click()
    assert dialog.isVisible()
    line(dialog, "Date of the visit").clear()
    line(dialog, "Date of the visit").settle()
    button(dialog, "Plan the follow-up").click()
    assert field(dialog, "Unit").error()


def three_follow_ups(shell) -> None:
    """SN 1 and SN 2 of one home, the second under way, and SN 3 of a unit on Å."""
    a_follow_up(shell.workspace, registry_number="SN 1", form="annual_check")
    begun = a_follow_up(shell.workspace, registry_number="SN 2")
    follow_ups.arrive(shell.workspace, begun)
    provider = register.add_provider(shell.workspace, name="Ömheten AB").created("provider")
    unit = register.add_unit(
        shell.workspace, provider_id=provider, name="Åsgården", service_type="HVB"
    ).created("unit")
    version = sheet(shell.workspace, begun).template_version_id
    follow_ups.plan(
        shell.workspace, unit_id=unit, template_version_id=version, form="targeted", registry_number="SN 3"
    )


def test_the_list_sorts_filters_searches_and_remembers(shell, qtbot, type_text, press, day, begin):
    three_follow_ups(shell)
    page = shell.go("follow_ups")
    qtbot.waitUntil(lambda: len(seen(page, FollowUpTable)) == 1)
    table = seen(page, FollowUpTable)[0]

    def numbers() -> list[str]:
        model = table.model()
        return [model.index(n, 5).data() for n in range(model.rowCount())]

    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert numbers()[-1] == "SN 3", "Å stands last"
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert numbers()[0] == "SN 3"
    button(page, tr("Under way {n}").format(n=1)).click()
    assert numbers() == ["SN 2"]
    button(page, tr("All {n}").format(n=3)).click()
    search = seen(page, SearchField)[0]
    type_text(search, "åsg öm")
    qtbot.waitUntil(lambda: numbers() == ["SN 3"])
    type_text(search, "xyz")
    qtbot.waitUntil(lambda: tr("No follow-up matches what you look for.") in words(page))
    press(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(numbers()) == 3)
    table.header().resizeSection(0, 311)
    press(table, Qt.Key.Key_Home)
    press(table, Qt.Key.Key_Return)
    assert len(seen(shell.window, FollowUpScreen)) == 1
    shell.window.close()
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    again = begin(shell.folder)
    assert FollowUpTable(again.program._state).header().sectionSize(0) == 311
