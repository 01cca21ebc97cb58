"""Files of others, judged fairly: what is no fault is not called one, and what cannot be judged is said."""

from io import BytesIO

import pikepdf
import pytest
from protocol_facts import nothing_noted

from inspektor.actions import checking
from inspektor.i18n import Texts
from inspektor.report.build import build_protocol
from inspektor.report.verify import verify
from tests.builders import a_follow_up, a_workspace
from tests.other_programs import overpainted, signed_elsewhere
from tests.signing_identity import identity


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    workspace = a_workspace(tmp_path_factory.mktemp("others") / "karin")
    a_follow_up(workspace)  # which makes her a person here
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def theirs():
    """A document of the provider's own, not signed."""
    return build_protocol(nothing_noted(), Texts("sv"), draft=True).data


def locked(pdf, *, user):
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="ägaren", user=user, R=6))
    return out.getvalue()


def found(workspace, content):
    return [(each.level, each.text) for each in checking.verify_data(workspace, content).findings]


def test_a_document_that_nobody_signed_is_no_fault(karin, theirs):
    assert found(karin, theirs) == [("warn", "Dokumentet är inte undertecknat.")]


def test_a_strangers_signature_is_whole_but_not_vouched_for(karin, theirs):
    signed = signed_elsewhere(theirs, "deras", new_field=True)
    verdict = verify(signed, roots=(identity().root,), stranger_may_sign=checking.strangers(karin, None))
    assert verdict.ok
    assert not verify(signed, roots=(identity().root,)).ok, "where only colleagues may sign"
    assert any("Anna Sandberg undertecknade" in each.text for each in verdict.findings)
    assert any("kunde inte kontrolleras" in each.text for each in verdict.findings)


def test_a_stranger_who_signs_in_a_colleagues_name_is_found(karin, theirs):
    forged = signed_elsewhere(theirs, "deras", "KARIN ÅKERSTRÖM", new_field=True)
    verdict = verify(forged, roots=(identity().root,), stranger_may_sign=checking.strangers(karin, None))
    assert not verdict.ok
    assert any("kan vara en annan person" in each.text for each in verdict.findings)


def test_what_was_done_to_a_strangers_signed_file_is_found(karin, theirs):
    signed = signed_elsewhere(theirs, "deras", new_field=True)
    assert "bad" in dict(found(karin, overpainted(signed)))
    flipped = bytearray(signed)
    flipped[len(theirs) // 2] ^= 1
    assert "bad" in dict(found(karin, bytes(flipped)))


def test_an_encrypted_document_is_said_to_be_that_and_not_damaged(karin, theirs):
    closed = [("warn", "Filen är krypterad med lösenord och kan inte kontrolleras.")]
    assert found(karin, locked(theirs, user="hemligt")) == closed
    assert found(karin, locked(theirs, user="")) == [("warn", "Dokumentet är inte undertecknat.")]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Filen är tom."), (b"PK\x03\x04 ett Word-dokument", "Filen är inte ett PDF-dokument.")],
)
def test_what_is_no_document_is_said(karin, content, said):
    assert found(karin, content) == [("bad", said)]


def test_a_file_too_large_for_the_memory_is_not_read(karin, tmp_path):
    path = tmp_path / "stor.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(checking.MOST_BYTES + 1)
    with pytest.raises(checking.TooLarge) as refused:
        checking.verify_file(karin, path)
    assert "stor.pdf är större än 500 MB" in refused.value.text()
