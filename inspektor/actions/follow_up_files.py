"""A follow-up out to a file and in from one, with all that hangs on it.

Never in the file: grave risks, sealed documents, history. What comes in is as checked as what is typed, and all of it or
nothing is kept.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor.actions.arrivals import PARTS, Arrivals, known_id, refuse_unsound, told
from inspektor.actions.doors import made
from inspektor.actions.openings import opened as log_reading
from inspektor.actions.outside import put_outside
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.exchange.follow_up_file import FollowUpFile, Values, opened, pack
from inspektor.i18n import tr, tr_mark
from inspektor.model.follow_up import FollowUp, FollowUpIn
from inspektor.queries import follow_ups, register, templates
from inspektor.queries.rows import of_follow_up
from inspektor.shapes.arriving import ArrivingFollowUp
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.outside import OutsideKind
from inspektor.shapes.views import TemplateRow, UnitRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_HERE = ("unit_id", "template_version_id")


class HereAlready(InspektorError):
    """The follow-up, or something that hangs on it, is here or has been here."""

    def text(self) -> str:
        """What is so."""
        return tr("The follow-up is here already, or has been here and was deleted.")

    def advice(self) -> str:
        """What became of it."""
        return tr("Nothing was imported.")


class NotHere(InspektorError):
    """The unit or the template that the file names is not in this workspace."""

    def __init__(self, what: str, name: str) -> None:
        """Give what it is (a marked text) and how the file calls it."""
        super().__init__(what, name)
        self.what, self.name = what, name

    def text(self) -> str:
        """Which it is."""
        return tr("“{name}” is not here: {what}.").format(name=self.name, what=tr(self.what))

    def advice(self) -> str:
        """What to do."""
        return tr("Add it, then import again. Nothing was imported.")


def export(workspace: Workspace, follow_up_id: str, path: Path) -> None:
    """Write the follow-up to a file that only its owner can read; NotExported if it cannot be written."""
    content = told_of(workspace, follow_up_id)
    packed = pack(content, pictures(workspace, content))
    put_outside(workspace, path, packed, OutsideKind.FOLLOW_UP, follow_up_id, private=True)
    log_reading(workspace, OpenedKind.FILE, None, follow_up_id)


def told_of(workspace: Workspace, follow_up_id: str) -> Values:
    """What the file says of a follow-up."""
    sheet = follow_ups.sheet(workspace, follow_up_id)
    records: dict[str, list[Values]] = {}
    own = select(live(FollowUp)).where(live(FollowUp).c.id == follow_up_id)
    with workspace.read() as connection:
        for row_type in PARTS:
            rows = connection.execute(of_follow_up(row_type, follow_up_id).order_by("id")).mappings()
            if found := [_plain(row, "follow_up_id") for row in rows]:
                records[str(row_type.__tablename__)] = found
        table = connection.execute(own).mappings().one()
        version = templates.template_in(connection, table["template_version_id"])
    return {
        "unit": _unit_words(sheet.unit),
        "template": {"code": version.code, "version": version.version},
        "follow_up": _plain(table, *_HERE),
        "further_units": [_unit_words(unit) for unit in sheet.further_units],
        "records": records,
    }


def _plain(row: Any, *without: str) -> Values:
    """The row in what JSON knows; what nobody filled in is left out."""
    shown = {name: value for name, value in row.items() if name not in without and value not in (None, "")}
    return {name: _word(value) for name, value in shown.items()}


def _word(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _unit_words(unit: UnitRow) -> Values:
    return {"name": unit.name, "provider": unit.provider}


def pictures(workspace: Workspace, content: Values) -> Iterator[tuple[str, bytes]]:
    """Those the records name. MediaMissing if one has not arrived from the colleague who added it."""
    for sha256 in dict.fromkeys(photo["media"] for photo in content["records"].get("photo", ())):
        yield sha256, workspace.media.get(sha256)


def look(workspace: Workspace, path: Path) -> ArrivingFollowUp:
    """What `bring_in` would make of a file. Refused are files as there; a record that breaks a rule is told of there alone."""
    with opened(path) as file:
        row = _follow_up(workspace, file)
        unit, template = _unit(workspace, file.unit), _template(workspace, file.template)
        for each in file.further_units:
            _unit(workspace, each)
        _refuse_known(workspace, row.id)
        told_of = {
            str(each.__tablename__): len(file.records.get(str(each.__tablename__), ())) for each in PARTS
        }
        return ArrivingFollowUp(
            unit=unit.name,
            provider=unit.provider,
            template=template.title,
            version=template.version,
            form=row.form,
            planned_on=row.planned_on,
            registry_number=row.registry_number,
            records=tuple((table, n) for table, n in told_of.items() if n),
        )


def _refuse_known(workspace: Workspace, row_id: str) -> None:
    with workspace.read() as connection:
        if connection.exec_driver_sql("SELECT 1 FROM follow_up WHERE id = ?", (row_id,)).first():
            raise HereAlready


def bring_in(workspace: Workspace, path: Path) -> ChangeSet:
    """Make a follow-up of a file, in one step.

    FollowUpFileRefused for what is no such file, RecordRefused for a record that breaks a rule, NotHere for a unit or a
    template that is not here, HereAlready; nothing is changed then.
    """
    with opened(path) as file:
        return take_in(workspace, file, tr_mark("Import follow-up"))


def take_in(workspace: Workspace, file: FollowUpFile, label: str) -> ChangeSet:
    """The same of a file that is open; `label` is a marked text."""
    follow_up = _follow_up(workspace, file)
    arrivals = Arrivals(workspace, follow_up, file)
    arrivals.add_units([_unit(workspace, each).id for each in file.further_units])

    def apply(session: Session) -> None:
        for row in (follow_up, *arrivals.rows):
            if session.get(type(row), row.id) is not None:
                raise HereAlready
        session.add(follow_up)
        session.add_all(arrivals.rows)
        session.flush()
        refuse_unsound(session, follow_up, arrivals)

    try:
        arrivals.build()
        return workspace.write(label, apply)
    except BaseException:
        arrivals.forget_pictures()
        raise


def _follow_up(workspace: Workspace, file: FollowUpFile) -> FollowUp:
    profile = workspace.profile
    start = {"municipality": profile.municipality, "board": profile.board}
    given = {name: value for name, value in file.follow_up.items() if name != "id"}
    here = {
        "unit_id": _unit(workspace, file.unit).id,
        "template_version_id": _template(workspace, file.template).id,
    }
    with told("follow_up", 1):
        row_id = known_id(file.follow_up.get("id"))
        return made(FollowUp, FollowUpIn, start | given | here, row_id=row_id)


def _unit(workspace: Workspace, words: Any) -> UnitRow:
    """The one unit of that name, of that provider if it is named."""
    named = words if isinstance(words, dict) else {}
    found = [
        unit
        for unit in register.units(workspace)
        if unit.name == named.get("name") and named.get("provider", unit.provider) == unit.provider
    ]
    if len(found) != 1:
        raise NotHere(tr_mark("The unit"), str(named.get("name", ""))[:80])
    return found[0]


def _template(workspace: Workspace, words: Values) -> TemplateRow:
    wanted = (words.get("code"), words.get("version"))
    for row in templates.templates(workspace):
        if row.slug == wanted[0] and wanted[1] in (None, row.version):
            return row
    raise NotHere(tr_mark("The template"), str(words.get("code", ""))[:80])
