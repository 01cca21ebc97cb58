"""Published template versions. They never change, so each is read and built once."""

import json
from functools import lru_cache

from sqlalchemy import select

from inspektor.errors import InspektorError, NotFound
from inspektor.formats import sort_key_sv
from inspektor.i18n import tr, tr_mark
from inspektor.model.template import TemplateVersion
from inspektor.shapes.template import Template, TemplateInvalid, from_content
from inspektor.shapes.views import TemplateRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


class TemplateNotUnderstood(InspektorError):
    """The template came from a colleague whose program is newer."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This template was made by a newer version of Inspektor.")

    def advice(self) -> str:
        """What to do."""
        return tr("Update the program on this computer. The template and what hangs on it are kept.")


_version = live(TemplateVersion)


def templates(workspace: Workspace) -> tuple[TemplateRow, ...]:
    """All published versions, by title in Swedish order, newest version first."""
    columns = (_version.c.id, _version.c.slug, _version.c.title, _version.c.version, _version.c.published_at)
    with workspace.read() as connection:
        rows = [TemplateRow(*row) for row in connection.execute(select(*columns))]
    rows.sort(key=lambda row: row.published_at, reverse=True)
    return tuple(sorted(rows, key=lambda row: sort_key_sv(row.title)))


def template(workspace: Workspace, version_id: str) -> Template:
    """One version with everything in it; NotFound if it is not here."""
    with workspace.read() as connection:
        content = connection.execute(
            select(_version.c.content).where(_version.c.id == version_id)
        ).scalar_one_or_none()
    if content is None:
        raise NotFound(tr_mark("The template"), version_id)
    try:
        return _built(content)
    except TemplateInvalid as error:
        raise TemplateNotUnderstood from error


@lru_cache(maxsize=16)
def _built(content: str) -> Template:
    return from_content(json.loads(content))
