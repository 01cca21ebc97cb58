"""The municipality's certificates: a root whose key is on paper, issuing certificates of administrators, what members sign with.

Root and issuing keys are derived from secrets that exist already (the printed words; the key a computer signs its bundles with),
so nothing more has to be kept. They are of elliptic curves: that concerns the certificates alone, never the PDF file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from cryptography.x509.oid import NameOID

from inspektor.i18n import tr
from inspektor.report.credentials import PublicKey, built, public_bytes, subject
from inspektor.report.fitness import LEAST_BITS

_ROOT_DAYS: Final = 7305
_ISSUING_DAYS: Final = 3652
_MEMBER_DAYS: Final = 1826
_RENEW: Final = timedelta(days=180)
_SECRET_BYTES: Final = 48  # more than the curve's order, so that no number is likelier than another
_CURVE: Final = ec.SECP256R1()
_ROOT, _ISSUING = b"inspektor certificate root 1", b"inspektor certificate issuer 1"


class NoCertificate(ValueError):
    """The bytes are no certificate, or no key that one can be issued for."""


@dataclass(frozen=True, slots=True)
class Authority:
    """One who can issue: a key, and its certificate with those above it, the root last."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    chain: tuple[x509.Certificate, ...]

    def ders(self) -> tuple[bytes, ...]:
        """Its certificate and those above it, in their own bytes."""
        return tuple(_der(each) for each in self.chain)

    def issuing(self, name: str, public: bytes, now: datetime) -> bytes:
        """A certificate by which a person's computer issues others."""
        called = tr("Issuer of signing certificates: {name}").format(name=name)
        return self._issued(self._subject(called), public, now, _ISSUING_DAYS, issues=True)

    def personal(self, name: str, title: str, public: bytes, now: datetime) -> bytes:
        """A certificate in a person's name."""
        return self._issued(self._subject(name, title), public, now, _MEMBER_DAYS)

    def seal(self, computer: str, public: bytes, now: datetime) -> bytes:
        """A certificate of the municipality's seal on a computer."""
        called = tr("Seal of {municipality} on {computer}")
        called = called.format(municipality=municipality(self.chain[-1]), computer=computer)
        return self._issued(self._subject(called), public, now, _MEMBER_DAYS)

    def _subject(self, name: str, title: str = "") -> x509.Name:
        root = self.chain[-1]
        return subject(name, municipality(root), _named(root, NameOID.ORGANIZATIONAL_UNIT_NAME), title)

    def _issued(
        self, name: x509.Name, public: bytes, now: datetime, days: int, *, issues: bool = False
    ) -> bytes:
        issuer = self.chain[0]
        until = min(now + timedelta(days=days), *(each.not_valid_after_utc for each in self.chain))
        made = built(name, issuer.subject, _key(public, issues=issues), now, until, issues=issues)
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return _der(made.add_extension(above, critical=False).sign(self.key, hashes.SHA256()))


def begun(root_seed: bytes, organisation: str, board: str, now: datetime) -> Authority:
    """The root as it begins: a key from the printed words and the certificate that names the municipality."""
    key = _derived(root_seed, _ROOT)
    name = subject(
        tr("{municipality}: root of signatures").format(municipality=organisation), organisation, board, ""
    )
    until = now + timedelta(days=_ROOT_DAYS)
    certificate = built(name, name, key.public_key(), now, until, issues=True).sign(key, hashes.SHA256())
    return Authority(key, (certificate,))


def root_again(root_seed: bytes, certificate: bytes) -> Authority:
    """The root, from the printed words and the certificate that the group knows."""
    return Authority(_derived(root_seed, _ROOT), tuple(read([certificate])))


def issuer(signing_seed: bytes, chain: Sequence[bytes]) -> Authority | None:
    """A computer that may issue by such certificates, its own first; None if they are not for its key."""
    key = _derived(signing_seed, _ISSUING)
    try:
        certificates = tuple(read(chain))
    except NoCertificate:
        return None
    if not certificates or certificates[0].public_key() != key.public_key():
        return None
    return Authority(key, certificates)


def issuing_key(signing_seed: bytes) -> bytes:
    """The public half of the key by which a computer issues, if it may."""
    return public_bytes(_derived(signing_seed, _ISSUING).public_key())


def public_of(certificate: bytes) -> bytes:
    """The public key that a certificate is for; empty for what is none."""
    try:
        key = read([certificate])[0].public_key()
    except NoCertificate:
        return b""
    return public_bytes(key) if isinstance(key, PublicKey) else b""


def lasts(certificate: bytes, now: datetime) -> bool:
    """Whether it is too early to issue a new one."""
    return read([certificate])[0].not_valid_after_utc - now > _RENEW


def read(certificates: Sequence[bytes]) -> list[x509.Certificate]:
    """The certificates; NoCertificate if one cannot be read."""
    try:
        return [x509.load_der_x509_certificate(each) for each in certificates]
    except ValueError as error:
        raise NoCertificate from error


def municipality(certificate: x509.Certificate) -> str:
    """Which organisation a certificate names."""
    return _named(certificate, NameOID.ORGANIZATION_NAME)


def _named(certificate: x509.Certificate, kind: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(kind)
    return str(found[0].value) if found else ""


def _key(public: bytes, *, issues: bool) -> PublicKey:
    """The key that a member asks a certificate for, if it is of the kind that the program makes."""
    try:
        key = load_der_public_key(public)
    except ValueError as error:
        raise NoCertificate from error
    if not isinstance(key, PublicKey) or public_bytes(key) != public:
        raise NoCertificate  # spelt otherwise it would never be found again
    if issues and isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == _CURVE.name:
        return key
    if not issues and isinstance(key, rsa.RSAPublicKey) and key.key_size >= LEAST_BITS:
        return key
    raise NoCertificate


def _derived(secret: bytes, purpose: bytes) -> ec.EllipticCurvePrivateKey:
    number = HKDF(algorithm=hashes.SHA256(), length=_SECRET_BYTES, salt=None, info=purpose).derive(secret)
    return ec.derive_private_key(int.from_bytes(number) % (_CURVE.group_order - 1) + 1, _CURVE)


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
