"""The program with its real threads: opened, worked in, locked and closed, nothing lost and nothing left running."""

from builders import PASSPHRASE, a_follow_up, a_workspace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shell_parts import CTRL, SHIFT, Shell, button, line, seen, unlock

from inspektor.actions import first_start, register
from inspektor.queries.register import units
from inspektor.queries.templates import templates
from inspektor.settings import Settings
from inspektor.shapes.papers import PaperKind
from ui.app import Program
from ui.dialogs.paper import PaperDialog
from ui.dialogs.paper_out import PaperOut
from ui.jobs import Jobs
from ui.operations import Operations


def test_typing_survives_lock_and_close(qapp, qtbot, tmp_path, type_text, press):
    a_workspace(tmp_path / "w").close()
    program = Program(qapp, Settings(scheme="light"), tmp_path / "w")
    program.start()
    shell = Shell(program, tmp_path / "w")
    qtbot.waitUntil(program.window.isActiveWindow)
    unlock(shell, type_text)
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    provider = register.add_provider(shell.workspace, name="Ankaret AB").created("provider")
    register.add_unit(shell.workspace, provider_id=provider, name="Bryggan", service_type="HVB")
    page = shell.go("register")
    qtbot.waitUntil(lambda: _has(page, "Manager"))
    type_text(line(page, "Manager"), "Åke")
    press(program.window, Qt.Key.Key_L, CTRL | SHIFT)
    assert program.session is None
    unlock(shell, type_text)
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    page = shell.go("register")
    qtbot.waitUntil(lambda: _has(page, "Manager"))
    assert line(page, "Manager").text() == "Åke"
    type_text(line(page, "Address"), "Ågatan 1")
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible())
    opened = first_start.open_workspace(tmp_path / "w", PASSPHRASE)
    assert (units(opened)[0].manager, units(opened)[0].address) == ("Åke", "Ågatan 1")
    opened.close()
    program.window.deleteLater()
    program.deleteLater()


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
