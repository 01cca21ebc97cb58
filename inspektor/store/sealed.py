"""Texts sealed to named persons: ciphertext for everybody else, also on a laptop that syncs the row they stand in.

Age files (X25519) in Base64, encrypted to the computers of the persons named. Whose computers are which is told by sync,
from the statements that an administrator signed; before there is a group this computer alone is known. A text is
padded, so that its length says little.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspektor.store.local import Local

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace

_COMPUTERS = "computers"
_TEAM = "team"
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed, and to which computers."""

    values: Mapping[str, str]
    recipients: frozenset[str]


def tell_computers(local: Local, computers: Mapping[str, Sequence[str]]) -> None:
    """Remember the age recipients of each person's computers, by the person's id."""
    told = json.dumps({person: sorted(each) for person, each in computers.items()}, sort_keys=True).encode()
    if local.get(_COMPUTERS) != told:
        local.set(_COMPUTERS, told)


def tell_team(local: Local, computers: Sequence[str]) -> None:
    """Remember the age recipients of all in the group whose role lets them see what is protected."""
    told = json.dumps(list(computers)).encode()
    if local.get(_TEAM) != told:
        local.set(_TEAM, told)


def team(workspace: "Workspace") -> frozenset[str]:
    """The computers that what is protected is sealed to: this one, and those of all but readers."""
    told = workspace.local.get(_TEAM)
    return frozenset([_own(workspace), *(json.loads(told) if told else ())])


def recipients(workspace: "Workspace", persons: Iterable[str]) -> frozenset[str]:
    """This computer, and those of the persons as far as they are known."""
    told = workspace.local.get(_COMPUTERS)
    known: dict[str, list[str]] = json.loads(told) if told else {}
    return frozenset([_own(workspace), *(each for person in persons for each in known.get(person, ()))])


def is_reached(workspace: "Workspace", person: str) -> bool:
    """Whether any other computer of the person is known: what is sealed now can be read there."""
    return len(recipients(workspace, [person])) > 1


def seal(values: Mapping[str, str], readers: frozenset[str]) -> str:
    """The texts as ciphertext that the readers' computers open."""
    import pyrage

    plain = json.dumps({"to": sorted(readers), "values": dict(values)}, ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % _BLOCK)
    keys = [pyrage.x25519.Recipient.from_str(each) for each in sorted(readers)]
    return base64.b64encode(pyrage.encrypt(padded, keys)).decode("ascii")


def unseal(workspace: "Workspace", sealed: str) -> Opened | None:
    """What the text says; None if it is for others, or not whole."""
    import pyrage

    if not sealed:
        return None
    try:
        identity = pyrage.x25519.Identity.from_str(workspace.identity.age_secret)
        found = json.loads(pyrage.decrypt(base64.b64decode(sealed, validate=True), [identity]))
        values, to = found["values"], found["to"]
    except (pyrage.DecryptError, binascii.Error, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(values, dict) or not isinstance(to, list):
        return None
    return Opened({str(k): str(v) for k, v in values.items()}, frozenset(str(each) for each in to))


def _own(workspace: "Workspace") -> str:
    import pyrage

    return str(pyrage.x25519.Identity.from_str(workspace.identity.age_secret).to_public())
