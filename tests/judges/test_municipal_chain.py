"""Certificates by approval: a root on paper, administrators who issue, and what becomes of those who leave."""

import re
import ssl
import subprocess
from datetime import timedelta

import pytest
from asn1crypto import cms

from inspektor import clock
from inspektor.actions import checking, documents, follow_ups, representatives, signing
from inspektor.queries.follow_ups import sheet
from inspektor.report import authority, credentials
from inspektor.report.appearance import Appearance
from inspektor.report.verify import verify
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.membership import GroupRole
from inspektor.shapes.representative import Representative
from inspektor.store import vouched
from inspektor.sync import certificates, leaving
from inspektor.sync.group import Group
from inspektor.sync.joining import found_group
from inspektor.sync.state import Memory
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.sync_folders import join, settle

STROKES = (((0.0, 0.0), (9.0, 30.0), (40.0, 2.0)),)
UNKNOWN = "kommer inte från någon som är känd här"


class Unit:
    """Anna founds a group and lets Bo in; both have keys from before, and Anna has signed with hers."""

    def __init__(self, base):
        (base / "delad").mkdir()
        self.anna, self.bo = (a_workspace(base / each, each) for each in ("Anna Ask", "Bo Bok"))
        for each in (self.anna, self.bo):
            a_follow_up(each)
            signing.make_identity(each, PASSPHRASE)
        self.own_root = signing.root(self.anna)
        self.before = signed(self.anna)
        self.founding = found_group(self.anna, base / "delad", "Uppföljningsenheten")
        join(self.anna, self.bo, base / "delad")
        settle(self.anna, self.bo)


def signed(workspace, representative=None) -> bytes:
    """A protocol of a new follow-up, signed by the workspace's own and by strokes of the representative."""
    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    shown = Appearance(workspace.profile.name, "")
    documents.seal_and_sign(workspace, follow_up, PASSPHRASE, shown, representative=representative)
    made = sheet(workspace, follow_up).documents_of(DocumentKind.VISIT_PROTOCOL)[0]
    if representative:
        representatives.sign_here(workspace, made.id, STROKES)
    return documents.data(workspace, made.id)


def said(workspace, pdf) -> tuple[bool, str]:
    verdict = checking.verify_data(workspace, pdf)
    return verdict.ok, "\n".join(each.text for each in verdict.findings)


@pytest.fixture(scope="module")
def unit(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "KEY_BITS", 2048)  # made in a fifth of the time
        made = Unit(tmp_path_factory.mktemp("intyg"))
    yield made
    for each in (made.anna, made.bo):
        each.close()


def test_who_is_let_in_signs_under_the_municipalitys_root(unit, require_tool, tmp_path):
    pdf = signed(unit.bo, Representative("Rut Ros", "Föreståndare"))
    root = signing.root(unit.bo)
    assert root == signing.root(unit.anna) != unit.own_root
    for workspace in (unit.anna, unit.bo):
        ok, words = said(workspace, pdf)
        assert ok
        assert "Bo Bok undertecknade" in words
        assert "instämt. Sigill för Norrby kommun på" in words
        assert words.count("Norrby kommun står för certifikatet.") == 2
        assert "Denna dator" not in words
        assert said(workspace, unit.before)[0], (
            "what was signed before there was a group is as good as it was"
        )
    outside = tmp_path / "utanför.pdf"
    outside.write_bytes(pdf)
    given = checking.read_root(documents.save_root(unit.bo, tmp_path / "rot.cer"))
    assert {each.level for each in checking.verify_file(None, outside, given).findings} == {"ok"}
    assert not verify(pdf, roots=[unit.own_root]).ok
    trusted = tmp_path / "rot.pem"
    trusted.write_text(ssl.DER_cert_to_PEM_cert(root))
    parts = re.findall(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", pdf)
    assert len(parts) == 2
    for start, first, second, length in (map(int, each) for each in parts):
        container = cms.ContentInfo.load(bytes.fromhex(pdf[start + first + 1 : second - 1].decode())).dump()
        (tmp_path / "sig.der").write_bytes(container)
        (tmp_path / "innehåll").write_bytes(pdf[start : start + first] + pdf[second : second + length])
        command = [require_tool("openssl"), "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any"]
        command += ["-in", tmp_path / "sig.der", "-content", tmp_path / "innehåll", "-CAfile", trusted]
        assert subprocess.run([*command, "-out", tmp_path / "ut"], capture_output=True).returncode == 0


def test_an_administrator_issues_and_nobody_in_secret(unit):
    leaving.set_role(unit.anna, unit.bo.identity.device_id, GroupRole.ADMINISTRATOR)
    settle(unit.anna, unit.bo)
    group = Group(unit.bo, Memory.load(unit.bo.local))
    own = group.membership.standings[unit.bo.identity.device_id]
    bo = authority.issuer(unit.bo.identity.signing_seed, certificates.chain(own, "issuing"))
    assert len(bo.chain) == 3, "Bo's, Anna's, and the root"
    anna = group.membership.standings[unit.anna.identity.device_id]
    assert authority.issuer(unit.bo.identity.signing_seed, certificates.chain(anna, "issuing")) is None
    kept = vouched.vouched(unit.bo.local)
    forged = bo.personal("Anna Ask", "", authority.public_of(kept.personal[0]), clock.now())
    vouched.tell(unit.bo.local, vouched.Vouched(kept.root, personal=(forged, *bo.ders())))
    pdf = signed(unit.bo)
    vouched.tell(unit.bo.local, kept)
    assert verify(pdf, roots=[kept.root]).ok, "the chain alone cannot know"
    ok, words = said(unit.anna, pdf)
    assert not ok
    assert UNKNOWN in words


def test_who_has_left_signs_no_more_and_what_was_signed_stays_good(unit):
    earlier = signed(unit.bo)
    now = clock.now()
    clock.set_source(lambda: now + timedelta(days=1))
    try:
        leaving.remove_member(unit.anna, unit.bo.identity.device_id)
        clock.set_source(lambda: now + timedelta(days=2))
        kept = vouched.vouched(unit.bo.local)
        later = [signed(unit.bo)]
        vouched.tell(unit.bo.local, vouched.Vouched())  # with the certificate made before there was a group
        later.append(signed(unit.bo))
        vouched.tell(unit.bo.local, kept)
    finally:
        clock.set_source(None)
    ok, words = said(unit.anna, earlier)
    assert ok
    assert "har sedan dess lämnat gruppen" in words
    for each in later:
        ok, words = said(unit.anna, each)
        assert not ok
        assert "hade lämnat gruppen" in words


def test_a_new_key_and_a_new_administrator_by_the_words_are_certified(unit):
    before = vouched.vouched(unit.anna.local).personal
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "KEY_BITS", 2048)
        signing.make_identity(unit.anna, PASSPHRASE)
    settle(unit.anna, unit.bo)
    after = vouched.vouched(unit.anna.local).personal
    assert (
        authority.public_of(after[0]) == signing.public_keys(unit.anna)[0] != authority.public_of(before[0])
    )
    leaving.become_administrator(unit.bo, list(unit.founding.recovery_words))
    settle(unit.bo, unit.anna)
    for each in (unit.anna, unit.bo):
        group = Group(each, Memory.load(each.local))
        bo = group.membership.standings[unit.bo.identity.device_id]
        assert len(certificates.chain(bo, "issuing")) == 2, "signed with the root itself"
        assert said(each, signed(unit.anna))[0]
