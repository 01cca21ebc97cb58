"""Keys to sign with: who they name, what they may do, and what opens them."""

import unicodedata
from datetime import UTC, datetime

import pytest
from cryptography import x509
from signing_identity import PASSPHRASE, SEAL_SECRET, identity, personal, seal

from inspektor.report.credentials import DamagedCredential, WrongPassphrase, fingerprint, open_p12


def usage(certificate: x509.Certificate) -> x509.KeyUsage:
    return certificate.extensions.get_extension_for_class(x509.KeyUsage).value


def test_the_personal_certificate_names_the_person_and_may_sign():
    certificate = personal().certificate
    subject = {attribute.rfc4514_attribute_name: attribute.value for attribute in certificate.subject}
    assert subject["CN"] == "Karin Åkerström"
    assert subject["O"] == "Norrby kommun"
    assert subject["OU"] == "Socialnämnden"
    assert usage(certificate).digital_signature
    assert usage(certificate).content_commitment
    assert not usage(certificate).key_cert_sign
    assert personal().key.key_size == 3072


def test_the_seal_names_the_computer_and_not_the_person_alone():
    assert seal().name == "Denna dator, sigill för Karin Åkerström"


def test_the_root_vouches_for_both_and_can_do_nothing_else():
    root = x509.load_der_x509_certificate(identity().root)
    for credential in (personal(), seal()):
        credential.certificate.verify_directly_issued_by(root)
        assert credential.chain == (root,)
    assert usage(root).key_cert_sign
    assert not usage(root).digital_signature
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_the_roots_key_is_kept_nowhere():
    root_key = x509.load_der_x509_certificate(identity().root).public_key()
    assert personal().key.public_key() != root_key
    assert seal().key.public_key() != root_key


def test_the_certificates_are_valid_from_before_now_for_five_years():
    made = datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert personal().certificate.not_valid_before_utc < made
    assert personal().expires.year == 2031


@pytest.mark.parametrize("wrong", ["", "fyra blå cyklar", PASSPHRASE.upper(), SEAL_SECRET])
def test_a_wrong_passphrase_is_said(wrong):
    with pytest.raises(WrongPassphrase) as raised:
        open_p12(identity().personal, wrong)
    assert raised.value.text() == "Lösenfrasen öppnar inte signeringsnyckeln."
    assert raised.value.advice()


def test_the_passphrase_may_be_composed_in_either_way():
    assert open_p12(identity().personal, unicodedata.normalize("NFD", PASSPHRASE)).name == "Karin Åkerström"


@pytest.mark.parametrize("damage", [b"", b"not a key", slice(0, 300), slice(40, None)])
def test_a_damaged_key_is_told_from_a_wrong_passphrase(damage):
    data = identity().personal[damage] if isinstance(damage, slice) else damage
    with pytest.raises(DamagedCredential):
        open_p12(data, PASSPHRASE)


def test_a_certificate_alone_is_no_key():
    with pytest.raises(DamagedCredential):
        open_p12(identity().root, PASSPHRASE)


def test_the_fingerprint_can_be_read_aloud():
    groups = identity().fingerprint.split()
    assert [len(group) for group in groups] == [4] * 16
    assert fingerprint(identity().root) == identity().fingerprint


def test_nothing_secret_is_shown_by_accident():
    assert PASSPHRASE not in repr(identity())
    assert "PrivateKey" not in repr(personal())
    assert "personal" not in repr(identity())
