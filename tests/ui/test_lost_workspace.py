"""A workspace that is not where it lay, and one that is put back on a new computer: what the first start offers."""

import shutil
from pathlib import Path

import pytest
from builders import PASSPHRASE, a_follow_up, lay_down, set_up_for
from PySide6.QtWidgets import QFileDialog
from shell_parts import Shell, button, line, told, unlock, words

from inspektor import settings
from inspektor.actions import backups
from inspektor.i18n import tr


def choose(shell: Shell, folder: Path) -> None:
    chooser = shell.window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(folder))
    chooser.close()
    chooser.deleteLater()
    chooser.setParent(None)


def test_a_workspace_that_was_moved_is_asked_after(begin, tmp_path, type_text, qtbot):
    lay, lies = tmp_path / "w", tmp_path / "flyttad å"
    lay_down(lay)
    shell = begin(lay)
    unlock(shell, type_text)
    shell.window.close()
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    lay.rename(lies)
    shell = begin(lay, settings.load())
    assert f"Arbetsytan som låg i {lay} finns inte där längre." in words(shell.window)
    assert button(shell.window, "Choose where it lies now").hasFocus()
    button(shell.window, "Begin anew with an empty workspace").click()
    assert tr("Welcome to Inspektor") in words(shell.window)
    shell.program.entrance.show()
    button(shell.window, "Choose where it lies now").click()
    choose(shell, tmp_path)
    assert told(shell.window) == [f"Det finns ingen arbetsyta i {tmp_path}."]
    button(shell.window, "Choose where it lies now").click()
    choose(shell, lies)
    unlock(shell, type_text)
    assert shell.workspace.folder == lies
    assert settings.load().workspace_folder == lies
    lies.rename(lay)
    shell.program.lock()
    assert f"Arbetsytan som låg i {lies} finns inte där längre." in words(shell.window)


@pytest.mark.parametrize("by_words", [False, True])
def test_a_backup_is_restored_at_the_first_start(begin, tmp_path, type_text, by_words):
    workspace, phrase = set_up_for(tmp_path / "w")
    a_follow_up(workspace)
    (tmp_path / "stick").mkdir()
    backups.name_second(workspace, tmp_path / "stick")
    backups.make(workspace)
    state = workspace.state_hash()
    workspace.close()
    shutil.rmtree(workspace.folder)
    shell = begin(tmp_path / "ny å")
    button(shell.window, "Restore a backup").click()
    dialog = shell.dialog()
    button(dialog, "Look in another folder").click()
    choose(shell, tmp_path / "stick")
    type_text(line(dialog, "Passphrase"), "fel lösenfras\n")
    assert not (tmp_path / "ny å").exists()
    line(dialog, "Passphrase").clear()
    type_text(line(dialog, "Passphrase"), " ".join(phrase) if by_words else PASSPHRASE)
    button(dialog, "Restore").click()
    if by_words:
        assert tr("The backup is restored.") in told(shell.window)
        unlock(shell, type_text)
    assert (shell.workspace.folder, shell.workspace.state_hash()) == (tmp_path / "ny å", state)
