"""The settings of signing: the timestamp server and its queue, keys from elsewhere, data in documents."""

import pytest
from builders import PASSPHRASE, a_follow_up, quick_signing_keys
from shell_parts import button, field, line, seen, told, words

from inspektor import settings
from inspektor.actions import documents, follow_ups, observations, signing
from inspektor.errors import RuleBroken
from inspektor.i18n import tr
from inspektor.queries.follow_ups import sheet
from inspektor.queries.letterhead import attaches_data
from inspektor.shapes.enums import TimestampState
from inspektor.shapes.views import PersonRow
from tests.municipal_ca import SECRET, p12
from tests.soft_card import PIN, soft_card
from tests.timestamp_server import timestamp_server
from ui.dialogs.files import FileChooser
from ui.dialogs.sign import SignDialog
from ui.widgets.chip import Chip


@pytest.fixture
def page(shell):
    return shell.go("settings")


def use(page, type_text, address: str) -> None:
    written = line(page, "Timestamp server")
    written.clear()
    type_text(written, address)
    button(page, "Save and try").click()


def test_an_address_is_tried_and_kept_and_nonsense_is_not(page, type_text):
    use(page, type_text, "tid.norrby.se")
    assert "https://" in field(page, "Timestamp server").error()
    assert settings.load().timestamp_server == ""
    with timestamp_server() as server:
        use(page, type_text, f" {server.address} ")
        assert told(page) == [tr("The server answers. What is signed from now on is timestamped.")]
        assert settings.load().timestamp_server == server.address
        server.manner = "garbage"
        use(page, type_text, server.address)
        assert told(page) == [tr("The answer of the timestamp server cannot be used.")]
    use(page, type_text, "")
    assert told(page) == [tr("No timestamp server is used.")]
    assert settings.load().timestamp_server == ""


def test_what_waits_is_shown_and_stamped_by_the_button(shell, type_text, qtbot):
    workspace = shell.workspace
    follow_up = a_follow_up(workspace)
    with quick_signing_keys():
        signing.make_identity(workspace, PASSPHRASE)
    with timestamp_server("gone") as gone:
        settings.save(settings.Settings(timestamp_server=gone.address))
        follow_ups.arrive(workspace, follow_up)
        observations.add(workspace, follow_up, "Fyra vid ankomst.", requirement="HVB-BU-4.1")
        follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
        documents.seal_with(workspace, follow_up, PASSPHRASE)
    page = shell.go("settings")
    qtbot.waitUntil(lambda: "1 dokument väntar på tidsstämpel" in words(page))
    assert "Besöksprotokoll 1.0, HVB Björkhaga" in words(page)
    shell.inside.open_follow_up(follow_up, "report")
    qtbot.waitUntil(lambda: tr("Waits for a timestamp") in [each.text() for each in seen(shell.window, Chip)])
    page = shell.go("settings")
    with timestamp_server() as server:
        use(page, type_text, server.address)
        button(page, "Timestamp now").click()
    assert "1 dokument är tidsstämplat." in told(page)
    assert sheet(workspace, follow_up).documents[0].timestamp is TimestampState.STAMPED
    qtbot.waitUntil(lambda: "väntar på tidsstämpel" not in words(page))


# --- Keys and cards -----------------------------------------------------------------------------------


def test_a_key_from_a_file_is_imported_or_refused_by_its_field(shell, tmp_path, type_text, qtbot):
    a_follow_up(shell.workspace)
    with quick_signing_keys():
        signing.make_identity(shell.workspace, PASSPHRASE)
    page = shell.go("settings")
    for name, content in (("mina.p12", p12()), ("johans.p12", p12("Johan Lind"))):
        (tmp_path / name).write_bytes(content)
    button(page, "Save the root certificate").click()
    shell.window.findChildren(FileChooser)[-1].picked.emit(tmp_path / "rot.cer")
    qtbot.waitUntil(lambda: "Rotcertifikatet är sparat" in " ".join(told(page)))
    assert (tmp_path / "rot.cer").read_bytes() == signing.root(shell.workspace)
    button(page, "Import a .p12 file").click()
    dialog = shell.dialog()
    dialog.verb.click()
    assert field(dialog, "File").error() == tr("Choose the file.")
    for name, wrong in (("johans.p12", "File"), ("mina.p12", "")):
        dialog.choose(tmp_path / name)
        for label, secret in (("The file's passphrase", SECRET), ("Your passphrase", PASSPHRASE)):
            written = line(dialog, label)
            written.clear()
            type_text(written, secret)
        dialog.verb.click()
        if wrong:
            assert "någon annans" in field(dialog, wrong).error()
    assert tr("The key is imported. You sign with it from now on.") in told(page)
    qtbot.waitUntil(lambda: "Åkerström, Karin, utfärdad av Norrby kommuns CA" in words(page))


def test_cards_are_looked_for_and_one_signs_in_the_dialog(shell, type_text, qtbot):
    module = soft_card()
    page = shell.go("settings")
    written = line(page, "Smart card module (PKCS#11)")
    type_text(written, "/finns/inte.so\n")
    assert field(page, "Smart card module (PKCS#11)").error() == "Där finns ingen fil."
    written.clear()
    type_text(written, f"{module}\n")
    assert settings.load().card_module == str(module)
    expired = "Karins kort, utfärdat av Norrby kommuns CA. Certifikatet har gått ut."
    qtbot.waitUntil(lambda: expired in words(page))

    workspace, asked = shell.workspace, []
    dialog = SignDialog(
        "Besöksprotokoll", PersonRow("p", "Karin Åkerström", ""), shell.window, with_card=True
    )
    dialog.cards_asked.connect(lambda: dialog.show_cards(signing.card_certificates(workspace)))
    dialog.signed.connect(lambda *given: asked.append(given))
    dialog.unfold()
    button(dialog, "Smart card").click()
    dialog.verb.click()
    assert field(dialog, "PIN").error() == tr("Write the card's PIN.")
    type_text(line(dialog, "PIN"), PIN)
    dialog.verb.click()
    secret = asked[0][0]
    assert secret.pin == PIN
    assert signing.card_certificates(workspace)[0].id == secret.certificate
    dialog.show_error(
        RuleBroken("passphrase", "The PIN is wrong. After a few wrong ones the card is locked.")
    )
    assert "PIN-koden är fel" in field(dialog, "PIN").error()
    dialog.show_cards(())
    assert tr("No card can be signed with now.") in told(dialog)
    button(dialog, "Sign").click()
    assert told(dialog) == [], "looked again, and the card is there"
    dialog.reject()


def test_data_in_documents_is_turned_on_for_the_group(page, shell):
    box = button(page, "Attach what the document says as data (PDF/A-3a)")
    box.click()
    assert attaches_data(shell.workspace)
    box.click()
    assert not attaches_data(shell.workspace)
