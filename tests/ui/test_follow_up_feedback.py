"""Preliminary observations: in sight at once, edited, built anew, shown large with nothing else, printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shell_parts import button, seen, words

from inspektor.actions import assessments, observations
from inspektor.i18n import tr
from inspektor.queries.feedback import feedback
from inspektor.queries.judgement import deficiencies
from inspektor.queries.observations import observations as sights
from inspektor.shapes.enums import Rating, SourceKind, Stance
from inspektor.shapes.template import short_code
from ui.dialogs.feedback_show import FeedbackShow
from ui.dialogs.rebuild_feedback import RebuildFeedbackDialog
from ui.widgets.choice import Check

PLACE = "report"


@pytest.fixture
def sheet(visit):
    observations.add(visit.workspace, visit.id, "Skåpet stod olåst", place="Plan 2")
    visit.go("report")
    button(visit.page, "Preliminary observations").click()
    visit.settle()
    return visit


def told(visit) -> str:
    return visit.text("What is told").toPlainText()


def stored(visit):
    return feedback(visit.workspace, visit.id)


def test_it_is_built_at_once_and_nothing_is_written(sheet):
    assert sheet.screen.place() == "feedback"
    assert "– Skåpet stod olåst (Plan 2" in told(sheet)
    assert not stored(sheet).edited


def test_it_follows_the_notes_until_edited(sheet):
    observations.add(sheet.workspace, sheet.id, "Larmet provades")
    sheet.settle()
    assert "Larmet provades" in told(sheet)
    sheet.write(sheet.text("What is told"), "Hej. ")
    sheet.go("overview")
    assert stored(sheet).text.startswith("Hej. ")
    observations.add(sheet.workspace, sheet.id, "Senare")
    sheet.go("feedback")
    assert "Senare" not in told(sheet)


def test_built_anew_after_a_question_and_undone(sheet):
    sheet.write(sheet.text("What is told"), "Egen inledning. ")
    sheet.go("overview")
    sheet.go("feedback")
    button(sheet.page, "Build anew").click()
    dialog = seen(sheet.page, RebuildFeedbackDialog)[0]
    button(dialog, "Build anew").click()
    sheet.settle()
    assert "Egen inledning" not in told(sheet)
    sheet.operations.undo()
    sheet.settle()
    assert told(sheet).startswith("Egen inledning")


def test_it_is_left_alone_when_one_thinks_better_of_it(sheet):
    sheet.write(sheet.text("What is told"), "Egen inledning. ")
    sheet.go("overview")
    sheet.go("feedback")
    button(sheet.page, "Build anew").click()
    seen(sheet.page, RebuildFeedbackDialog)[0].reject()
    assert stored(sheet).edited


def test_what_was_said_is_ticked_and_comes_on_the_sheet(sheet):
    code = sheet.template.requirements[0].code
    source = sights(sheet.workspace, sheet.id)[0].id
    assessments.set_stance(
        sheet.workspace, sheet.id, code, SourceKind.OBSERVATION, source, Stance.CONTRADICTS
    )
    assessments.rate(sheet.workspace, sheet.id, code, Rating.NOT_MET)
    row = deficiencies(sheet.workspace, sheet.id)[0].id
    assessments.set_deficiency(sheet.workspace, row, description="Läkemedel olåsta")
    sheet.settle()
    (check,) = seen(sheet.page, Check)
    check.click()
    sheet.settle()
    assert deficiencies(sheet.workspace, sheet.id)[0].said_on_site
    assert "Läkemedel olåsta" in told(sheet)
    assert check.isChecked()
    assert check.text() == f"Krav {short_code(code)}. Läkemedel olåsta"


def test_shown_large_with_nothing_else_in_sight(sheet, press):
    button(sheet.page, "Show").click()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, FeedbackShow)
    assert shown.isFullScreen()
    said = words(shown)
    assert "Skåpet stod olåst" in said
    assert tr("Preliminary, not a judgement") in said
    assert tr("Judgement") not in said.splitlines()
    sheet.qtbot.waitUntil(shown.isActiveWindow)
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert sheet.screen.place() == "feedback"


def test_esc_goes_back(sheet, press):
    press(sheet.text("What is told"), Qt.Key.Key_Escape)
    assert sheet.screen.place() == "report"
