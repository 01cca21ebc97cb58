"""The provider's representative: signs here, signs elsewhere, or does not sign; nothing else comes in that way."""

from io import BytesIO

import pikepdf
import pytest

from inspektor.actions import checking, documents, follow_ups, observations, representatives
from inspektor.errors import RuleBroken
from inspektor.queries.follow_ups import sheet
from inspektor.queries.protocol import changed_after
from inspektor.report.appearance import Appearance
from inspektor.report.returned import NotTaken
from inspektor.shapes.enums import DocumentStatus, SignatureMethod
from inspektor.shapes.representative import Representative
from tests.builders import PASSPHRASE, a_follow_up, set_up_for
from tests.other_programs import overpainted, signed_elsewhere
from tests.paper_facts import text_of

STROKES = (((0.0, 0.0), (12.0, 18.0), (25.0, 4.0), (40.0, 16.0)),)
ANNA = Representative("Anna Sandberg", "Föreståndare")
THEIRS = "underskrift-2"


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    made, _ = set_up_for(tmp_path_factory.mktemp("representatives") / "karin")
    yield made
    made.close()


def sealed(workspace, representative=ANNA):
    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    observations.add(workspace, follow_up, "Fyra i personalen vid ankomst.")
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    mine = Appearance("Karin Åkerström", "Kvalitetsgranskare")
    documents.seal_and_sign(workspace, follow_up, PASSPHRASE, mine, representative=representative)
    return sheet(workspace, follow_up).documents[0], follow_up


def newest(workspace, follow_up):
    document = sheet(workspace, follow_up).documents[0]
    return document, documents.data(workspace, document.id)


def findings(workspace, content):
    return [(each.level, each.text) for each in checking.verify_data(workspace, content).findings]


@pytest.fixture(scope="module")
def waiting(karin):
    """A sealed protocol that waits for Anna, and its file; never signed further here."""
    document, follow_up = sealed(karin)
    return document, follow_up, documents.data(karin, document.id)


def test_a_representative_signs_here_under_the_seal_and_locks(karin):
    document, follow_up = sealed(karin)
    assert document.status is DocumentStatus.AWAITING_SIGNATURE
    assert document.representative_place() == document.signers[1]
    first = documents.data(karin, document.id)
    representatives.sign_here(karin, document.id, STROKES)
    document, whole = newest(karin, follow_up)
    assert document.status is DocumentStatus.SIGNED
    assert document.representative_place() is None
    assert document.signature_count == 2
    assert whole.startswith(first)
    last = document.signatures[-1]
    assert (last.name, last.title, last.method) == ("Anna Sandberg", "Föreståndare", SignatureMethod.DRAWN)
    said = findings(karin, whole)
    assert {level for level, _ in said} == {"ok"}, said
    words = "\n".join(text for _, text in said)
    assert "Denna dator, sigill för Karin Åkerström" in words
    assert "Handskriven underskrift av Anna Sandberg, mottagen på plats" in words
    assert "läst, inte nödvändigtvis instämt" in words
    assert changed_after(karin, follow_up) == (), "who signs for the provider is no fact of the visit"
    with pytest.raises(representatives.NoRepresentative):
        representatives.sign_here(karin, document.id, STROKES)
    with pytest.raises(representatives.NotOurs):
        representatives.receive(karin, signed_elsewhere(first, THEIRS))


def test_a_representative_who_abstains_is_named_and_waits_for_nobody(karin):
    document, _ = sealed(karin, Representative(" Anna  Sandberg ", "Föreståndare", abstains=True))
    assert document.status is DocumentStatus.SIGNED
    assert [each.name for each in document.signers] == ["Karin Åkerström"]
    printed = text_of(documents.data(karin, document.id))
    assert "Var närvarande och undertecknar inte." in printed
    assert "Anna Sandberg" in printed
    with pytest.raises(representatives.NoRepresentative):
        representatives.sign_here(karin, document.id, STROKES)


def test_a_file_signed_elsewhere_becomes_the_next_revision(karin, tmp_path):
    document, follow_up = sealed(karin)
    theirs = signed_elsewhere(documents.data(karin, document.id), THEIRS)
    path = tmp_path / "undertecknad.pdf"
    path.write_bytes(theirs)
    representatives.receive_file(karin, path)
    document, whole = newest(karin, follow_up)
    assert whole == theirs
    assert document.status is DocumentStatus.SIGNED
    taken = document.signature_at(document.signers[1])
    assert (taken.name, taken.method) == ("Anna Sandberg", SignatureMethod.RECEIVED)
    said = findings(karin, whole)
    assert "bad" not in {level for level, _ in said}, said
    assert any(level == "warn" and "Anna Sandberg" in text for level, text in said)
    assert any(level == "warn" and "inte längre PDF/A" in text for level, text in said), (
        "Courier is not in the file"
    )
    with pikepdf.open(BytesIO(whole)) as opened:
        theirs = next(each for each in opened.Root.AcroForm.Fields if each.T == THEIRS)
        assert (theirs.Lock.Action, theirs.V.Reference[0].TransformMethod) == ("/All", "/FieldMDP")


def test_a_name_is_needed_and_so_are_strokes(karin, waiting):
    with pytest.raises(RuleBroken) as refused:
        sealed(karin, Representative("  ", "Föreståndare"))
    assert refused.value.field == "representative"
    with pytest.raises(RuleBroken):
        representatives.sign_here(karin, waiting[0].id, ())


def resaved(pdf):
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def flipped_at_the_end(pdf):
    signed = bytearray(signed_elsewhere(pdf, THEIRS))
    signed[len(pdf) + 300] ^= 1
    return bytes(signed)


MISTREATED = {
    "not signed": (lambda pdf: pdf, "Filen är inte undertecknad av företrädaren."),
    "painted over, then signed": (
        lambda pdf: signed_elsewhere(overpainted(pdf), THEIRS),
        "på ett sätt som den inte tillåter",
    ),
    "signed, then painted over": (lambda pdf: overpainted(signed_elsewhere(pdf, THEIRS)), "ändrats efter"),
    "signed in a field of its own": (
        lambda pdf: signed_elsewhere(pdf, "egen", new_field=True),
        "på en annan plats",
    ),
    "bytes after the signature": (lambda pdf: signed_elsewhere(pdf, THEIRS) + b"\n% mer\n", "lagts till"),
    "damaged": (flipped_at_the_end, ""),
    "in a colleague's name": (
        lambda pdf: signed_elsewhere(pdf, THEIRS, "Karin Åkerström"),
        "kan vara en annan person",
    ),
}


@pytest.mark.parametrize("how", MISTREATED)
def test_anything_but_the_one_signature_is_refused_with_its_reason(karin, waiting, how):
    document, follow_up, ours = waiting
    mistreat, reason = MISTREATED[how]
    with pytest.raises(NotTaken) as refused:
        representatives.receive(karin, mistreat(ours))
    assert reason in refused.value.text()
    assert newest(karin, follow_up) == (document, ours)


@pytest.mark.parametrize(
    "content", [b"", b"hej", resaved, lambda pdf: pdf[:-200] + signed_elsewhere(pdf, THEIRS)[len(pdf) :]]
)
def test_a_file_that_does_not_continue_ours_is_refused(karin, waiting, content):
    theirs = content if isinstance(content, bytes) else content(waiting[2])
    with pytest.raises(representatives.NotOurs):
        representatives.receive(karin, theirs)


def test_a_file_without_its_signatures_is_found_here_though_it_looks_unsigned(karin, waiting):
    ours = waiting[2]
    bare = ours[: ours.index(b"%%EOF") + 6]
    assert b"/ByteRange" not in bare
    said = findings(karin, bare)
    assert sum(level == "bad" for level, _ in said) == 2, said
