"""The first start: fields, the recovery sheet, and the way in."""

import pytest
from builders import PASSPHRASE, QUICK, a_workspace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shell_parts import CTRL, SHIFT, button, field, line, seen, told, unlock, words

from inspektor import demo, settings
from inspektor.actions import first_start
from inspektor.i18n import tr
from inspektor.store.location import FolderNotWritable, NetworkFolder
from inspektor.store.workspace import WorkspaceExists
from ui.screens.first_start import FirstStartScreen
from ui.widgets.text import Label

LABELS = ("Name", "Title", "Municipality", "Board")


@pytest.fixture
def screen(show):
    made = FirstStartScreen()
    show(made)
    return made


@pytest.fixture
def quick(monkeypatch):
    """Keys that are quick to derive; making them for real takes seconds each time."""
    from inspektor.actions import signing

    real = first_start.set_up
    monkeypatch.setattr(first_start, "set_up", lambda *given, **named: real(*given, cost=QUICK, **named))
    monkeypatch.setattr(signing, "make_identity", lambda *_: None)


def fill(root: QWidget, type_text, **other: str) -> None:
    for label in LABELS:
        type_text(line(root, label), other.get(label, f"Å {label}"))
    type_text(line(root, "Passphrase"), other.get("passphrase", PASSPHRASE))
    type_text(line(root, "The passphrase again"), other.get("again", PASSPHRASE))


def shown_words(root: QWidget) -> list[str]:
    spoken = [each.accessibleName() for each in seen(root, Label)]
    numbered = [each.split(". ") for each in spoken if each[:1].isdecimal()]
    return [word for _, word in sorted(numbered, key=lambda pair: int(pair[0]))]


def test_what_is_missing_is_said_by_each_field(screen, qtbot, type_text):
    told_of: list[dict[str, str]] = []
    screen.set_up_asked.connect(told_of.append)
    type_text(line(screen, "Name"), "Karin")
    button(screen, "Make workspace").click()
    assert field(screen, "Name").error() == ""
    for label in LABELS[1:]:
        assert field(screen, label).error() == tr("Fill in this field.")
    assert field(screen, "Passphrase").error()
    qtbot.waitUntil(line(screen, "Title").hasFocus)
    assert told_of == []


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ({"passphrase": "för kort", "again": "för kort"}, "Passphrase"),
        ({"again": "något annat än det första"}, "The passphrase again"),
    ],
)
def test_a_passphrase_that_will_not_do_is_said_by_its_field(screen, type_text, written, label):
    told_of: list[dict[str, str]] = []
    screen.set_up_asked.connect(told_of.append)
    fill(screen, type_text, **written)
    button(screen, "Make workspace").click()
    assert field(screen, label).error()
    assert told_of == []


def test_enter_goes_from_field_to_field_and_begins(screen, qtbot, type_text):
    qtbot.waitUntil(line(screen, "Name").hasFocus)
    told_of: list[dict[str, str]] = []
    screen.set_up_asked.connect(told_of.append)
    labels = (*LABELS, "Passphrase", "The passphrase again")
    for place, label in enumerate(labels):
        assert line(screen, label).hasFocus(), label
        text = PASSPHRASE if place > 3 else "Åsa Öberg"
        type_text(line(screen, label), text + "\n")
    assert told_of[0]["passphrase"] == PASSPHRASE
    assert told_of[0]["name"] == "Åsa Öberg"


def test_from_nothing_to_today_with_two_words_asked_back(quick, begin, tmp_path, qtbot, type_text, press):
    shell = begin(tmp_path / "ny mapp å")
    fill(shell.window, type_text, Name="Karin Åkerström")
    button(shell.window, "Make workspace").click()
    phrase = shown_words(shell.window)
    assert len(phrase) == 18
    button(shell.window, "I have kept the sheet").click()
    assert shown_words(shell.window) == []
    asked = [n for n in range(1, 19) if tr("Word number {n}").format(n=n) in words(shell.window).split("\n")]
    assert len(asked) == 2
    first, second = (line(shell.window, tr("Word number {n}").format(n=n)) for n in asked)
    type_text(first, "fel")
    button(shell.window, "Open Inspektor").click()
    assert shell.program.session is None
    assert tr("That is not the word on the sheet.") in words(shell.window)
    press(first, Qt.Key.Key_A, CTRL)
    type_text(first, phrase[asked[0] - 1])
    type_text(second, phrase[asked[1] - 1].upper())
    press(button(shell.window, "Open Inspektor"), Qt.Key.Key_Return)
    assert shell.workspace.profile.name == "Karin Åkerström"
    assert shell.window.windowTitle() == "Inspektor"


def test_the_sheet_is_saved_as_pdf(quick, begin, tmp_path, qtbot, type_text):
    shell = begin(tmp_path / "w")
    fill(shell.window, type_text)
    button(shell.window, "Make workspace").click()
    button(shell.window, "Save as PDF").click()
    chooser = shell.window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "blad å.pdf"))
    chooser.close()
    assert (tmp_path / "blad å.pdf").read_bytes().startswith(b"%PDF")
    assert told(shell.window) == [tr("The recovery sheet is saved as {name}.").format(name="blad å.pdf")]
    button(shell.window, "Save as PDF").click()
    chooser = shell.window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "finns inte" / "blad.pdf"))
    chooser.close()
    assert (tmp_path / "finns inte").exists() is False
    assert "blad.pdf" in told(shell.window)[0]


@pytest.mark.parametrize(("place", "error"), [("OneDrive/w", NetworkFolder()), ("taken", WorkspaceExists())])
def test_a_folder_that_will_not_do_is_said_above_the_fields(begin, tmp_path, type_text, place, error):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "annat.txt").write_text("x", encoding="utf-8")
    shell = begin(tmp_path / place)
    fill(shell.window, type_text)
    button(shell.window, "Make workspace").click()
    assert told(shell.window) == [error.text()]
    assert line(shell.window, "Name").text() == "Å Name"


def test_a_folder_that_cannot_be_made_is_said(begin, tmp_path, type_text):
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    shell = begin(tmp_path / "fil" / "w")
    fill(shell.window, type_text)
    button(shell.window, "Make workspace").click()
    assert told(shell.window) == [FolderNotWritable(tmp_path / "fil" / "w").text()]


def test_a_workspace_that_was_made_but_not_entered_is_closed(quick, begin, tmp_path, qtbot, type_text):
    shell = begin(tmp_path / "w")
    fill(shell.window, type_text)
    button(shell.window, "Make workspace").click()
    shell.window.close()
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    first_start.open_workspace(tmp_path / "w", PASSPHRASE).close()


def test_the_example_says_that_it_is_one_and_can_be_left(
    begin, tmp_path, qtbot, type_text, press, monkeypatch
):
    monkeypatch.setattr(demo, "example_workspace", lambda folder, _: a_workspace(folder))
    shell = begin(tmp_path / "w")
    button(shell.window, "Try with example data").click()
    assert tr("You are trying Inspektor with example data") in told(shell.window)
    assert demo.PASSPHRASE in words(shell.window)
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    assert demo.PASSPHRASE in words(shell.window)
    unlock(shell, type_text)
    button(shell.window, "Leave the example").click()
    assert tr("Welcome to Inspektor") in words(shell.window)
    button(shell.window, "Try with example data").click()
    button(shell.window, "Leave the example").click()
    assert tr("Welcome to Inspektor") in words(shell.window)
    assert settings.load().workspace == ""
