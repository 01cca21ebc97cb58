"""The journal's currency: one operation is one changed field, or one row deleted, undeleted or erased.

The truth of a workspace is a grow-only set of these; tables are computed from the set and bundles carry it
between laptops. Cause is written in ``parents`` (the operations this one replaces), never inferred from a
clock.
"""

import hashlib
import os
from dataclasses import dataclass
from typing import Final

LAUNCH_BYTES: Final = 16
_CHANCE_BYTES: Final = 8

KIND_CREATE: Final = "create"
KIND_SET: Final = "set"
KIND_DELETE: Final = "delete"
KIND_UNDELETE: Final = "undelete"
KIND_ERASE: Final = "erase"
KINDS: Final = (KIND_CREATE, KIND_SET, KIND_DELETE, KIND_UNDELETE, KIND_ERASE)


@dataclass(frozen=True, slots=True, order=True)
class OpId:
    """Names one operation for ever: the program start that made it, and its number within that start.

    A start ("launch") has an id of its own (`new_launch_id`), so that a restored backup or a copied disk can
    never issue an id again.
    """

    launch: bytes
    n: int


def new_launch_id(device: str) -> bytes:
    """Eight random bytes, and eight that only this laptop's starts have after them: no other can pass one off as its own."""
    chance = os.urandom(_CHANCE_BYTES)
    return chance + _bound(chance, device)


def is_launch_of(launch: bytes, device: str) -> bool:
    """Whether an id was made for this laptop. Ids from before 2026-11-29 were made for none."""
    return launch[_CHANCE_BYTES:] == _bound(launch[:_CHANCE_BYTES], device)


def _bound(chance: bytes, device: str) -> bytes:
    return hashlib.sha256(chance + device.encode()).digest()[: LAUNCH_BYTES - _CHANCE_BYTES]


@dataclass(frozen=True, slots=True)
class Launch:
    """One start of the program on one laptop by one person."""

    id: bytes
    device: str
    person: str
    """Id of the person's row."""
    person_name: str
    app_version: str
    started: int
    """Milliseconds since 1970-01-01 UTC by that laptop's clock."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change, with all that another laptop needs to take it in, in any order, any number of times."""

    id: OpId
    table: str
    row: str
    field: str
    """Empty for the kinds that concern a whole row."""
    kind: str
    value: str | int | float | bytes | None
    wall: int
    """Milliseconds since 1970 UTC by the author's clock. Orders what is shown first; decides nothing else."""
    step: OpId
    """The first operation of the same transaction."""
    label: str
    parents: tuple[OpId, ...]
    """The operations this one replaces: every current value of the field its author saw."""
    seen: tuple[OpId, ...]
    """For a delete: the current operations of the row's fields its author saw; any other keeps the row.
    For an erase: the operations whose values it empties, here and wherever they turn up."""
    withheld: bool = False
    """The value was taken out of the bundle that brought it: somebody who knew of its erasure did."""
