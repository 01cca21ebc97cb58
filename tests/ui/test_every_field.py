"""Everything that can be written in, on every page of a follow-up, is given what nobody made it for.

It is kept, in one form and without controls, or refused in words with the text still there.
"""

import unicodedata
from itertools import chain

import pytest
from follow_up_parts import CTRL, Visit
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shell_parts import seen, told
from shiboken6 import isValid
from sqlalchemy import Text, select
from sqlmodel import SQLModel

from inspektor.actions import assessments, interviews, observations, requests, reviews, risks
from inspektor.formats import plain
from inspektor.queries import risks as dangers
from inspektor.shapes.enums import Rating, Role, SourceKind, Stance
from tests.photo_files import jpeg
from ui.screens.follow_up import places
from ui.screens.follow_up.count_field import CountField
from ui.widgets.field import Field
from ui.widgets.lines import SearchField, TypedLine
from ui.widgets.pick_many import TakeLine

BOOK = ("Två på plats till 22.00, därefter en. " * 3_000)[:100_000].rstrip()
TURNED = "שלום مرحبا \u202ebaklänges\u202c \u2066inne\u2069"
CONTROLS = "Två\x00 på\x07 \x1b[31mplats\r\nrad\u2028rad\ttabb\x85 sl\ud83dut"
HORRORS = {
    "odd letters": "👩‍👩‍👧‍👦 🇸🇪 👍🏽 "
    + unicodedata.normalize("NFD", "Åsa låste på övervåningen.")
    + TURNED
    + CONTROLS,
    "digits": "9" * 5_000,
    "a book": BOOK,
}


@pytest.fixture
def full(visit) -> Visit:
    """A follow-up with something on every page, and where to go to have every field in sight."""
    workspace, code = visit.workspace, visit.codes(Role.MANAGEMENT, Role.STAFF)[0]
    talk = visit.interview(Role.STAFF, "Personal B")
    interviews.add_note(workspace, visit.id, "Ibland ensam.", interview_id=talk, requirement=code)
    sight = observations.add(workspace, visit.id, "En dörr", requirement=code).created("observation")
    observations.add_photo(workspace, sight, jpeg((64, 48)))
    assessments.set_stance(workspace, visit.id, code, SourceKind.OBSERVATION, sight, Stance.CONTRADICTS)
    assessments.rate(workspace, visit.id, code, Rating.NOT_MET)
    read = reviews.add_document_review(workspace, visit.id, "Schema", sample_size=2)
    requests.ask_for(workspace, visit.id, "Schema")
    risk = risks.raise_risk(workspace, visit.id).created("risk")
    visit.rooms = [
        (places.OVERVIEW, ""),
        (places.PREPARATION, ""),
        (places.INTERVIEWS, talk),
        (places.OBSERVATIONS, ""),
        (places.OBSERVATIONS, sight),
        (places.DOCUMENTS, ""),
        (places.DOCUMENTS, read.created("document_review")),
        (places.JUDGEMENT, code),
        (places.DEFICIENCIES, ""),
        (places.RISK, risk),
        (places.FEEDBACK, ""),
    ]
    visit.risk = risk
    visit.troubles = []
    visit.operations.troubled.connect(visit.troubles.append)
    return visit


def editable(root: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """What one can write in."""
    found = chain(seen(root, QLineEdit), seen(root, QPlainTextEdit))
    return [each for each in found if each.isEnabled() and not each.isReadOnly()]


def content(each: QLineEdit | QPlainTextEdit) -> str:
    """What stands in it now; nothing if the page let go of it."""
    if not isValid(each):
        return ""
    return each.text() if isinstance(each, QLineEdit) else each.toPlainText()


def essence(text: str) -> str:
    """The text without blanks and line breaks, of which one-line fields make their own."""
    return "".join(plain(text).split())


def kept(visit: Visit) -> set[str]:
    """Every text of the workspace's tables, and what only its author can read."""
    found: set[str] = set()
    with visit.workspace.read() as connection:
        for table in SQLModel.metadata.tables.values():
            texts = [column for column in table.columns if isinstance(column.type, Text)]
            for row in connection.execute(select(*texts)) if texts else ():
                found.update(value for value in row if value)
    sheet = dangers.desk(visit.workspace, visit.id, visit.risk).sheet
    assert sheet is not None
    return found | {
        sheet.said,
        sheet.by,
        sheet.head,
        sheet.taken_over_by,
        *(step.text for step in sheet.steps),
    }


def errors(root: QWidget) -> set[tuple[int, str]]:
    """What is said by fields."""
    return {(id(field), field.error()) for field in seen(root, Field) if field.error()}


def said(visit: Visit, each: QWidget, before: set[tuple[int, str]]) -> bool:
    """Whether it was told, by a field or in a banner, that the text was not taken."""
    own = isValid(each) and isinstance(each.parentWidget(), Field) and each.parentWidget().error()
    return bool(own or errors(visit.screen) - before or visit.troubles or told(visit.screen))


def suffer(visit: Visit, press, each: QLineEdit | QPlainTextEdit, horror: str) -> str:
    """Give it to a field; says what went wrong, or ""."""
    before, name, wrong = content(each), each.accessibleName(), errors(visit.screen)
    visit.troubles.clear()
    each.setFocus()
    each.selectAll()
    QGuiApplication.clipboard().setText(horror)
    press(each, Qt.Key.Key_V, CTRL)
    if isinstance(each, QLineEdit):
        press(each, Qt.Key.Key_Return)
    visit.screen.focusNextChild()
    if isinstance(each, SearchField) or isinstance(each.parentWidget(), CountField):
        return ""
    if isinstance(each, TypedLine | TakeLine) and (said(visit, each, wrong) or content(each) == before):
        return ""
    whole = essence(horror)
    if any(whole == essence(text) for text in kept(visit) if len(text) >= len(whole)):
        return ""
    there = essence(content(each))
    return "" if said(visit, each, wrong) and there and whole.startswith(there) else name


@pytest.mark.parametrize("horror", HORRORS)
def test_every_field_keeps_it_or_says_why_not(full, press, horror):
    wrong = []
    for place, detail in full.rooms:
        full.go(place, detail)
        for number in range(len(editable(full.screen))):
            each = editable(full.screen)[number]
            if problem := suffer(full, press, each, HORRORS[horror]):
                wrong.append(f"{place}: {problem}")
            if isValid(each):
                each.clear()  # what it refused is no hindrance to the next one
    assert wrong == []
    assert [text for text in kept(full) if text != plain(text)] == []
