"""Templates, search, settings and the check of documents, from the window."""

import pytest
from builders import PASSPHRASE, a_follow_up
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from shell_parts import CTRL, button, field, line, seen, told, words

from inspektor import paths
from inspektor.actions import interviews, register
from inspektor.i18n import tr
from inspektor.store.keys import WrongPassphrase
from ui.dialogs.paper import PaperDialog
from ui.dialogs.papers import PapersDialog
from ui.lists.hits import HitList
from ui.screens.follow_up import FollowUpScreen
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice
from ui.widgets.lines import SearchField
from ui.widgets.question_list import QuestionList
from ui.widgets.segmented import Segmented

HVB = "hvb-barn-unga.yaml"


def take_in(page, path) -> None:
    button(page, "Import a template").click()
    chooser = page.findChild(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()


def said(view) -> list[str]:
    model = view.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def test_a_template_is_imported_and_looked_into(shell, qtbot, press):
    page = shell.go("templates")
    take_in(page, paths.resources() / "templates" / HVB)
    assert told(page) == [tr("The template is published.")]
    qtbot.waitUntil(lambda: len(seen(page, QuestionList)) == 1)
    requirements = seen(page, QuestionList)[0]
    requirements.set_current("HVB-BU-4.1")
    press(requirements, Qt.Key.Key_Up)
    press(requirements, Qt.Key.Key_Down)
    shown = words(page)
    assert "Hemmet är bemannat så att barnens behov tillgodoses alla tider på dygnet." in shown
    assert "Hur många är ni på plats på natten, och är någon vaken?" in shown
    assert "Frånvarostatistik" in shown
    assert tr("Legal reference partly checked") in [each.text() for each in seen(page, Chip)]
    take_in(page, paths.resources() / "templates" / HVB)
    assert told(page) == [tr("This version is published already.")]
    button(page, "On paper").click()
    dialog = seen(page, PapersDialog)[0]
    assert [choice.count() for choice in seen(dialog, Choice)] == [2]
    button(dialog, "Show").click()
    qtbot.waitUntil(lambda: bool(seen(page, PaperDialog)) and seen(page, PaperDialog)[0].print.isEnabled())
    seen(page, PaperDialog)[0].reject()


def test_what_is_wrong_with_a_template_is_said_with_file_and_line(shell, tmp_path, qtbot):
    text = (paths.resources() / "templates" / HVB).read_text(encoding="utf-8")
    wrong = tmp_path / "egen mall å.yaml"
    wrong.write_text(text.replace("source_status: checked", "source_status: kanske", 2), encoding="utf-8")
    page = shell.go("templates")
    take_in(page, wrong)
    listed = seen(shell.dialog(), QPlainTextEdit)[0].toPlainText().splitlines()
    assert len(listed) == 2
    for each in listed:
        assert each.startswith("egen mall å.yaml, rad ")
    button(shell.dialog(), "Copy the list").click()
    assert QGuiApplication.clipboard().text().splitlines() == listed
    button(shell.dialog(), "Close").click()


@pytest.fixture
def found(shell):
    follow_up = a_follow_up(shell.workspace)
    interviews.start(shell.workspace, follow_up, "staff", "Personal B")
    interview = interviews_of(shell, follow_up)
    interviews.add_note(
        shell.workspace, follow_up, "Schemat säger vaken natt men vi har jour.", interview_id=interview
    )
    return follow_up


def interviews_of(shell, follow_up: str) -> str:
    from inspektor.queries.interviews import interviews as asked

    return asked(shell.workspace, follow_up)[0].id


def test_search_finds_while_one_writes_and_opens_the_place(shell, found, qtbot, press, type_text):
    page = shell.go("search")
    search = seen(page, SearchField)[0]
    qtbot.waitUntil(search.hasFocus)
    type_text(search, "vaken nat")
    qtbot.waitUntil(lambda: len(seen(page, HitList)) == 1)
    hits = seen(page, HitList)[0]
    assert len(said(hits)) == 1
    assert "Schemat säger vaken natt men vi har jour." in said(hits)[0]
    press(search, Qt.Key.Key_Down)
    qtbot.waitUntil(hits.hasFocus)
    press(hits, Qt.Key.Key_Return)
    screen = seen(shell.window, FollowUpScreen)[0]
    qtbot.waitUntil(lambda: screen.place() == "interviews")
    qtbot.waitUntil(lambda: "Personal B" in words(screen))
    assert told(screen) == []


def test_search_from_within_a_follow_up_looks_there_first(shell, found, qtbot, press, type_text):
    other = a_follow_up(shell.workspace)
    interviews.add_note(shell.workspace, other, "Schemat säger vaken natt här också.")
    shell.inside.open_follow_up(found)
    screen = seen(shell.window, FollowUpScreen)[0]
    qtbot.waitUntil(lambda: screen.opened.sheet is not None)
    press(screen, Qt.Key.Key_K, CTRL)
    search = seen(shell.window, SearchField)[0]
    type_text(search, "vaken natt")
    qtbot.waitUntil(lambda: len(seen(shell.window, HitList)) == 1)
    hits = seen(shell.window, HitList)[0]
    assert len(said(hits)) == 1
    button(shell.window, "Everywhere").click()
    qtbot.waitUntil(lambda: len(said(hits)) == 2)
    assert search.hasFocus()
    shell.inside.go("today")
    page = shell.go("search")
    assert not [each for each in seen(page, Segmented)]


def test_search_says_when_nothing_is_found_and_goes_to_the_register(shell, found, qtbot, press, type_text):
    page = shell.go("search")
    search = seen(page, SearchField)[0]
    type_text(search, "fönsterputsare")
    qtbot.waitUntil(lambda: tr("No place holds all these words.") in words(page))
    press(search, Qt.Key.Key_Escape)
    register.add_provider(shell.workspace, name="Ankaret AB")
    type_text(search, "ankaret")
    qtbot.waitUntil(lambda: len(seen(page, HitList)) == 1)
    press(search, Qt.Key.Key_Down)
    press(seen(page, HitList)[0], Qt.Key.Key_Return)
    assert shell.inside.places.place() == "register"
    qtbot.waitUntil(lambda: line(shell.page(), "Name").text() == "Ankaret AB")


def test_the_new_recovery_sheet_asks_for_the_passphrase_and_two_words(shell, type_text, press):
    page = shell.go("settings")
    button(page, "Make a new sheet").click()
    dialog = shell.dialog()
    type_text(line(dialog, "Your passphrase"), "fel fras helt och hållet\n")
    assert field(dialog, "Your passphrase").error() == WrongPassphrase().text()
    line(dialog, "Your passphrase").clear()
    type_text(line(dialog, "Your passphrase"), PASSPHRASE)
    button(dialog, "Make new words").click()
    button(dialog, "I have kept the sheet").click()
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "the old sheet opens nothing any more, so one does not slip out"
    button(dialog, "Done").click()
    assert dialog.isVisible()
    dialog.accept()


def test_the_settings_show_folder_version_and_licences(shell):
    page = shell.go("settings")
    assert str(shell.folder) in words(page)
    button(page, "Copy the path").click()
    assert QGuiApplication.clipboard().text() == str(shell.folder)
    button(page, "Licences").click()
    assert "EUROPEAN UNION PUBLIC LICENCE" in seen(shell.dialog(), QPlainTextEdit)[0].toPlainText().upper()
    button(shell.dialog(), "Close").click()


def test_a_file_that_is_no_document_is_said_to_be_none(shell, tmp_path):
    (tmp_path / "anteckning å.txt").write_text("hej", encoding="utf-8")
    page = shell.go("verify")
    button(page, "Choose a file").click()
    chooser = page.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "anteckning å.txt"))
    chooser.close()
    assert told(page) == [tr("The document must not be relied on.")]
    assert tr("The file is not a PDF document.") in words(page)


def test_a_dropped_file_is_checked_and_a_missing_one_is_said(shell, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nskadad")
    page = shell.go("verify")
    for name in ("a.pdf", "b.pdf"):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page, QDragEnterEvent(QPoint(200, 200), *how))
        QApplication.sendEvent(page, QDropEvent(QPointF(200, 200), *how))
        if name == "a.pdf":
            assert told(page) == [tr("The document must not be relied on.")]
    assert told(page) == [tr("{name} cannot be read.").format(name="b.pdf")]
