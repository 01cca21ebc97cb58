"""The lock: what opens it, and each thing that can be wrong in its own words."""

from functools import partial

import pytest
from builders import PASSPHRASE, lay_down, set_up_for
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from shell_parts import CTRL, SHIFT, button, field, line, seen, told, unlock, words

from inspektor.actions import first_start
from inspektor.i18n import tr
from inspektor.store import key_errors
from inspektor.store.connection import DatabaseDamaged
from inspektor.store.keys import unlock as unlock_keys
from inspektor.store.location import AlreadyOpen, FolderNotWritable, NetworkFolder
from inspektor.store.migrations.runner import SchemaTooNew
from inspektor.store.workspace import Workspace
from ui.screens.unlock import UnlockScreen


@pytest.fixture
def locked(begin, tmp_path):
    lay_down(tmp_path / "w")
    return partial(begin, tmp_path / "w")


def test_the_lock_says_nothing_of_whose_it_is(locked):
    shell = locked()
    assert shell.window.windowTitle() == "Inspektor"
    assert tr("Everything is saved.") in words(shell.window)
    for secret in ("Karin", "Norrby", "Socialnämnden"):
        assert secret not in words(shell.window)


def test_the_field_has_the_keyboard_and_enter_unlocks(locked, qtbot, type_text):
    shell = locked()
    qtbot.waitUntil(line(shell.window, "Passphrase").hasFocus)
    unlock(shell, type_text)
    assert shell.program.session is not None
    assert shell.window.windowTitle() == "Inspektor"


def test_a_wrong_passphrase_stands_under_the_field_and_the_next_one_replaces_it(locked, type_text):
    shell = locked()
    unlock(shell, type_text, "fel fras helt och hållet")
    assert field(shell.window, "Passphrase").error() == key_errors.WrongPassphrase().text()
    assert told(shell.window) == []
    unlock(shell, type_text)
    assert shell.program.session is not None


def test_an_empty_passphrase_is_not_tried(locked, type_text):
    shell = locked()
    unlock(shell, type_text, "")
    assert field(shell.window, "Passphrase").error() == tr("Write your passphrase.")


def test_a_damaged_key_file_is_put_right_with_the_spare_copy(locked, tmp_path, type_text):
    first_start.open_workspace(tmp_path / "w", PASSPHRASE).close()  # leaves a spare copy
    (tmp_path / "w" / "keys.json").write_text("{", encoding="utf-8")
    shell = locked()
    unlock(shell, type_text)
    assert told(shell.window) == [key_errors.KeyFileDamaged(tmp_path).text()]
    button(shell.window, "Use the spare copy").click()
    assert told(shell.window) == []
    unlock(shell, type_text)
    assert shell.program.session is not None


def test_a_missing_key_file_is_said_and_not_taken_for_a_first_start(locked, tmp_path, type_text):
    for path in (tmp_path / "w").glob("keys*"):
        path.unlink()
    shell = locked()
    unlock(shell, type_text)
    assert told(shell.window) == [key_errors.KeyFileMissing(tmp_path / "w").text()]


def test_a_damaged_database_is_said(locked, tmp_path, type_text):
    (tmp_path / "w" / "inspektor.db").write_bytes(b"x" * 8192)
    shell = locked()
    unlock(shell, type_text)
    assert told(shell.window) == [DatabaseDamaged().text()]


def test_a_newer_database_is_refused(locked, tmp_path, type_text):
    workspace = Workspace.open(tmp_path / "w", unlock_keys(tmp_path / "w", PASSPHRASE))
    with workspace._bookkeeping() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    workspace.close()
    shell = locked()
    unlock(shell, type_text)
    assert told(shell.window) == [SchemaTooNew().text()]


def test_a_second_program_is_told_of_the_first(locked, tmp_path, type_text):
    first = first_start.open_workspace(tmp_path / "w", PASSPHRASE)
    shell = locked()
    unlock(shell, type_text)
    assert told(shell.window) == [AlreadyOpen().text()]
    first.close()
    unlock(shell, type_text)
    assert shell.program.session is not None


def test_a_folder_one_may_not_write_in_is_said(locked, tmp_path, type_text):
    (tmp_path / "w" / "lock").unlink()
    (tmp_path / "w" / "lock").mkdir()  # as good as a folder without the right to write
    shell = locked()
    unlock(shell, type_text)
    assert told(shell.window) == [FolderNotWritable(tmp_path / "w").text()]


def test_a_workspace_in_a_cloud_folder_is_refused(begin, tmp_path, type_text):
    folder = tmp_path / "OneDrive" / "w"
    folder.mkdir(parents=True)
    (folder / "inspektor.db").write_bytes(b"")
    (folder / "keys.json").write_text("{}", encoding="utf-8")
    shell = begin(folder)
    unlock(shell, type_text)
    assert told(shell.window) == [NetworkFolder().text()]


def test_a_forgotten_passphrase_is_replaced_by_the_words_of_the_sheet(begin, tmp_path, type_text, press):
    workspace, phrase = set_up_for(tmp_path / "w")
    workspace.close()
    shell = begin(tmp_path / "w")
    button(shell.window, "Unlock with the recovery phrase").click()
    written = seen(shell.window, QPlainTextEdit)[0]
    type_text(written, " ".join([*phrase[:17], "ankare"]))
    type_text(line(shell.window, "New passphrase"), "sju gula kaffekoppar")
    type_text(line(shell.window, "The new passphrase again"), "sju gula kaffekopper\n")
    again = field(shell.window, "The new passphrase again")
    assert again.error() == tr("The two passphrases are not the same.")
    press(line(shell.window, "The new passphrase again"), Qt.Key.Key_A, CTRL)
    type_text(line(shell.window, "The new passphrase again"), "sju gula kaffekoppar\n")
    assert field(shell.window, "The recovery phrase").error()
    press(written, Qt.Key.Key_A, CTRL)
    type_text(written, " ".join(phrase))
    type_text(line(shell.window, "The new passphrase again"), "\n")
    assert shell.program.session is not None
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    unlock(shell, type_text, "sju gula kaffekoppar")
    assert shell.program.session is not None


def test_back_from_the_recovery_phrase_forgets_what_was_written(locked, type_text):
    shell = locked()
    button(shell.window, "Unlock with the recovery phrase").click()
    type_text(seen(shell.window, QPlainTextEdit)[0], "ankare")
    button(shell.window, "Back").click()
    assert seen(shell.window, QPlainTextEdit) == []
    button(shell.window, "Unlock with the recovery phrase").click()
    assert seen(shell.window, QPlainTextEdit)[0].toPlainText() == ""


def test_caps_lock_is_told_of(qtbot, show, type_text):
    screen = UnlockScreen()
    show(screen)
    type_text(line(screen, "Passphrase"), "FYRA")
    assert tr("Caps Lock is on.") in words(screen)
