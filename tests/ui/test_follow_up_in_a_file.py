"""A follow-up saved as a file in one window, and imported from it in another's: shown before, refused in words."""

from builders import a_follow_up, a_workspace
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


def test_it_goes_from_window_to_window_and_is_shown_before_it_is_taken_in(
    shell, begin, tmp_path, qtbot, type_text
):
    source = shell.workspace
    follow_up = a_follow_up(source, registry_number="SN 2026/77")
    interviews.add_note(source, follow_up, "Ensam å natten")
    shell.inside.open_follow_up(follow_up)
    (screen,) = seen(shell.inside, FollowUpScreen)
    qtbot.waitUntil(lambda: bool(screen.pages()))
    button(screen, "Save the follow-up as a file").click()
    dialog = shell.dialog()
    assert "inte krypterad" in words(dialog)
    button(dialog, "Choose where").click()
    file = tmp_path / "uppföljning å.zip"
    pick(file)
    qtbot.waitUntil(file.exists)
    assert told(dialog) == [f"{file.name} är sparad."]
    button(dialog, "Close").click()
    shell.program.window.close()

    a_workspace(tmp_path / "annan", "Olle Ek").close()
    other = begin(tmp_path / "annan")
    unlock(other, type_text)
    qtbot.waitUntil(lambda: other.program.session is not None)

    def offered(path):
        button(other.go("follow_ups"), "Import a follow-up").click()
        pick(path)
        return other.dialog()

    dialog = offered(file)
    assert "finns inte här" in "\n".join(told(dialog))
    assert not dialog.verb.isEnabled()
    dialog.reject()
    publish_file(other.workspace, paths.resources() / "templates" / "hvb-barn-unga.yaml")
    provider = register.add_provider(other.workspace, name="Björkhaga Omsorg AB").created("provider")
    register.add_unit(other.workspace, provider_id=provider, name="HVB Björkhaga", service_type="HVB")
    before = other.workspace.state_hash()
    rubbish = tmp_path / "rester.json"
    rubbish.write_bytes(b"{")
    dialog = offered(rubbish)
    assert told(dialog) == [
        "rester.json är ingen uppföljning som kan importeras. Den är varken en ZIP med en uppföljning eller JSON,"
        " eller så är den skadad."
    ]
    dialog.reject()
    dialog = offered(file)
    said = words(dialog)
    assert "HVB Björkhaga" in said
    assert "SN 2026/77" in said
    assert f"{tr('Note')}: 1" in said
    dialog.reject()
    assert other.workspace.state_hash() == before
    button(offered(file), "Import").click()
    qtbot.waitUntil(lambda: bool(seen(other.inside, FollowUpScreen)))
    (row,) = follow_ups(other.workspace)
    assert [each.text for each in notes(other.workspace, row.id)] == ["Ensam å natten"]
    dialog = offered(file)
    assert told(dialog) == [tr("The follow-up is here already, or has been here and was deleted.")]
    dialog.reject()
