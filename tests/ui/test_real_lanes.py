"""The program with its real threads: opened, worked in, locked and closed, nothing lost and nothing left running."""

import pytest
from builders import PASSPHRASE, a_follow_up, a_workspace, lay_down
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shell_parts import CTRL, SHIFT, Shell, button, line, seen, told, unlock, words

from inspektor.actions import first_start, register
from inspektor.i18n import tr
from inspektor.queries.register import units
from inspektor.queries.templates import templates
from inspektor.settings import Settings
from inspektor.shapes.papers import PaperKind
from inspektor.store.disk import DiskFull
from tests.failing_disk import full
from ui.app import Program
from ui.dialogs.close_unsaved import CloseUnsavedDialog
from ui.dialogs.paper import PaperDialog
from ui.dialogs.paper_out import PaperOut
from ui.jobs import Jobs
from ui.operations import Operations

STAYS = "Not everything is saved, so Inspektor stays covered and is locked once it is."


@pytest.fixture
def shell(qapp, qtbot, tmp_path, type_text):
    """The program with a unit in its register, unlocked."""
    lay_down(tmp_path / "w")
    program = Program(qapp, Settings(scheme="light"), tmp_path / "w")
    program.start()
    made = Shell(program, tmp_path / "w")
    qtbot.waitUntil(program.window.isActiveWindow)
    enter(made, qtbot, type_text)
    provider = register.add_provider(made.workspace, name="Ankaret AB").created("provider")
    register.add_unit(made.workspace, provider_id=provider, name="Bryggan", service_type="HVB")
    yield made
    program.window.deleteLater()
    program.deleteLater()


def enter(shell: Shell, qtbot, type_text) -> None:
    unlock(shell, type_text)
    qtbot.waitUntil(lambda: shell.program.session is not None, timeout=20_000)


def unit_page(shell: Shell, qtbot) -> QWidget:
    page = shell.go("register")
    qtbot.waitUntil(lambda: _has(page, "Manager"))
    return page


class Ending:
    """The desktop that is about to end; a real one cannot be made."""

    held_up = False

    def cancel(self) -> None:
        self.held_up = True


def what_is_kept(shell: Shell) -> tuple[str, str]:
    opened = first_start.open_workspace(shell.folder, PASSPHRASE)
    (unit,) = units(opened)
    opened.close()
    return unit.manager, unit.address


def test_typing_survives_lock_and_close(shell, qtbot, type_text, press):
    type_text(line(unit_page(shell, qtbot), "Manager"), "Åke")
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    assert shell.program.session is None
    enter(shell, qtbot, type_text)
    page = unit_page(shell, qtbot)
    assert line(page, "Manager").text() == "Åke"
    type_text(line(page, "Address"), "Ågatan 1")
    shell.window.close()
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    assert what_is_kept(shell) == ("Åke", "Ågatan 1")


def test_what_a_full_disk_refuses_is_kept_covered_and_never_closed_away(shell, qtbot, type_text, press):
    page = unit_page(shell, qtbot)
    with full():
        type_text(line(page, "Manager"), "Åke")
        press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
        assert shell.program.guard.covered
        assert tr(STAYS) in words(shell.window)
        assert DiskFull().text() in words(shell.window)
    shell.program.session.operations.patience.hurry()
    qtbot.waitUntil(lambda: shell.program.session is None)
    enter(shell, qtbot, type_text)
    page = unit_page(shell, qtbot)
    assert line(page, "Manager").text() == "Åke"
    with full():
        type_text(line(page, "Address"), "Ågatan 1")
        line(page, "Address").clearFocus()
        qtbot.waitUntil(lambda: DiskFull().text() in told(shell.window))
        ending = Ending()
        shell.program._save(ending)
        assert ending.held_up
        shell.window.close()
        qtbot.waitUntil(lambda: bool(shell.window.findChildren(CloseUnsavedDialog)))
        assert DiskFull().text() in words(shell.dialog())
        button(shell.dialog(), "Cancel").click()
        assert line(page, "Address").text() == "Ågatan 1"
        shell.window.close()
        qtbot.waitUntil(lambda: bool(seen(shell.window, CloseUnsavedDialog)))
        button(shell.dialog(), "Close anyway").click()
        qtbot.waitUntil(lambda: not shell.window.isVisible())
    assert what_is_kept(shell) == ("Åke", "")


def _has(page, label: str) -> bool:
    try:
        return line(page, label).isVisible()
    except AssertionError:
        return False


def test_a_paper_that_is_being_made_can_be_stopped(qtbot, tmp_path, show):
    workspace = a_workspace(tmp_path / "w")
    a_follow_up(workspace)
    (version,) = templates(workspace)
    over = QWidget()
    over.resize(900, 700)
    show(over)
    jobs = Jobs()
    operations = Operations(jobs, workspace)
    out = PaperOut(operations, "actions.template_papers.paper", "Blankett", over, (PaperKind.FORM, None))
    out.unfold(version.id)
    dialog = seen(over, PaperDialog)[0]
    assert not dialog.print.isEnabled()
    qtbot.waitUntil(lambda: out._job is not None, timeout=20_000)
    job = out._job
    button(dialog, "Cancel").click()
    assert job.cancelled()
    out.unfold(version.id)
    qtbot.waitUntil(lambda: seen(over, PaperDialog)[-1].print.isEnabled(), timeout=30_000)
    assert len(seen(over, PaperDialog)) == 1
    operations.close()
    jobs.close()
    workspace.close()
