"""A timestamp added later, when a server is reachable: allowed by the lock, and checked like the signatures."""

from datetime import timedelta
from functools import cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from protocol_facts import a_protocol
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from signing_identity import SIGNED_AT, identity, personal

from inspektor.i18n import Texts
from inspektor.report.appearance import Appearance
from inspektor.report.build import build_protocol
from inspektor.report.sign import sign
from inspektor.report.verify import verify


@cache
def authority() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """A timestamp server's key and certificate, its own root."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tidsstämplaren")])
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(SIGNED_AT - timedelta(days=1))
        .not_valid_after(SIGNED_AT + timedelta(days=4000))
        .add_extension(stamping, critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def stamped(pdf: bytes) -> bytes:
    key, certificate = authority()
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    server = DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        tsa_key=asn1_keys.PrivateKeyInfo.load(der),
        fixed_dt=SIGNED_AT + timedelta(hours=2),
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    out = signers.PdfTimeStamper(server).timestamp_pdf(writer, "sha256")
    return bytes(out.getbuffer())


@cache
def locked() -> bytes:
    pdf = build_protocol(a_protocol(signers=a_protocol().signers[:1]), Texts("sv"), draft=False).data
    shown = Appearance("Karin Åkerström")
    return sign(pdf, "underskrift-1", personal(), shown, certify=True, lock=True, when=SIGNED_AT)


def test_a_timestamp_after_the_lock_leaves_the_signature_whole():
    root = authority()[1].public_bytes(Encoding.DER)
    verdict = verify(stamped(locked()), expected_signatures=1, roots=(identity().root, root))
    assert verdict.ok
    assert verdict.findings[-1].text == "Tidsstämplat 26 november 2026 kl. 17.55."
    assert {finding.level for finding in verdict.findings} == {"ok"}


def test_a_timestamp_by_an_unknown_server_is_a_warning():
    verdict = verify(stamped(locked()), roots=(identity().root,))
    assert verdict.ok
    assert verdict.findings[-1].level == "warn"


def test_a_flipped_byte_in_a_timestamped_file_is_found():
    data = bytearray(stamped(locked()))
    data[30_000] ^= 1
    verdict = verify(bytes(data), roots=(identity().root,))
    assert not verdict.ok
    assert verdict.findings[-1].level == "bad"


def test_bytes_after_the_timestamp_are_found():
    verdict = verify(stamped(locked()) + b"\n% mer\n", roots=(identity().root,))
    assert not verdict.ok
