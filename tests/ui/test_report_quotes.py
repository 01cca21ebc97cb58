"""Quotes below the text of a requirement: weighed, cut, released and taken back on screen."""

import pytest
from follow_up_parts import Visit
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from shell_parts import button, seen, told, words

from inspektor.actions import interviews
from inspektor.queries.quotes import quotes
from inspektor.shapes.enums import Consent, NoteTag, Role
from inspektor.shapes.report import finding
from ui.dialogs.quote import QuoteDialog
from ui.widgets.choice import Check

PLACE = "report"

CODE = "HVB-BU-4.1"


@pytest.fixture
def quoted(visit):
    """One client said something that is marked as a quote; the text of its requirement is in sight."""
    made = interviews.start(visit.workspace, visit.id, Role.CLIENT, consent=Consent.GIVEN)
    said, talk = "Jag heter Anna och är rädd om natten.", made.created("interview")
    interviews.add_note(
        visit.workspace, visit.id, said, interview_id=talk, requirement=CODE, tag=NoteTag.QUOTE
    )
    visit.go("report", finding(CODE))
    return visit


def only(visit: Visit):
    return quotes(visit.workspace, visit.id)[0]


def test_a_quote_is_weighed_cut_released_and_taken_back(quoted):
    visit = quoted
    button(visit.page, "Release…").click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuoteDialog)
    assert told(dialog) == ["Det kan framgå vem som sade detta."]
    assert "1 person i den rollen hördes." in words(dialog)
    dialog.submit()
    visit.settle()
    assert "väg om det kan framgå vem" in words(dialog)
    seen(dialog, QPlainTextEdit)[0].setPlainText("Jag är rädd om natten.")
    seen(dialog, Check)[0].click()
    dialog.submit()
    visit.settle()
    assert "Det är inte orden som antecknades." in words(dialog)
    seen(dialog, QPlainTextEdit)[0].setPlainText("Jag […] är rädd om natten.")
    dialog.submit()
    visit.settle()
    assert only(visit).printed
    assert "Jag […] är rädd om natten." in words(visit.page)
    button(visit.page, "Take back").click()
    visit.settle()
    assert not only(visit).released
    visit.operations.undo()
    visit.settle()
    assert only(visit).printed
