"""A municipality's own certificate authority, and what it issues: keys in files and on cards."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2036, 1, 1, tzinfo=UTC)
SECRET = "ca:ns lösenord"
SIGNS, LOGS_IN = (True, True, *[False] * 7), (True, *[False] * 8)


@cache
def key(number: int = 0, bits: int = 2048) -> rsa.RSAPrivateKey:
    """A key, made once."""
    return rsa.generate_private_key(65537, bits)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def issued(
    name: str,
    *,
    own: Any = None,
    usage: tuple[bool, ...] | None = SIGNS,
    begins: datetime = BEGUN,
    ends: datetime = ENDS,
    digest: hashes.HashAlgorithm | None = None,
    issues: bool = False,
    by: str = "Norrby kommuns CA",
    by_key: Any = None,
) -> x509.Certificate:
    """A certificate of the authority's, or one with a fault that a test asks for."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(by))
        .public_key((own or key(1)).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
    )
    if usage is not None:
        builder = builder.add_extension(x509.KeyUsage(*usage), critical=True)
    return builder.sign(by_key or key(0), digest or hashes.SHA256())


@cache
def root() -> x509.Certificate:
    """The authority itself."""
    usage = (False, False, False, False, False, True, True, False, False)
    return issued("Norrby kommuns CA", own=key(0), usage=usage, issues=True)


def p12(name: str = "Åkerström, Karin", *, chain: bool = True, own: Any = None, **faults: Any) -> bytes:
    """A file as the authority hands out, under SECRET."""
    mine = own or key(1)
    leaf = issued(name, own=mine, **faults)
    others = [root()] if chain else None
    encryption = BestAvailableEncryption(SECRET.encode())
    return pkcs12.serialize_key_and_certificates(b"n", mine, leaf, others, encryption)


@cache
def elliptic() -> ec.EllipticCurvePrivateKey:
    """A key of the kind that we cannot use."""
    return ec.generate_private_key(ec.SECP256R1())


LATER, PAST = BEGUN + timedelta(days=5000), BEGUN - timedelta(days=500)
