"""A follow-up saved as a file in one window, and imported from it in another's: shown before, refused in words."""

from builders import a_follow_up, lay_down
from PySide6.QtWidgets import QApplication
from shell_parts import button, seen, told, unlock, words

from inspektor import paths
from inspektor.actions import interviews, register
from inspektor.actions.templates import publish_file
from inspektor.i18n import tr
from inspektor.queries.follow_ups import follow_ups
from inspektor.queries.interviews import notes
from ui.dialogs.files import FileChooser
from ui.screens.follow_up import FollowUpScreen


def pick(path) -> None:
    """As the system's dialog does."""
    chooser = next(each for each in QApplication.topLevelWidgets() if isinstance(each, FileChooser))
    chooser.picked.emit(path)
    chooser.reject()


def saved(shell, file, qtbot) -> None:
    """A follow-up with a note, saved from its overview."""
    follow_up = a_follow_up(shell.workspace, registry_number="SN 2026/77")
    interviews.add_note(shell.workspace, follow_up, "Ensam å natten")
    shell.inside.open_follow_up(follow_up)
    (screen,) = seen(shell.inside, FollowUpScreen)
    qtbot.waitUntil(lambda: bool(screen.pages()))
    button(screen, "Save the follow-up as a file").click()
    dialog = shell.dialog()
    assert "inte krypterad" in words(dialog)
    button(dialog, "Choose where").click()
    pick(file)
    qtbot.waitUntil(file.exists)
    assert told(dialog) == [f"{file.name} är sparad."]
    button(dialog, "Close").click()
    shell.program.window.close()


def offered(shell, file):
    """The dialog that shows what the file holds."""
    button(shell.go("follow_ups"), "Import a follow-up").click()
    pick(file)
    return shell.dialog()


def refused(shell, file) -> str:
    """What is said of a file that cannot be imported."""
    dialog = offered(shell, file)
    (why,) = told(dialog)
    assert not dialog.verb.isEnabled()
    dialog.reject()
    return why


def test_it_goes_from_window_to_window_and_is_shown_before_it_is_taken_in(
    shell, begin, tmp_path, qtbot, type_text
):
    file, rubbish = tmp_path / "uppföljning å.zip", tmp_path / "rester.json"
    saved(shell, file, qtbot)
    lay_down(tmp_path / "annan", "Olle Ek")
    other = begin(tmp_path / "annan")
    unlock(other, type_text)
    qtbot.waitUntil(lambda: other.program.session is not None)
    assert "finns inte här" in refused(other, file)
    publish_file(other.workspace, paths.resources() / "templates" / "hvb-barn-unga.yaml")
    provider = register.add_provider(other.workspace, name="Björkhaga Omsorg AB").created("provider")
    register.add_unit(other.workspace, provider_id=provider, name="HVB Björkhaga", service_type="HVB")
    rubbish.write_bytes(b"{")
    assert "rester.json är ingen uppföljning som kan importeras." in refused(other, rubbish)
    before = other.workspace.state_hash()
    dialog = offered(other, file)
    said = words(dialog)
    for each in ("HVB Björkhaga", "SN 2026/77", f"{tr('Note')}: 1"):
        assert each in said
    dialog.reject()
    assert other.workspace.state_hash() == before
    button(offered(other, file), "Import").click()
    qtbot.waitUntil(lambda: bool(seen(other.inside, FollowUpScreen)))
    (row,) = follow_ups(other.workspace)
    assert [each.text for each in notes(other.workspace, row.id)] == ["Ensam å natten"]
    assert refused(other, file) == tr("The follow-up is here already, or has been here and was deleted.")
