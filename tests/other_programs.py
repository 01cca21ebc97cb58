"""What another program does with a file of ours: sign it with a key of its own, by the signing library's plainest means."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko_certvalidator.registry import SimpleCertificateStore

BEGUN, ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)


@cache
def their_key(name: str) -> signers.SimpleSigner:
    """A key with a certificate that nobody here knows."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(11)
        .not_valid_before(BEGUN)
        .not_valid_after(ENDS)
        .add_extension(x509.KeyUsage(*(True, True, *[False] * 7)), critical=True)
        .sign(key, hashes.SHA256())
    )
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore(),
    )


def signed_elsewhere(
    pdf: bytes, field: str, name: str = "Anna Sandberg", *, new_field: bool = False
) -> bytes:
    """The file with one more signature, in a field that is there or one that is made for it."""
    metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", name=name)
    spec = SigFieldSpec(field, on_page=0, box=(60, 60, 200, 100)) if new_field else None
    pen = signers.PdfSigner(metadata, signer=their_key(name), new_field_spec=spec)
    out = pen.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), existing_fields_only=not new_field)
    return bytes(out.getbuffer())


def overpainted(pdf: bytes) -> bytes:
    """A red box over the first page, by an added revision."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    paint = generic.StreamObject(stream_data=b"q 1 0 0 rg 60 700 300 40 re f Q")
    writer.add_stream_to_page(0, writer.add_object(paint))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
