"""Finds the record a user means: by its whole id, by the end of it, or by its name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from inspektor.commands.frame import Parser
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark

if TYPE_CHECKING:
    from inspektor.shapes.views import DocumentRow, FollowUpRow, TemplateRow, UnitRow
    from inspektor.store.workspace import Workspace

Record = TypeVar("Record")
_SHORTEST_END: Final = 4


class NotOne(InspektorError):
    """None or several records answer to what was given."""

    def __init__(self, what: str, given: str, count: int) -> None:
        """Name the kind of record (a marked text), what was given, and how many answer to it."""
        super().__init__(what, given, count)
        self.what, self.given, self.count = what, given, count

    def text(self) -> str:
        """How many there are."""
        if self.count:
            text = tr("{what} “{given}” may be any of {n}.")
            return text.format(given=self.given, n=self.count, what=tr(self.what))
        return tr("{what} “{given}” was not found.").format(given=self.given, what=tr(self.what))

    def advice(self) -> str:
        """What to do."""
        return tr("Give the whole id, at least its last {n} characters, or the exact name.").format(
            n=_SHORTEST_END
        )


def add_follow_up(parser: Parser) -> None:
    """The argument that names the follow-up."""
    parser.add_argument(
        "follow_up",
        metavar=tr("FOLLOWUP"),
        help=tr("its id, the end of it, its registry number, or the unit where it is the only one"),
    )


def one(
    records: Sequence[Record],
    given: str,
    what: str,
    key: Callable[[Record], str],
    *names: Callable[[Record], str],
) -> Record:
    """The record of that id, of an id that ends like this, or of that name; NotOne if there is not exactly one."""
    whole = [record for record in records if key(record) == given]
    ends = [record for record in records if len(given) >= _SHORTEST_END and key(record).endswith(given)]
    named = [[each for each in records if name(each).casefold() == given.casefold()] for name in names]
    for found in (whole, ends, *named):
        if len(found) > 1:
            raise NotOne(what, given, len(found))
        if found:
            return found[0]
    raise NotOne(what, given, 0)


def follow_up(workspace: "Workspace", given: str) -> "FollowUpRow":
    """The follow-up meant; by registry number or unit too, where that is the only one."""
    from inspektor.queries.follow_ups import follow_ups

    return one(
        follow_ups(workspace),
        given,
        tr_mark("The follow-up"),
        lambda row: row.id,
        lambda row: row.registry_number,
        lambda row: row.unit,
    )


def unit(workspace: "Workspace", given: str) -> "UnitRow":
    """The unit meant."""
    from inspektor.queries.register import units

    return one(units(workspace), given, tr_mark("The unit"), lambda row: row.id, lambda row: row.name)


def template(workspace: "Workspace", given: str) -> "TemplateRow":
    """The template version meant; by its code the newest one."""
    from inspektor.queries.templates import templates

    rows = templates(workspace)
    newest = {row.slug: row for row in sorted(rows, key=lambda row: row.published_at)}
    return newest.get(given) or one(rows, given, tr_mark("The template"), lambda row: row.id)


def document(workspace: "Workspace", given: str) -> "DocumentRow":
    """The sealed document meant."""
    from inspektor.queries.follow_ups import follow_ups, sheet

    rows = [each for row in follow_ups(workspace) for each in sheet(workspace, row.id).documents]
    return one(rows, given, tr_mark("The document"), lambda row: row.id)
