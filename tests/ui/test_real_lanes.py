"""The program with its real threads: opened, worked in, locked and closed, nothing lost and nothing left running."""

from builders import PASSPHRASE, a_workspace
from PySide6.QtCore import Qt
from shell_parts import CTRL, Shell, line, unlock

from inspektor.actions import first_start, register
from inspektor.queries.register import units
from inspektor.settings import Settings
from ui.app import Program


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
    press(program.window, Qt.Key.Key_L, CTRL)
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
