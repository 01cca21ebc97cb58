"""The door that input passes: validated by the noun's input model, refused in words by the field it concerns."""

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy.orm import Session

from inspektor.changes import ChangeSet
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.fields import Input, Row
from inspektor.model.follow_up import FollowUp
from inspektor.shapes.finished import afterwards
from inspektor.store.finished import refuse_finished
from inspektor.store.workspace import Workspace

R = TypeVar("R", bound=Row)

_MESSAGES = {
    "missing": tr_mark("Fill in this field."),
    "string_too_short": tr_mark("Fill in this field."),
    "string_too_long": tr_mark("The text is too long for this field."),
    "greater_than_equal": tr_mark("The number is too small."),
    "less_than_equal": tr_mark("The number is too large."),
    "int_parsing": tr_mark("Write a whole number."),
    "int_type": tr_mark("Write a whole number."),
    "enum": tr_mark("Choose one of the alternatives."),
    "date_from_datetime_parsing": tr_mark("Write the date as year-month-day, for example 2026-12-18."),
    "date_parsing": tr_mark("Write the date as year-month-day, for example 2026-12-18."),
    "timezone_aware": tr_mark("The time lacks its time zone."),
    "extra_forbidden": tr_mark("This field does not exist."),
}


def checked(model: type[Input], values: dict[str, Any]) -> dict[str, Any]:
    """The values as the input model understands them; RuleBroken names the first field that is wrong."""
    try:
        known = model.model_validate(values).model_dump()
        return model.model_validate(known).model_dump()  # trimming may have left a required line blank
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        message = _MESSAGES.get(first["type"], tr_mark("This cannot be saved as written."))
        raise RuleBroken(field, message) from error


def made(row_type: type[R], model: type[Input], values: dict[str, Any], *, row_id: str | None = None) -> R:
    """A new row of checked values; the only way table rows are built."""
    known = checked(model, values)
    return row_type.model_validate({**known, "id": row_id} if row_id else known)


def found(session: Session, row_type: type[R], row_id: str) -> R:
    """The live row of that id, or NotFound."""
    row = session.get(row_type, row_id)
    if row is None or row.hidden:
        raise NotFound(tr_mark("The record"), row_id)
    return row


def open_follow_up(session: Session, follow_up_id: str) -> FollowUp:
    """The follow-up, if it may still be edited: Finished says so before any other rule. The workspace keeps it anyway."""
    follow_up = found(session, FollowUp, follow_up_id)
    refuse_finished(follow_up.status)
    return follow_up


def editable(session: Session, row_type: type[R], row_id: str, fields: Iterable[str] = ("",)) -> R:
    """The live row, if these fields of what it is or hangs on may still be changed."""
    row = found(session, row_type, row_id)
    hangs_on = (
        row.id if isinstance(row, FollowUp) else row.model_dump(include={"follow_up_id"}).get("follow_up_id")
    )
    table = str(row_type.__tablename__)
    if hangs_on is not None and not all(afterwards(table, field) for field in fields):
        open_follow_up(session, hangs_on)
    return row


def edit(
    workspace: Workspace,
    label: str,
    row_type: type[R],
    model: type[Input],
    row_id: str,
    values: dict[str, Any],
    *,
    amend: bool = False,
) -> ChangeSet:
    """Change fields of one row in one step, by the same rules as when it was made."""

    def apply(session: Session) -> None:
        change(session, row_type, model, row_id, values)

    return workspace.write(label, apply, amend=amend)


def change(
    session: Session, row_type: type[R], model: type[Input], row_id: str, values: dict[str, Any]
) -> None:
    """The same within a step."""
    row = editable(session, row_type, row_id, values)
    after = checked(model, row.model_dump(exclude={"id", "hidden"}) | values)
    for name in values:
        setattr(row, name, after[name])


def remove(workspace: Workspace, label: str, row_type: type[R], row_id: str) -> ChangeSet:
    """Delete a row: it is hidden, its history stays, and undo brings it back."""

    def apply(session: Session) -> None:
        editable(session, row_type, row_id).hidden = True

    return workspace.write(label, apply)
