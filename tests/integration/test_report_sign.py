"""Signing and checking: what is whole passes, every kind of meddling is found."""

import random
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from other_programs import overpainted
from protocol_facts import a_protocol, with_observations
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from signing_identity import SIGNED_AT, colleagues_key, identity, personal, roots, seal

from inspektor.i18n import Texts
from inspektor.report.appearance import Appearance
from inspektor.report.build import build_protocol
from inspektor.report.phrases import handwritten
from inspektor.report.sign import CannotSign, FieldMissing, sign
from inspektor.report.verify import Verdict, sha256, verify

STROKES = (((0.0, 0.0), (20.0, 30.0), (40.0, 5.0), (60.0, 22.0)),)
KARIN = Appearance("Karin Åkerström", "Uppföljare", "Upprättat och undertecknat")
JOHAN = Appearance("Johan Lind", "Kvalitetsgranskare", "Undertecknat", STROKES)
RECEIVED = handwritten("Anna Sandberg", "Sigill för Norrby kommun på D-17", Texts("sv"))
ANNA = Appearance("Anna Sandberg", "Föreståndare", RECEIVED, STROKES)


@cache
def unsigned() -> bytes:
    return build_protocol(a_protocol(), Texts("sv"), draft=False).data


@cache
def once() -> bytes:
    return sign(unsigned(), "underskrift-1", personal(), KARIN, certify=True, lock=False, when=SIGNED_AT)


@cache
def twice() -> bytes:
    return sign(once(), "underskrift-3", seal(), ANNA, certify=False, lock=False, when=SIGNED_AT)


@cache
def thrice() -> bytes:
    return sign(twice(), "underskrift-2", colleagues_key(), JOHAN, certify=False, lock=True, when=SIGNED_AT)


def levels(verdict: Verdict) -> list[str]:
    return [finding.level for finding in verdict.findings]


def said(verdict: Verdict) -> str:
    return "\n".join(finding.text for finding in verdict.findings)


def test_all_signatures_pass_and_the_file_is_the_kept_one():
    verdict = verify(thrice(), expected_sha256=sha256(thrice()), expected_signatures=3, roots=roots())
    assert verdict.ok
    assert set(levels(verdict)) == {"ok"}
    assert "Karin Åkerström undertecknade 26 november 2026 kl. 15.55." in said(verdict)
    reason = (
        "Handskriven underskrift av Anna Sandberg, mottagen på plats: läst, inte nödvändigtvis instämt."
        " Sigill för Norrby kommun på D-17"
    )
    assert f"Angivet skäl: {reason}." in said(verdict)
    assert "Denna dator, sigill för Karin Åkerström" in said(verdict)


def test_each_signature_keeps_the_earlier_ones_whole():
    for pdf, count in ((once(), 1), (twice(), 2)):
        verdict = verify(pdf, expected_signatures=count, roots=roots())
        assert verdict.ok
        assert pdf[: len(unsigned())] == unsigned()


def test_what_is_not_signed_yet_is_named():
    verdict = verify(once(), roots=roots())
    assert verdict.ok
    assert "Underskrift: Johan Lind, Underskrift: Anna Sandberg" in said(verdict)


def test_an_unsigned_document_is_a_warning_or_wrong_where_signatures_are_expected():
    assert levels(verify(unsigned())) == ["warn", "warn"]
    assert not verify(unsigned(), expected_signatures=1).ok


def test_without_roots_identities_are_not_judged():
    verdict = verify(thrice())
    assert verdict.ok
    assert levels(verdict) == ["ok", "warn", "warn", "warn"]


def test_a_signature_by_an_unknown_root_is_wrong_where_roots_are_known():
    verdict = verify(thrice(), roots=(identity().root,))
    assert not verdict.ok
    assert levels(verdict).count("bad") == 1
    assert "Johan Lind" in next(finding.text for finding in verdict.findings if finding.level == "bad")


def test_a_flipped_byte_in_the_first_revision_breaks_every_signature():
    at = len(unsigned()) // 2
    changed = thrice()[:at] + bytes([thrice()[at] ^ 1]) + thrice()[at + 1 :]
    assert levels(verify(changed, roots=roots())).count("bad") == 3


def test_a_flipped_byte_in_a_later_revision_leaves_the_earlier_signature_whole():
    at = len(once()) + 900
    changed = thrice()[:at] + bytes([thrice()[at] ^ 1]) + thrice()[at + 1 :]
    verdict = verify(changed, roots=roots())
    assert not verdict.ok
    assert levels(verdict).count("bad") >= 2


@pytest.mark.parametrize("signed", [once, thrice])
def test_painting_over_a_page_is_found(signed):
    verdict = verify(overpainted(signed()), roots=roots())
    assert not verdict.ok
    assert "Filen har ändrats efter underskriften av Karin Åkerström" in said(verdict)


def test_a_field_filled_or_added_by_another_program_is_found():
    writer = IncrementalPdfFileWriter(BytesIO(once()))
    field = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.pdf_string("anm"),
            pdf_name("/V"): generic.pdf_string("x"),
        }
    )
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(field))
    writer.update_container(fields)
    out = BytesIO()
    writer.write(out)
    assert not verify(out.getvalue(), roots=roots()).ok


def test_a_file_cut_back_is_found_by_number_and_by_checksum():
    cut = thrice()[: len(once())]
    assert verify(cut, roots=roots()).ok
    assert not verify(cut, roots=roots(), expected_signatures=3).ok
    verdict = verify(cut, roots=roots(), expected_sha256=sha256(thrice()))
    assert verdict.findings[0].text == "Filen är inte den som sparades: kontrollsumman stämmer inte."


def test_a_file_cut_inside_a_revision_is_found_without_knowing_more():
    assert not verify(thrice()[: len(twice()) + 500], roots=roots()).ok


def test_a_saved_again_file_is_found():
    out = BytesIO()
    with pikepdf.open(BytesIO(thrice())) as opened:
        opened.save(out)
    assert not verify(out.getvalue(), roots=roots()).ok


def test_more_signatures_than_expected_are_wrong():
    assert not verify(thrice(), expected_signatures=2, roots=roots()).ok


def test_an_empty_file_is_said():
    assert said(verify(b"")) == "Filen är tom."


@pytest.mark.parametrize("data", [b"hej", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_pdf_is_said(data):
    assert said(verify(data)) == "Filen är inte ett PDF-dokument."


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\n" * 5000 + b"%%EOF"])
def test_a_broken_pdf_is_said(data):
    assert "skadad" in said(verify(data))


def test_damage_of_any_kind_gives_findings_and_never_an_error():
    chance = random.Random(2026)
    for _ in range(60):
        data = bytearray(thrice())
        start = chance.randrange(len(data))
        kind = chance.randrange(3)
        if kind == 0:
            data[start] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[start : start + chance.randrange(1, 3000)]
        else:
            data[start:start] = chance.randbytes(chance.randrange(1, 60))
        verdict = verify(bytes(data), expected_sha256=sha256(thrice()), roots=roots())
        assert not verdict.ok


def test_the_first_of_one_signer_certifies_and_locks_at_once():
    facts = a_protocol(signers=a_protocol().signers[:1])
    pdf = build_protocol(facts, Texts("sv"), draft=False).data
    alone = sign(pdf, "underskrift-1", personal(), KARIN, certify=True, lock=True, when=SIGNED_AT)
    assert verify(alone, expected_signatures=1, roots=roots()).ok
    assert not verify(overpainted(alone), roots=roots()).ok


def test_a_signed_field_or_a_missing_one_cannot_be_signed():
    for field in ("underskrift-1", "underskrift-9"):
        with pytest.raises(FieldMissing):
            sign(once(), field, personal(), KARIN, certify=False, lock=False, when=SIGNED_AT)


def test_only_the_first_signature_certifies():
    with pytest.raises(CannotSign):
        sign(once(), "underskrift-2", personal(), KARIN, certify=True, lock=False, when=SIGNED_AT)


def test_after_the_lock_nothing_more_is_signed():
    facts = with_observations(8)
    pdf = build_protocol(facts, Texts("sv"), draft=False).data
    locked = sign(pdf, "underskrift-1", personal(), KARIN, certify=True, lock=True, when=SIGNED_AT)
    with pytest.raises(CannotSign) as raised:
        sign(locked, "underskrift-2", colleagues_key(), JOHAN, certify=False, lock=False, when=SIGNED_AT)
    assert "oförändrad" in raised.value.text()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n"])
def test_a_broken_file_cannot_be_signed(data):
    with pytest.raises(CannotSign):
        sign(data, "underskrift-1", personal(), KARIN, certify=True, lock=False, when=SIGNED_AT)


def test_the_signatures_say_when_why_and_who():
    with pikepdf.open(BytesIO(thrice())) as opened:
        values = [field.V for field in opened.Root.AcroForm.Fields]
    assert [str(value.Name) for value in values] == ["Karin Åkerström", "Johan Lind", "Anna Sandberg"]
    assert str(values[2].Reason).endswith("inte nödvändigtvis instämt. Sigill för Norrby kommun på D-17")
    assert {str(value.SubFilter) for value in values} == {"/ETSI.CAdES.detached"}
    assert str(values[0].M).startswith("D:20261126155500+01")


def test_the_file_stays_pdf_1_7():
    assert thrice().startswith(b"%PDF-1.7")
    with pikepdf.open(BytesIO(thrice())) as opened:
        assert "/Version" not in opened.Root or str(opened.Root.Version) == "/1.7"
