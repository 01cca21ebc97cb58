"""One signing identity for the whole run: making its keys takes seconds."""

from datetime import UTC, datetime
from functools import cache

from inspektor.report.credentials import Credential, Identity, make_identity, open_p12

PASSPHRASE = "fyra blå cyklar i regn"
SEAL_SECRET = "bara den här datorn"
SIGNED_AT = datetime(2026, 11, 26, 14, 55, tzinfo=UTC)


@cache
def identity() -> Identity:
    """Karin Åkerström's keys on her computer."""
    made = datetime(2026, 11, 2, 8, tzinfo=UTC)
    return make_identity(
        "Karin Åkerström",
        "Uppföljare",
        "Norrby kommun",
        "Socialnämnden",
        PASSPHRASE,
        made,
        seal_secret=SEAL_SECRET,
    )


@cache
def colleague() -> Identity:
    """Johan Lind's keys on his computer."""
    made = datetime(2026, 11, 2, 8, tzinfo=UTC)
    return make_identity(
        "Johan Lind",
        "Kvalitetsgranskare",
        "Norrby kommun",
        "Socialnämnden",
        PASSPHRASE,
        made,
        seal_secret=SEAL_SECRET,
    )


@cache
def personal() -> Credential:
    """Karin's own key, opened."""
    return open_p12(identity().personal, PASSPHRASE)


@cache
def seal() -> Credential:
    """The seal of Karin's computer, opened."""
    return open_p12(identity().seal, SEAL_SECRET)


@cache
def colleagues_key() -> Credential:
    """Johan's own key, opened."""
    return open_p12(colleague().personal, PASSPHRASE)


def roots() -> tuple[bytes, ...]:
    """The roots of both."""
    return identity().root, colleague().root
