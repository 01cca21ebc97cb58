"""The draft as a Word file from the report's page: in our look, through a template, and what is said when it will not do."""

from pathlib import Path

import docx
import pytest
from follow_up_parts import Visit
from PySide6.QtWidgets import QFileDialog
from shell_parts import button, told
from word_files import member, paragraphs

from inspektor.actions import observations
from inspektor.i18n import tr
from ui.screens.follow_up.report_word import ReportWord

PLACE = "report"


@pytest.fixture
def page(visit) -> Visit:
    observations.add(visit.workspace, visit.id, "Fyra i personalen vid ankomst.")
    visit.go("report")
    return visit


def choose(visit: Visit, *paths: Path, what: str) -> None:
    """Choose in the menu, then a file in each dialog that opens."""
    menu = button(visit.page, "Word").menu()
    next(each for each in menu.actions() if each.text() == tr(what)).trigger()
    for path in paths:
        chooser = visit.page.findChildren(QFileDialog)[-1]
        chooser.fileSelected.emit(str(path))
        chooser.close()
    visit.settle()


def test_the_draft_is_saved_in_our_look(page, tmp_path):
    choose(page, tmp_path / "å.docx", what="Save as a Word file")
    page.qtbot.waitUntil(lambda: told(page.page) == ["Word-filen är sparad."], timeout=20_000)
    said = paragraphs(member((tmp_path / "å.docx").read_bytes()))
    assert "Fyra i personalen vid ankomst." in said


def test_a_template_of_ones_own_is_filled_in(page, tmp_path):
    word = docx.Document()
    word.add_paragraph("Om ${verksamhet}")
    word.save(str(tmp_path / "mall.docx"))
    choose(page, tmp_path / "mall.docx", tmp_path / "ut.docx", what="Fill in your own template")
    page.qtbot.waitUntil(lambda: told(page.page) == ["Word-filen är sparad."], timeout=20_000)
    name = page.sheet().unit.name
    assert paragraphs(member((tmp_path / "ut.docx").read_bytes())) == [f"Om {name}"]


def test_a_field_that_does_not_exist_is_said_and_nothing_is_written(page, tmp_path):
    word = docx.Document()
    word.add_paragraph("Om ${verksamheten}")
    word.save(str(tmp_path / "mall.docx"))
    choose(page, tmp_path / "mall.docx", tmp_path / "ut.docx", what="Fill in your own template")
    page.qtbot.waitUntil(lambda: bool(told(page.page)), timeout=20_000)
    assert "${verksamheten}" in told(page.page)[0]
    assert not (tmp_path / "ut.docx").exists()
    assert page.page.findChild(ReportWord)._work.isHidden()


def test_a_sample_with_every_field_is_saved(page, tmp_path):
    choose(page, tmp_path / "exempel.docx", what="Save a sample template with every field")
    page.qtbot.waitUntil(lambda: told(page.page) == ["Word-filen är sparad."], timeout=20_000)
    assert "${verksamhet}" in paragraphs(member((tmp_path / "exempel.docx").read_bytes()))
