"""Between groups in the window: one chooses and saves a file, the other sees who and what before taking it in."""

from builders import a_workspace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shell_parts import button, seen, told, unlock, words

from inspektor.actions import backups
from inspektor.actions.register import add_provider, add_unit
from inspektor.i18n import tr
from inspektor.queries.parcels import offered, received
from inspektor.shapes.backup import BackupKind
from inspektor.shapes.parcels import SUFFIX
from inspektor.sync.between import own_words, receiving_key
from ui.dialogs.files import FileChooser
from ui.dialogs.paper import PaperDialog
from ui.dialogs.send_parcel import SendParcelDialog
from ui.lists.hits import HitList
from ui.widgets.lines import IconLine, SearchField
from ui.widgets.list_rows import ListRows
from ui.widgets.tick_list import TickList
from ui.widgets.word_row import WordRow


def pick(path) -> None:
    chooser = next(each for each in QApplication.topLevelWidgets() if isinstance(each, FileChooser))
    chooser.picked.emit(path)
    chooser.reject()


def test_a_file_goes_from_window_to_window(begin, demo_run, tmp_path, type_text, press, qtbot, monkeypatch):
    monkeypatch.setattr(backups, "LARGE_IMPORT", 1)
    receiver = a_workspace(tmp_path / "mottagare", "Maj Öhman")
    key = receiving_key(receiver).text
    add_provider(receiver, name="Egen Omsorg AB")
    receiver.close()
    with demo_run.copied(0, tmp_path / "avsändare") as sender:
        expected = offered(sender)[0].document
        fingerprint = own_words(sender)

    shell = begin(tmp_path / "avsändare")
    unlock(shell, type_text, demo_run.passphrase)
    qtbot.waitUntil(lambda: shell.program.session is not None)
    button(shell.go("parcels"), "Make a file for another group").click()
    dialog = shell.dialog()
    assert isinstance(dialog, SendParcelDialog)
    button(dialog, "Save the file").click()
    assert tr("Choose a document or a year.") in words(dialog)
    ticks = seen(dialog, TickList)[0]
    press(ticks, Qt.Key.Key_Down)
    press(ticks, Qt.Key.Key_Space)
    assert [row.title for row in seen(dialog, ListRows)[0].all_rows()] == [expected.unit]
    type_text(seen(dialog, IconLine)[0], key[:-1])
    button(dialog, "Save the file").click()
    assert "mottagarnyckel" in words(dialog)
    type_text(seen(dialog, IconLine)[0], key[-1])
    assert " ".join(fingerprint) in words(dialog)
    button(dialog, "Save the file").click()
    pick(tmp_path / "till grannen")
    file = tmp_path / ("till grannen" + SUFFIX)
    qtbot.waitUntil(lambda: file.exists() and not seen(shell.window, SendParcelDialog))

    takes_it_in(begin(tmp_path / "mottagare"), file, fingerprint, type_text, press, qtbot)


def takes_it_in(other, file, fingerprint, type_text, press, qtbot):
    unlock(other, type_text)
    qtbot.waitUntil(lambda: other.program.session is not None)
    page = other.go("parcels")
    button(page, "Take in a file").click()
    half = file.with_name("halv")
    half.write_bytes(file.read_bytes()[:900])
    pick(half)
    assert [each for each in told(other.dialog()) if "kan inte tas emot" in each]
    assert not button(other.dialog(), "Open").isEnabled()
    other.dialog().reject()
    page.take_in(file)
    dialog = other.dialog()
    assert seen(dialog, WordRow)[0].accessibleName().split(": ")[1].split(", ") == list(fingerprint)
    assert tr("Whole, signer unknown here") in seen(dialog, ListRows)[0].all_rows()[0].spoken()
    assert received(other.workspace) == ()
    button(dialog, "Take in the file").click()
    assert [each.kind for each in other.workspace.backups.listed()] == [BackupKind.BEFORE_IMPORT]
    qtbot.waitUntil(lambda: bool(seen(page, ListRows)))
    rows = seen(page, ListRows)[0]
    press(rows, Qt.Key.Key_Down)
    press(rows, Qt.Key.Key_Return)
    assert isinstance(other.dialog(), PaperDialog)
    other.dialog().reject()
    it_is_found(other, received(other.workspace)[0].documents[0].document, type_text, press, qtbot)
    page = other.go("parcels")
    other.window.activateWindow()
    qtbot.waitUntil(other.window.isActiveWindow)
    for _ in ("the unit", "its provider", "the file"):
        press(other.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not seen(page, ListRows))
    assert received(other.workspace) == ()


def it_is_found(other, document, type_text, press, qtbot):
    """By search, and below the unit that it is about."""
    search = other.go("search")
    type_text(seen(search, SearchField)[0], document.unit)
    qtbot.waitUntil(lambda: bool(seen(search, HitList)))
    hits = seen(search, HitList)[0]
    assert [each.hit.table for each in hits.all_rows()] == ["parcel_document"]
    press(seen(search, SearchField)[0], Qt.Key.Key_Down)
    press(hits, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    other.dialog().reject()
    provider = add_provider(other.workspace, name=document.provider).created("provider")
    unit = add_unit(other.workspace, provider_id=provider, name=document.unit, service_type="HVB")
    register = other.go("register")
    register.open_unit(unit.created("unit"))
    about = tr("From other groups")
    qtbot.waitUntil(lambda: about in [each.accessibleName() for each in seen(register, ListRows)])
    rows = next(each for each in seen(register, ListRows) if each.accessibleName() == about)
    assert [(row.title, row.verb) for row in rows.all_rows()] == [(document.title, "Läs")]
