"""Encryption and signatures of the shared folder: calls into age (pyrage) and Ed25519 (cryptography).

Secrets travel as the text age itself uses ("AGE-SECRET-KEY-1…"), so that what is printed or written down
works with the ordinary `age` program.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from inspektor.formats import nfc

SIGNATURE_BYTES: Final = 64
KEY_BYTES: Final = 32
_SECRET_PREFIX: Final = "age-secret-key-"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class Unreadable(ValueError):
    """A file that none of the given identities opens, or that is not whole. Never says which of the two."""


def new_identity() -> str:
    """A fresh age identity as age writes it; a secret."""
    return str(pyrage.x25519.Identity.generate())


def identity_from_seed(seed: bytes) -> str:
    """The age identity of 32 secret bytes, written in Bech32 (BIP 173) as age does."""
    if len(seed) != KEY_BYTES:
        raise ValueError(f"{len(seed)} bytes instead of {KEY_BYTES}")
    return _bech32(_SECRET_PREFIX, seed).upper()


def recipient_of(identity: str) -> str:
    """The public recipient ("age1…") of an identity."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def is_recipient(text: str) -> bool:
    """Whether the text is a recipient that can be encrypted to."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def is_identity(text: str) -> bool:
    """Whether the text is an age identity."""
    try:
        pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        return False
    return True


def encrypt(data: bytes, recipients: Iterable[str]) -> bytes:
    """An age file that any of the recipients opens."""
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(each) for each in recipients]))


def decrypt(data: bytes, identities: Iterable[str]) -> bytes:
    """What the age file holds; Unreadable if it is cut, changed, not age, or for somebody else."""
    keys = [pyrage.x25519.Identity.from_str(each) for each in identities]
    if not keys:
        raise Unreadable("no identity")
    try:
        return bytes(pyrage.decrypt(data, keys))
    except pyrage.DecryptError:
        raise Unreadable("not readable with these identities") from None


def encrypt_by_passphrase(data: bytes, passphrase: str) -> bytes:
    """An age file that whoever knows the passphrase opens, in whatever form their keyboard writes its letters."""
    return bytes(pyrage.passphrase.encrypt(data, nfc(passphrase)))


def decrypt_by_passphrase(data: bytes, passphrase: str) -> bytes:
    """What it holds; Unreadable if the passphrase is another, or the file is cut or changed."""
    try:
        return bytes(pyrage.passphrase.decrypt(data, nfc(passphrase)))
    except pyrage.DecryptError:
        raise Unreadable("not readable with this passphrase") from None


def verify_key(signing_seed: bytes) -> bytes:
    """The public half (32 bytes) of an Ed25519 seed."""
    return Ed25519PrivateKey.from_private_bytes(signing_seed).public_key().public_bytes_raw()


def sign(message: bytes, signing_seed: bytes) -> bytes:
    """The Ed25519 signature (64 bytes) of a message that starts with what kind of message it is."""
    return Ed25519PrivateKey.from_private_bytes(signing_seed).sign(message)


@lru_cache(maxsize=2048)  # every pass asks of the same statements
def signed_by(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the holder of the public key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def digest(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def _bech32(prefix: str, data: bytes) -> str:
    number, bits = int.from_bytes(data), len(data) * 8
    padding = -bits % 5
    number <<= padding
    groups = [number >> shift & 31 for shift in range(bits + padding - 5, -1, -5)]
    expanded = [*(ord(char) >> 5 for char in prefix), 0, *(ord(char) & 31 for char in prefix)]
    check = _bech32_checksum([*expanded, *groups, 0, 0, 0, 0, 0, 0]) ^ 1
    groups += [check >> shift & 31 for shift in range(25, -1, -5)]
    return prefix + "1" + "".join(_BECH32[group] for group in groups)


def _bech32_checksum(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return check
