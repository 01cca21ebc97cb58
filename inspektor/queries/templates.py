"""Published template versions, and what a follow-up asks by one. A version never changes, so each is built once."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import select

from inspektor.errors import InspektorError, NotFound
from inspektor.formats import sort_key_sv
from inspektor.i18n import Texts, language, tr, tr_mark
from inspektor.model.follow_up import ChosenRequirement, FollowUp, OwnRequirement
from inspektor.model.template import TemplateVersion
from inspektor.shapes.enums import Scope
from inspektor.shapes.preparing import OWN_AREA
from inspektor.shapes.template import QualityArea, Requirement, Template, TemplateInvalid, from_content
from inspektor.shapes.views import TemplateRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_OWN_AREA = tr_mark("Own requirements")
_KEPT = 32


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
        return template_in(connection, version_id)


def template_in(connection: sa.Connection, version_id: str) -> Template:
    """The same, within a snapshot that is already open."""
    query = select(_version.c.content_hash).where(_version.c.id == version_id)
    content_hash = connection.execute(query).scalar_one_or_none()
    if content_hash is None:
        raise NotFound(tr_mark("The template"), version_id)
    known = _built.get((version_id, content_hash))
    if known is None:
        query = select(_version.c.content).where(_version.c.id == version_id)
        known = _build(connection.execute(query).scalar_one())
        while len(_built) >= _KEPT:
            _built.pop(next(iter(_built)), None)
        _built[version_id, content_hash] = known
    return known


_built: dict[tuple[str, str], Template] = {}
"""By id and hash: reading the content of a large version again would cost more than all else one asks of it."""


def _build(content: str) -> Template:
    try:
        return from_content(json.loads(content))
    except TemplateInvalid as error:
        raise TemplateNotUnderstood from error


def asked(workspace: Workspace, follow_up_id: str, texts: Texts | None = None) -> Template:
    """What a follow-up asks: its template with the requirements chosen, and with those the inspectors added."""
    with workspace.read() as connection:
        return asked_in(connection, follow_up_id, texts)


def asked_in(connection: sa.Connection, follow_up_id: str, texts: Texts | None = None) -> Template:
    """The same, within a snapshot that is already open; `texts` for a document in a language of its own."""
    follow_up, chosen, own = live(FollowUp), live(ChosenRequirement), live(OwnRequirement)
    query = select(follow_up.c.template_version_id, follow_up.c.scope).where(follow_up.c.id == follow_up_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(tr_mark("The follow-up"), follow_up_id)
    whole = template_in(connection, row.template_version_id)
    codes = None
    if row.scope is Scope.CHOSEN:
        query = select(chosen.c.requirement).where(chosen.c.follow_up_id == follow_up_id)
        codes = frozenset(connection.execute(query).scalars())
    columns = (own.c.id, own.c.area, own.c.text, own.c.source)
    query = select(*columns).where(own.c.follow_up_id == follow_up_id).order_by(own.c.id)
    added = connection.execute(query).all()
    if codes is None and not added:
        return whole
    words = texts or Texts(language())
    return _narrowed(whole, codes, [Own(*each) for each in added], words.tr(_OWN_AREA))


class Own(NamedTuple):
    """A requirement the inspectors added, as it is stored."""

    code: str
    area: str
    text: str
    source: str


def _narrowed(whole: Template, codes: frozenset[str] | None, added: Sequence[Own], own_area: str) -> Template:
    areas = []
    for area in whole.areas:
        kept = [r for r in area.requirements if codes is None or r.code in codes]
        kept += [_own(each) for each in added if each.area == area.code]
        if kept:
            areas.append(replace(area, requirements=tuple(kept)))
    known = {area.code for area in whole.areas}
    homeless = tuple(_own(each) for each in added if each.area not in known)
    if homeless:
        areas.append(QualityArea(OWN_AREA, own_area, "municipal", homeless))
    return replace(whole, areas=tuple(areas))


def _own(each: Own) -> Requirement:
    return Requirement(each.code, each.text, each.source, "to_verify" if each.source else "contract")
