"""Signing with a timestamp server in the settings: stamped at once, or queued and stamped when the server is there again."""

import pytest

from inspektor import settings
from inspektor.actions import checking, documents, follow_ups, observations, stamping
from inspektor.queries.follow_ups import sheet
from inspektor.queries.timestamps import waiting
from inspektor.shapes.enums import TimestampState
from tests.builders import PASSPHRASE, a_follow_up
from tests.command_line import Desk, run
from tests.timestamp_server import timestamp_server


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk.new(tmp_path_factory.mktemp("stamps") / "karin")


@pytest.fixture
def karin(desk):
    from inspektor.actions.first_start import open_workspace

    workspace = open_workspace(desk.folder, PASSPHRASE)
    yield workspace
    workspace.close()


def signed(workspace):
    """A follow-up of one inspector, signed; its document."""
    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    observations.add(workspace, follow_up, "Fyra i personalen vid ankomst.", requirement="HVB-BU-4.1")
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    documents.seal_with(workspace, follow_up, PASSPHRASE)
    return sheet(workspace, follow_up).documents[0]


def found(workspace, document):
    verdict = checking.verify_data(workspace, documents.data(workspace, document.id))
    return {finding.level for finding in verdict.findings}, [finding.text for finding in verdict.findings]


def use(address):
    settings.save(settings.Settings(timestamp_server=address))


def test_without_a_server_nothing_is_asked_and_nothing_waits(karin):
    document = signed(karin)  # the suite refuses every connection
    assert document.timestamp is TimestampState.NONE
    assert waiting(karin) == ()
    assert stamping.stamp_waiting(karin, mine=True).trouble == ""
    assert stamping.stamp_waiting(karin).trouble == "Ingen tidsstämpelserver är angiven."
    with pytest.raises(stamping.NoServer):
        stamping.stamp(karin, document.id)


def test_a_reachable_server_stamps_while_signing(karin):
    with timestamp_server(at=None) as server:
        use(server.address)
        document = signed(karin)
    assert document.timestamp is TimestampState.STAMPED
    levels, said = found(karin, document)
    assert levels == {"ok"}, "the server that one chose oneself is known here"
    assert any("Underskriften av Karin Åkerström tidsstämplades" in text for text in said)


def test_a_lost_server_queues_and_a_later_round_stamps_the_locked_file(karin):
    with timestamp_server("gone") as server:
        use(server.address)
        document = signed(karin)
        assert document.timestamp is TimestampState.WAITING
        assert [each.id for each in waiting(karin)] == [document.id]
        assert stamping.stamp_waiting(karin).trouble == "Tidsstämpelservern går inte att nå."
        before = documents.data(karin, document.id)
        assert checking.verify_data(karin, before).ok
    with timestamp_server() as server:
        use(server.address)
        assert stamping.stamp_waiting(karin, mine=True).stamped == (document.id,)
    assert waiting(karin) == ()
    after = documents.data(karin, document.id)
    assert after.startswith(before)
    levels, said = found(karin, document)
    assert levels == {"ok"}
    assert said[-1].startswith("Tidsstämplat ")
    assert checking.verify_data(karin, before).ok, "the copy that was sent before the stamp is as whole"
    assert not checking.verify_data(karin, after[:-1]).ok


def test_by_command_the_queue_is_shown_and_emptied(desk):
    with timestamp_server("500") as server:
        assert run("settings", "set", "timestamp-server", server.address).code == 0
        follow_up = _follow_up_by_action(desk)
        desk.did("document", "sign", follow_up)
        (queued,) = desk.did("document", "timestamp", "--list")["waiting"]
        refused = desk.run("document", "timestamp")
        assert refused.code == 1
        assert "Tidsstämpelservern nekade begäran." in refused.out
        assert queued["id"] in refused.out
        server.manner = "good"
        assert desk.run("document", "timestamp").out == "Inget dokument väntar på tidsstämpel.\n"
        assert desk.did("document", "timestamp", queued["id"])["waiting"] == [], "once more does no harm"
    assert run("settings", "set", "timestamp-server", "").code == 0
    assert desk.run("document", "timestamp").code == 2


def _follow_up_by_action(desk):
    from inspektor.actions.first_start import open_workspace

    workspace = open_workspace(desk.folder, PASSPHRASE)
    try:
        follow_up = a_follow_up(workspace)
        follow_ups.arrive(workspace, follow_up)
        observations.add(workspace, follow_up, "Fyra vid ankomst.", requirement="HVB-BU-4.1")
        follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
        return follow_up
    finally:
        workspace.close()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("timestamp-server", "ftp://tid", "Det här är inte adressen till en tidsstämpelserver."),
        ("card-module", "/finns/inte.so", "Där finns ingen fil."),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(name, value, said):
    done = run("settings", "set", name, value)
    assert done.code == 2
    assert said in done.err
    assert "inte satt" not in done.out
