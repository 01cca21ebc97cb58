"""Age files by a passphrase that take no time to make or to open: the work factor is one that only a test may use."""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LOG_N = 4
_CHUNK = 64 * 1024


def by_passphrase(data: bytes, passphrase: str) -> bytes:
    """The file, by age-encryption.org/v1."""
    salt, nonce, file_key = os.urandom(16), os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt" + salt
    wrapping = hashlib.scrypt(passphrase.encode(), salt=label, n=1 << _LOG_N, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    head = f"age-encryption.org/v1\n-> scrypt {_base64(salt)} {_LOG_N}\n{_base64(body)}\n---".encode()
    mac = hmac.digest(_derived(file_key, b"header", b""), head, "sha256")
    cipher = ChaCha20Poly1305(_derived(file_key, b"payload", nonce))
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)] or [b""]
    sealed = [
        cipher.encrypt(number.to_bytes(11) + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    ]
    return b"".join((head, b" ", _base64(mac).encode(), b"\n", nonce, *sealed))


def _derived(key: bytes, info: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(key)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
