"""What the group vouches for: the municipality's root, this computer's certificates, and who has left.

Sync tells it from statements that administrators signed; signing and checking read it. Without a group it is empty.
"""

from typing import Final

import msgspec
from msgspec import Struct

from inspektor.store.local import Local

_KEY: Final = "vouched"


class Vouched(Struct, frozen=True):
    """Certificates are kept as DER, fingerprints are SHA-256 of that, moments are milliseconds since 1970 UTC."""

    root: bytes = b""
    personal: tuple[bytes, ...] = ()
    """This person's certificate and those above it, the root last; empty as long as nobody has issued one."""
    seal: tuple[bytes, ...] = ()
    issued: frozenset[bytes] = frozenset()
    """Fingerprints of what was issued to members, former ones too. What else bears the root's name is not believed."""
    left: dict[bytes, int] = {}
    """For each fingerprint of a computer that has left the group, when it left."""
    gone: dict[str, int] = {}
    """For each person of whom no computer is left, since when: by that person's own certificates nobody signs any more."""


def tell(local: Local, now: Vouched) -> None:
    """Remember what the group vouches for now."""
    if vouched(local) != now:
        local.set(_KEY, msgspec.msgpack.encode(now))


def vouched(local: Local) -> Vouched:
    """What the group vouches for, as far as this computer has heard."""
    told = local.get(_KEY)
    return Vouched() if told is None else msgspec.msgpack.decode(told, type=Vouched)
