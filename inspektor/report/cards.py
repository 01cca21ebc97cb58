"""Smart cards through a PKCS#11 module: which certificates are made for signatures, and signing with the key of one.

The card is opened anew for each signature and let go of: the PIN lives no longer than the signing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, Hash, HashAlgorithm
from cryptography.x509.oid import NameOID
from pkcs11 import exceptions as wrong

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.report.credentials import Credential
from inspektor.report.fitness import is_for_signatures, unfit
from inspektor.shapes.keys import CardCertificate, CardPin

_DIGEST_INFO = bytes.fromhex(
    "3031300d060960864801650304020105000420"
)  # of SHA-256, before its 32 bytes (RFC 8017)
_ONE_AT_A_TIME = Lock()  # modules say that they can do more, and some cannot


class CardTrouble(InspektorError):
    """The card, its reader or its module does not do what it should."""

    def __init__(self, what: str, advice: str) -> None:
        """Give two marked sentences."""
        super().__init__(what)
        self.what, self.what_to_do = what, advice

    def text(self) -> str:
        """What happened."""
        return tr(self.what)

    def advice(self) -> str:
        """What to do."""
        return tr(self.what_to_do)


def certificates(module: Path, person: str, now: datetime) -> tuple[CardCertificate, ...]:
    """The certificates for signatures on the cards in the readers, the usable ones first; CardTrouble."""
    found: dict[str, CardCertificate] = {}
    with _speaking() as _:
        for token in _tokens(module):
            with token.open() as session:
                for certificate in _certificates(session):
                    shape = _shape(certificate, token.label.strip(), tr(unfit(certificate, person, now)))
                    found.setdefault(shape.id, shape)
    return tuple(sorted(found.values(), key=lambda each: (bool(each.trouble), each.name)))


def credential(module: Path, chosen: CardPin) -> Credential:
    """The key on the card, tried once with the PIN: RuleBroken of the field "passphrase" if it is wrong, else CardTrouble."""
    with _speaking(), _opened(module, chosen) as (_, certificate, others):
        pass
    key = CardKey(module, chosen, _bits(certificate))
    return Credential(key, certificate, others)


class CardKey:
    """A key that never leaves its card."""

    def __init__(self, module: Path, chosen: CardPin, bits: int) -> None:
        """Know where it is and what opens it."""
        self._module, self._chosen, self.key_size = module, chosen, bits

    def sign(self, data: bytes, padding: PKCS1v15, algorithm: HashAlgorithm) -> bytes:
        """RSA signature by the card; the checksum is made here."""
        if not isinstance(padding, PKCS1v15) or not isinstance(algorithm, SHA256):
            raise TypeError("the card signs SHA-256 with PKCS#1 v1.5 alone")
        digest = Hash(algorithm)
        digest.update(data)
        with _speaking(), _opened(self._module, self._chosen) as (key, _, _others):
            always = bool(_attribute(key, pkcs11.Attribute.ALWAYS_AUTHENTICATE))
            pin = {"pin": self._chosen.pin} if always else {}
            return bytes(
                key.sign(_DIGEST_INFO + digest.finalize(), mechanism=pkcs11.Mechanism.RSA_PKCS, **pin)
            )


@contextmanager
def _opened(
    module: Path, chosen: CardPin
) -> Iterator[tuple[Any, x509.Certificate, tuple[x509.Certificate, ...]]]:
    """The key, its certificate and the others on its card, for as long as the block lasts."""
    for token in _tokens(module):
        with token.open() as looking:
            objects = [(each, _parsed(each)) for each in _objects(looking)]
            known = [certificate for _, certificate in objects if certificate is not None]
            match = [
                (each[pkcs11.Attribute.ID], c)
                for each, c in objects
                if c is not None and _id(c) == chosen.certificate
            ]
        if match:
            identifier, certificate = match[0]
            with token.open(user_pin=chosen.pin) as session:
                key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, id=identifier)
                yield key, certificate, tuple(each for each in known if each != certificate)
            return
    raise wrong.TokenNotPresent


def _tokens(module: Path) -> list[Any]:
    if not module.is_file():
        raise CardTrouble(_NO_MODULE, _SETTINGS)
    try:
        library = pkcs11.lib(str(module))
    except (RuntimeError, AttributeError) as error:
        raise CardTrouble(_NO_MODULE, _SETTINGS) from error
    flags = pkcs11.TokenFlag.TOKEN_INITIALIZED
    return [token for token in library.get_tokens() if token.flags & flags]


def _objects(session: Any) -> list[Any]:
    return list(session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}))


def _certificates(session: Any) -> list[x509.Certificate]:
    parsed = [_parsed(each) for each in _objects(session)]
    return [each for each in parsed if each is not None and is_for_signatures(each) and not _issues(each)]


def _parsed(found: Any) -> x509.Certificate | None:
    value = _attribute(found, pkcs11.Attribute.VALUE)
    try:
        return x509.load_der_x509_certificate(bytes(value)) if value else None
    except ValueError:
        return None


def _attribute(found: Any, attribute: Any) -> Any:
    try:
        return found[attribute]
    except (wrong.AttributeTypeInvalid, wrong.AttributeSensitive, KeyError):
        return None


def _issues(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _bits(certificate: x509.Certificate) -> int:
    key = certificate.public_key()
    return key.key_size if isinstance(key, rsa.RSAPublicKey) else 0


def _id(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(SHA256()).hex()


def _shape(certificate: x509.Certificate, card: str, trouble: str) -> CardCertificate:
    return CardCertificate(
        _id(certificate),
        card,
        _name(certificate.subject),
        _name(certificate.issuer),
        certificate.not_valid_after_utc,
        trouble,
    )


def _name(name: x509.Name) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(oid):
            return str(found[0].value)
    return name.rfc4514_string()


_SETTINGS = tr_mark("Check the file of the module in the settings, or install the card's program again.")
_NO_MODULE = tr_mark("The smart card module cannot be used.")
_WRONG_PIN = tr_mark("The PIN is wrong. After a few wrong ones the card is locked.")
_LOCKED = tr_mark("The card is locked after too many wrong PINs.")
_UNLOCK = tr_mark("Unlock it with the card's own program or at the service desk.")
_GONE = tr_mark("The card is not in the reader.")
_INSERT = tr_mark("Put the card in the reader and try again.")
_STRANGE = tr_mark("The card did not answer as it should.")
_RETRY = tr_mark("Take it out, put it in again and try once more.")

_MEANINGS: tuple[tuple[tuple[type[Exception], ...], tuple[str, str]], ...] = (
    ((wrong.PinLocked, wrong.PinExpired), (_LOCKED, _UNLOCK)),
    (
        (wrong.TokenNotPresent, wrong.DeviceRemoved, wrong.NoSuchToken, wrong.TokenNotRecognised),
        (_GONE, _INSERT),
    ),
    ((wrong.SlotIDInvalid, wrong.SessionHandleInvalid), (_GONE, _INSERT)),
)


@contextmanager
def _speaking() -> Iterator[None]:
    """Speak to the card, alone, and say in words what goes wrong."""
    with _ONE_AT_A_TIME:
        try:
            yield
        except (wrong.PinIncorrect, wrong.PinInvalid, wrong.PinLenRange, wrong.ArgumentsBad) as error:
            raise RuleBroken("passphrase", _WRONG_PIN) from error
        except pkcs11.PKCS11Error as error:
            raise _trouble(error) from error


def _trouble(error: Exception) -> CardTrouble:
    for kinds, words in _MEANINGS:
        if isinstance(error, kinds):
            return CardTrouble(*words)
    return CardTrouble(_STRANGE, _RETRY)
