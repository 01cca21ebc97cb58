"""The letterhead as papers print it."""

from sqlalchemy import select

from inspektor.model.letterhead import LetterheadRow
from inspektor.queries.rows import names
from inspektor.shapes.letterhead import Letterhead
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def letterhead(workspace: Workspace) -> Letterhead:
    """The group's, or an empty one; without its logo while that has not arrived from a colleague."""
    table = live(LetterheadRow)
    query = select(*(table.c[name] for name in names(Letterhead)))
    with workspace.read() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        return Letterhead()
    logo = row["logo"]
    there = bool(logo) and workspace.media.has(logo)
    return Letterhead(**{**row, "logo": workspace.media.get(logo) if there else b""})


def attaches_data(workspace: Workspace) -> bool:
    """Whether the group's documents carry what they say as data (PDF/A-3a)."""
    with workspace.read() as connection:
        return bool(connection.execute(select(live(LetterheadRow).c.attach_data)).scalar())
