"""The settings of signing: the timestamp server and its queue."""

import pytest
from builders import PASSPHRASE, a_follow_up
from shell_parts import button, field, line, told, words

from inspektor import settings
from inspektor.actions import documents, follow_ups, observations, signing
from inspektor.i18n import tr
from inspektor.queries.follow_ups import sheet
from inspektor.shapes.enums import TimestampState
from tests.timestamp_server import timestamp_server


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
    with timestamp_server() as server:
        use(page, type_text, server.address)
        button(page, "Timestamp now").click()
    assert "1 dokument är tidsstämplat." in told(page)
    assert sheet(workspace, follow_up).documents[0].timestamp is TimestampState.STAMPED
    qtbot.waitUntil(lambda: "väntar på tidsstämpel" not in words(page))
