"""Whether a certificate can be signed with: its dates, what it is meant for, its key and how it was signed, and whose it is."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from inspektor.errors import InspektorError
from inspektor.formats import nfc
from inspektor.i18n import tr, tr_mark

LEAST_BITS = 2048
EXPIRED = tr_mark("The certificate has expired.")
_WEAK = frozenset({"md5", "sha1"})


class Unfit(InspektorError):
    """The certificate cannot be signed with."""

    def __init__(self, why: str) -> None:
        """Give the marked sentence."""
        super().__init__(why)
        self.why = why

    def text(self) -> str:
        """Why not."""
        return tr(self.why)

    def advice(self) -> str:
        """What to do."""
        return tr("Choose another certificate, or have a new one issued.")


def is_for_signatures(certificate: x509.Certificate) -> bool:
    """Whether it is made for signatures that bind (non-repudiation), and not for logging in alone."""
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    except x509.ExtensionNotFound:
        return False


def unfit(certificate: x509.Certificate, person: str, now: datetime) -> str:
    """Why the person cannot sign with it, as a marked sentence; "" if they can."""
    if not is_for_signatures(certificate):
        return tr_mark("The certificate is not made for signatures (non-repudiation).")
    if now < certificate.not_valid_before_utc:
        return tr_mark("The certificate is not valid yet.")
    if now > certificate.not_valid_after_utc:
        return EXPIRED
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return tr_mark("The key is of a kind that cannot be used: it must be RSA.")
    if key.key_size < LEAST_BITS:
        return tr_mark("The key is too short: it must have 2048 bits.")
    if _is_weakly_signed(certificate):
        return tr_mark("The certificate is signed with an algorithm that is no longer safe.")
    if not is_of(certificate, person):
        return tr_mark("The certificate is somebody else's: it does not bear your name.")
    return ""


def is_of(certificate: x509.Certificate, person: str) -> bool:
    """Whether it bears the person's name, in whatever order: nobody signs as another."""
    named = " ".join(
        str(each.value)
        for oid in (NameOID.COMMON_NAME, NameOID.GIVEN_NAME, NameOID.SURNAME)
        for each in certificate.subject.get_attributes_for_oid(oid)
    )
    return bool(person) and _words(person) <= _words(named)


def _words(name: str) -> set[str]:
    return set(nfc(name).casefold().replace(",", " ").split())


def broken_chain(certificate: x509.Certificate, others: Sequence[x509.Certificate], now: datetime) -> str:
    """Why nobody vouches for it in the file it came in, as a marked sentence; "" if its issuers do, up to the root."""
    seen = {certificate}
    while certificate.issuer != certificate.subject:
        issuer = next((each for each in others if _issued(certificate, each)), None)
        if issuer is None or issuer in seen:
            return tr_mark("The file lacks the certificate of the issuer, or it does not fit.")
        if not issuer.not_valid_before_utc <= now <= issuer.not_valid_after_utc:
            return tr_mark("The certificate of the issuer is not valid today.")
        if issuer.issuer != issuer.subject and _is_weakly_signed(issuer):
            return tr_mark(
                "The certificate of the issuer is signed with an algorithm that is no longer safe."
            )
        seen.add(issuer)
        certificate = issuer
    if len(seen) == 1:
        return tr_mark("The certificate has no issuer but itself.")
    return ""


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
        return issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False


def _is_weakly_signed(certificate: x509.Certificate) -> bool:
    algorithm = certificate.signature_hash_algorithm
    return algorithm is not None and algorithm.name in _WEAK
