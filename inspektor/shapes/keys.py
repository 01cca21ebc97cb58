"""Keys to sign with: what is chosen on a smart card, and what the person's own key says of itself."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CardCertificate:
    """A certificate on a smart card that is made for signatures."""

    id: str
    """Its SHA-256, in hexadecimal."""
    card: str
    name: str
    issuer: str
    expires: datetime
    trouble: str = ""
    """Why it cannot be signed with, in words; empty if it can."""


@dataclass(frozen=True, slots=True)
class CardPin:
    """What opens a key on a card: asked for each time, kept nowhere."""

    certificate: str
    """The id of its certificate."""
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key in the program that a person signs with."""

    name: str
    issuer: str
    expires: datetime
    fingerprint: str
    imported: bool
    """Whether it came from a file instead of being made here."""
    issued: bool = False
    """Whether the group has given it a certificate."""


@dataclass(frozen=True, slots=True)
class KeyringState:
    """How it is with the system's keyring as a way in."""

    name: str
    """What this computer has; empty if there is none that can be used."""
    allowed: bool
    """Whether the IT department lets it be used."""
    on: bool
