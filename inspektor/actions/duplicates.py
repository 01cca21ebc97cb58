"""Merging what was entered twice in the register, and dividing it again."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from inspektor.actions.doors import found
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.fields import Row
from inspektor.model.register import Provider, Unit
from inspektor.store.workspace import Workspace

_ROWS: Final[dict[str, type[Provider] | type[Unit]]] = {"provider": Provider, "unit": Unit}
_KEPT: Final = frozenset(
    {"id", "hidden", "merged_into", "provider_id", "address", "address_protected", "address_sealed"}
)
"""Never filled in from another row; an address least of all, where one of the two is protected."""


def merge(workspace: Workspace, table: str, ids: Sequence[str]) -> ChangeSet:
    """Let the oldest of some providers or units stand for the others. Undo and `divide` bring each back.

    What the oldest leaves open is filled in from the others; nothing it says is changed.
    """
    if len(set(ids)) < 2:
        raise RuleBroken("ids", tr_mark("Choose two that are the same."))

    def apply(session: Session) -> None:
        first, *others = (found(session, _ROWS[table], row_id) for row_id in sorted(set(ids)))
        for other in others:
            other.merged_into = first.id
            _fill(first, other)

    return workspace.write(tr_mark("Merge duplicates"), apply)


def _fill(first: Row, other: Row) -> None:
    for name, value in other.model_dump(exclude=set(_KEPT)).items():
        if value and getattr(first, name) in ("", None, 0):
            setattr(first, name, value)


def divide(workspace: Workspace, table: str, row_id: str) -> ChangeSet:
    """Let a provider or a unit that was merged stand for itself again, with the follow-ups that name it."""

    def apply(session: Session) -> None:
        found(session, _ROWS[table], row_id).merged_into = None

    return workspace.write(tr_mark("Divide what was merged"), apply)
