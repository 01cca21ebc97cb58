"""The register: registering and changing providers and units, each fault by its field."""

import pytest
from builders import a_follow_up
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from shell_parts import CTRL, button, field, line, seen, words

from inspektor.actions import assessments, observations, register
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_n
from inspektor.queries.register import providers, units
from inspektor.queries.templates import asked
from inspektor.shapes.enums import LegalBasis, Rating, Regime, SourceKind, Stance
from ui.dialogs.new_follow_up import NewFollowUpDialog
from ui.screens.register.checked_line import CheckedLine
from ui.widgets.choice import Check, Choice
from ui.widgets.lines import SearchField
from ui.widgets.list_rows import ListRows

RIGHT, WRONG = "556016-0680", "556016-0681"


def listed(page) -> list[str]:
    views = [each for each in seen(page, ListRows) if each.accessibleName() == tr("The register")]
    return [view.model().index(n, 0).data() for view in views for n in range(view.model().rowCount())]


def rows_of(root, name: str) -> ListRows:
    return next(each for each in seen(root, ListRows) if each.accessibleName() == tr(name))


@pytest.fixture
def page(shell, qtbot):
    provider = register.add_provider(shell.workspace, name="Ankaret AB").created("provider")
    for name in ("Örnen", "Åsgården", "Bryggan"):
        register.add_unit(shell.workspace, provider_id=provider, name=name, service_type="HVB")
    page = shell.go("register")
    qtbot.waitUntil(lambda: len(listed(page)) == 3)
    return page


def test_an_empty_register_says_what_to_do(shell, qtbot):
    page = shell.go("register")
    qtbot.waitUntil(lambda: tr("Here you will see the providers and their units.") in words(page))


def test_a_wrong_organisation_number_stands_by_its_field_and_a_right_one_is_kept(
    shell, page, qtbot, type_text, press
):
    button(page, "New provider").click()
    dialog = shell.dialog()
    type_text(line(dialog, "Name"), "Björkhaga Omsorg AB")
    type_text(line(dialog, "Organisation number"), WRONG + "\n")
    with pytest.raises(RuleBroken) as broken:
        register.add_provider(shell.workspace, name="x", organisation_number=WRONG)
    assert field(dialog, "Organisation number").error() == broken.value.text()
    press(line(dialog, "Organisation number"), Qt.Key.Key_A, CTRL)
    type_text(line(dialog, "Organisation number"), RIGHT + "\n")
    made = next(each for each in providers(shell.workspace) if each.name == "Björkhaga Omsorg AB")
    assert made.organisation_number == RIGHT
    qtbot.waitUntil(lambda: len(listed(page)) == 2)
    assert line(page, "Name").text() == "Björkhaga Omsorg AB"


def test_a_changed_number_is_checked_when_one_leaves_it(shell, page, qtbot, type_text, press):
    button(page, "Providers").click()
    number = seen(field(page, "Organisation number"), CheckedLine)[0]
    number.setFocus()
    type_text(number, WRONG)
    assert field(page, "Organisation number").error() == ""
    press(number, Qt.Key.Key_Tab)
    assert field(page, "Organisation number").error()
    assert providers(shell.workspace)[0].organisation_number == ""
    press(number, Qt.Key.Key_A, CTRL)
    type_text(number, RIGHT + "\n")
    assert field(page, "Organisation number").error() == ""
    assert providers(shell.workspace)[0].organisation_number == RIGHT


def test_what_is_written_of_a_unit_is_saved_as_it_is_written(shell, page, qtbot, type_text):
    assert line(page, "Name of the unit").text() == "Bryggan"
    type_text(line(page, "Manager"), "Åke Öberg")
    qtbot.waitUntil(lambda: units(shell.workspace)[0].manager == "Åke Öberg")
    type_text(line(page, "Places"), "nio\n")
    assert field(page, "Places").error() == tr("Write a whole number.")
    line(page, "Places").clear()
    type_text(line(page, "Places"), "9\n")
    basis = seen(field(page, "Legal basis"), Choice)[0]
    basis.set_current(LegalBasis.LOV)
    basis.chosen.emit(LegalBasis.LOV)
    seen(page, Check)[0].click()
    unit = units(shell.workspace)[0]
    assert (unit.places, unit.legal_basis, unit.address_protected) == (9, LegalBasis.LOV, True)


def test_an_empty_name_is_refused_by_its_field(shell, page, qtbot, type_text, press):
    name = line(page, "Name of the unit")
    press(name, Qt.Key.Key_A, CTRL)
    press(name, Qt.Key.Key_Delete)
    type_text(name, "\n")
    qtbot.waitUntil(lambda: field(page, "Name of the unit").error() != "")
    assert units(shell.workspace)[0].name == "Bryggan"


def test_the_list_stands_in_swedish_order_and_finds_anything(page, qtbot, type_text):
    assert [each.split(",")[0] for each in listed(page)] == ["Bryggan", "Åsgården", "Örnen"]
    type_text(seen(page, SearchField)[0], "åsg")
    qtbot.waitUntil(lambda: len(listed(page)) == 1)
    assert line(page, "Name of the unit").text() == "Åsgården"


def test_a_new_unit_is_shown_when_it_is_registered(shell, page, qtbot, type_text):
    button(page, "New unit").click()
    dialog = shell.dialog()
    type_text(line(dialog, "Name of the unit"), "Lyktan\n")
    assert field(dialog, "Provider").error()
    type_text(line(dialog, "Provider"), "ankar")
    type_text(line(dialog, "Kind of service"), "Stödboende\n")
    qtbot.waitUntil(lambda: line(page, "Name of the unit").text() == "Lyktan")
    button(page, "Ankaret AB").click()
    assert line(page, "Name").text() == "Ankaret AB"
    assert seen(field(page, "Run by"), Choice)[0].current() == Regime.PRIVATE


def test_a_follow_up_is_planned_from_the_unit(shell, qtbot):
    a_follow_up(shell.workspace)
    page = shell.go("register")
    qtbot.waitUntil(lambda: len(listed(page)) == 1)
    button(page, "Plan a follow-up").click()
    assert isinstance(shell.dialog(), NewFollowUpDialog)
    assert "HVB Björkhaga" in line(shell.dialog(), "Unit").text()


def test_undo_brings_the_old_words_back_into_the_field(shell, page, qtbot, type_text, press):
    type_text(line(page, "Address"), "Ågatan 1\n")
    assert units(shell.workspace)[0].address == "Ågatan 1"
    press(line(page, "Address"), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: line(page, "Address").text() == "")
    assert units(shell.workspace)[0].address == ""


def test_what_is_known_of_a_unit_stands_below_its_fields(shell, qtbot, press):
    follow_up = a_follow_up(shell.workspace)
    code = asked(shell.workspace, follow_up).requirements[0].code
    there = observations.add(shell.workspace, follow_up, "Något", requirement=code).created("observation")
    tied = (SourceKind.OBSERVATION, there, Stance.CONTRADICTS)
    assessments.set_stance(shell.workspace, follow_up, code, *tied)
    assessments.rate(shell.workspace, follow_up, code, Rating.NOT_MET)
    page = shell.go("register")
    qtbot.waitUntil(lambda: "1 ej uppfyllt" in words(page))
    rows = {each.accessibleName(): each for each in seen(page, ListRows)}
    assert len(rows[tr("Open deficiencies")].all_rows()) == 1
    (own,) = rows[tr("Follow-ups of the unit")].all_rows()
    assert own.key == follow_up
    rows[tr("Follow-ups of the unit")].setFocus()
    press(rows[tr("Follow-ups of the unit")], Qt.Key.Key_Home)
    press(rows[tr("Follow-ups of the unit")], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.isVisible())


def test_a_unit_without_follow_ups_says_what_to_do(page, qtbot):
    qtbot.waitUntil(lambda: "Planera den första" in words(page))
    assert tr("No deficiency is open.") not in words(page)


def test_what_was_entered_twice_is_merged_and_divided_by_enter(shell, page, qtbot, press):
    again = register.add_provider(shell.workspace, name="Ankaret aktiebolag").created("provider")
    register.add_unit(shell.workspace, provider_id=again, name="Bryggan ", service_type="HVB")
    qtbot.waitUntil(lambda: len(listed(page)) == 4)
    offered = tr_n("{n} possible duplicate", "{n} possible duplicates", 1).format(n=1)
    next(each for each in seen(page, QAbstractButton) if each.text() == offered).click()
    twice = shell.dialog().findChildren(ListRows)[0]
    for name in ("Ankaret AB", "Bryggan"):  # the providers; then their units are seen to be the same
        qtbot.waitUntil(lambda name=name: [row.title for row in twice.all_rows()] == [name])
        press(twice, Qt.Key.Key_Down)
        press(twice, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not twice.all_rows())
    assert len(units(shell.workspace)) == 3
    merged = rows_of(shell.dialog(), "Merged")
    assert [row.title for row in merged.all_rows()] == ["Ankaret aktiebolag", "Bryggan"]
    press(merged, Qt.Key.Key_Down)
    press(merged, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(providers(shell.workspace)) == 2)
    shell.dialog().accept()
