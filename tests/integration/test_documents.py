"""The protocol from follow-up to signatures by two people on two laptops, and what happens when it is tampered with."""

import hashlib

import pytest

from inspektor import formats
from inspektor.actions import checking, documents, follow_ups, observations, outside
from inspektor.actions.first_start import FirstStart, set_up
from inspektor.queries.follow_ups import sheet
from inspektor.queries.protocol import changed_after
from inspektor.report.appearance import Appearance
from inspektor.shapes.enums import DocumentStatus
from tests.builders import PASSPHRASE, QUICK, a_follow_up, set_up_for
from tests.paper_facts import text_of

STROKES = (((0.0, 0.0), (12.0, 18.0), (25.0, 4.0), (40.0, 16.0)),)


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    opened, _ = set_up_for(tmp_path_factory.mktemp("documents") / "karin")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def johan(tmp_path_factory):
    opened, _ = set_up_for(tmp_path_factory.mktemp("documents") / "johan", "Johan Lind")
    yield opened
    opened.close()


def exchange(one, other):
    for source, target in ((one, other), (other, one)):
        target.absorb(source.journal.all(), source.journal.launches())
        for sha256 in target.media_wanted():
            if source.media.has(sha256):
                target.media.put(source.media.get(sha256))


def visited(workspace):
    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    observations.add(workspace, follow_up, "Fyra i personalen vid ankomst.", requirement="HVB-BU-4.1")
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    return follow_up


def sign_first(workspace, follow_up):
    mine = Appearance(workspace.profile.name, workspace.profile.title, strokes=STROKES)
    documents.seal_and_sign(workspace, follow_up, PASSPHRASE, mine)
    return sheet(workspace, follow_up).documents[0]


def bad(workspace, content):
    return [
        finding.text
        for finding in checking.verify_data(workspace, content).findings
        if finding.level == "bad"
    ]


def test_what_stops_is_named_and_nothing_is_sealed(karin):
    follow_up = a_follow_up(karin)
    with pytest.raises(documents.GapsRemain) as refused:
        documents.seal_and_sign(karin, follow_up, PASSPHRASE, Appearance("Karin Åkerström"))
    assert {gap.code for gap in refused.value.gaps} == {"arrival", "conflict_of_interest"}
    assert sheet(karin, follow_up).documents == ()


def test_one_inspector_signs_and_the_follow_up_goes_on(karin):
    follow_up = visited(karin)
    document = sign_first(karin, follow_up)
    assert document.status is DocumentStatus.SIGNED
    assert changed_after(karin, follow_up) == ()
    observations.add(karin, follow_up, "Kompletterat per telefon.")
    assert changed_after(karin, follow_up) == ("method", "observations") or "observations" in changed_after(
        karin, follow_up
    )
    again = sign_first(karin, follow_up)
    assert again.version == 2
    assert changed_after(karin, follow_up) == (), "that it names the old is no change of the visit"
    printed = text_of(documents.data(karin, again.id))
    day = formats.date_prose(document.sealed_at)
    assert f"Den här versionen ersätter version 1.0, undertecknad {day}." in printed
    assert document.media in printed.replace(" ", "")
    assert [each.status for each in sheet(karin, follow_up).documents] == [
        DocumentStatus.SIGNED,
        DocumentStatus.SUPERSEDED,
    ]


def test_a_correction_of_what_somebody_never_signed_says_so(karin, johan):
    follow_up = visited(karin)
    exchange(karin, johan)
    follow_ups.join_team(johan, follow_up)
    follow_ups.answer_conflict_of_interest(johan, follow_up, False)
    exchange(karin, johan)
    day = formats.date_prose(sign_first(karin, follow_up).sealed_at)
    assert f"1.0, upprättad {day}." in text_of(documents.data(karin, sign_first(karin, follow_up).id))


def test_a_wrong_passphrase_signs_nothing(karin):
    follow_up = visited(karin)
    from inspektor.report.credentials import WrongPassphrase

    with pytest.raises(WrongPassphrase):
        documents.seal_and_sign(karin, follow_up, "inte den rätta frasen", Appearance("Karin Åkerström"))
    assert sheet(karin, follow_up).documents == ()


def test_two_sign_on_their_own_laptops_and_all_tampering_is_found(karin, johan):
    follow_up = visited(karin)
    exchange(karin, johan)
    follow_ups.join_team(johan, follow_up)
    follow_ups.answer_conflict_of_interest(johan, follow_up, False)
    exchange(karin, johan)
    document = sign_first(karin, follow_up)
    assert document.status is DocumentStatus.AWAITING_SIGNATURE
    first = documents.data(karin, document.id)
    exchange(karin, johan)
    documents.sign(johan, document.id, PASSPHRASE, Appearance("Johan Lind", "Kvalitetsgranskare"))
    exchange(karin, johan)
    assert karin.state_hash() == johan.state_hash()
    whole = documents.data(karin, document.id)
    assert sheet(karin, follow_up).documents[0].status is DocumentStatus.SIGNED
    for workspace in (karin, johan):
        assert checking.verify_data(workspace, whole).ok, checking.verify_data(workspace, whole).findings

    flipped = bytearray(whole)
    flipped[len(first) // 2] ^= 1
    assert bad(karin, bytes(flipped))
    assert bad(karin, first), "cut back to the first signature"
    assert bad(karin, whole + b"\n% appended\n")
    assert hashlib.sha256(documents.data(johan, document.id)).hexdigest() == hashlib.sha256(whole).hexdigest()


def test_nobody_signs_as_another(karin, johan):
    follow_up = visited(karin)
    document = sign_first(karin, follow_up)
    exchange(karin, johan)
    with pytest.raises(documents.NotYourSignature):
        documents.sign(johan, document.id, PASSPHRASE, Appearance("Karin Åkerström"))


def test_export_never_leaves_half_a_file(karin, tmp_path):
    document = sign_first(karin, visited(karin))
    documents.export(karin, document.id, tmp_path / "Besöksprotokoll å.pdf")
    assert (tmp_path / "Besöksprotokoll å.pdf").read_bytes() == documents.data(karin, document.id)
    with pytest.raises(outside.NotExported):
        documents.export(karin, document.id, tmp_path / "finns inte" / "x.pdf")


def test_a_failed_set_up_takes_away_what_it_made(tmp_path, monkeypatch):
    from inspektor.actions import signing
    from inspektor.errors import RuleBroken

    def begin(name):
        start = FirstStart(name, "Kvalitetsgranskare", "Norrby kommun", "Socialnämnden", PASSPHRASE)
        set_up(tmp_path / "ny", start, cost=QUICK)

    with pytest.raises(RuleBroken) as refused:
        begin("   ")
    assert refused.value.field == "name"
    assert not (tmp_path / "ny").exists()

    def fail(*_args):
        raise OSError("no space")

    monkeypatch.setattr(signing, "make_identity", fail)
    with pytest.raises(OSError, match="no space"):
        begin("Karin Åkerström")
    assert not (tmp_path / "ny").exists()
