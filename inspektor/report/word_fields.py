"""What a municipality's own Word template can ask for: `${unit}` and the like, rows that repeat, whole sections."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import Block, Column, Document, Heading, Labelled, Paragraph, Table
from inspektor.report.glyphs import readable
from inspektor.report.phrases import clock, day, listed, quoted
from inspektor.shapes.protocol import OralDeficiency, ProtocolFacts
from inspektor.shapes.report import ReportDeficiency, ReportFacts

Facts = ProtocolFacts | ReportFacts
_SIDE_BY_SIDE = 4
NOTHING = "–"
"""Stands where nothing is noted: a reader must see that, not wonder."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a row is repeated for: the names of its values, and the values of each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Every field of one document by its name, in the document's language."""

    single: dict[str, str]
    groups: dict[str, Group]
    parts: dict[str, tuple[Block, ...]]

    def of_row(self, group: str, number: int) -> dict[str, str]:
        """The fields of one row, with their values; of none as if one had nothing noted."""
        found = self.groups[group]
        values = found.rows[number] if found.rows else (NOTHING,) * len(found.columns)
        return {f"{group}.{name}": value for name, value in zip(found.columns, values, strict=True)}

    def group_of(self, name: str) -> str:
        """The group that has a field of this name; empty if none has."""
        group, _, column = name.partition(".")
        return group if group in self.groups and column in self.groups[group].columns else ""

    def names(self) -> list[str]:
        """All names."""
        rows = [f"{group}.{column}" for group, found in self.groups.items() for column in found.columns]
        return [*self.single, *rows, *self.parts]


def known(name: str) -> str:
    """A name as it is looked up: letters of either case, spaces as people type them."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def fields(facts: Facts, document: Document, texts: Texts) -> Fields:
    """The fields of a protocol or a report."""
    tr_c = texts.tr_c
    single = {**_head(facts, document, texts), **_visit(facts, texts)}
    groups = _groups(facts, texts)
    if isinstance(facts, ReportFacts):
        single |= _report_texts(facts, texts)
        groups[tr_c("field", "result")] = _results(facts, texts)
    else:
        single[tr_c("field", "next step")] = facts.next_step
        groups[tr_c("field", "observation")] = _observations(facts, texts)
    return Fields(
        {known(name): readable(value).strip() or NOTHING for name, value in single.items()},
        {known(name): _clean(group) for name, group in groups.items()},
        {known(name): blocks for name, blocks in _parts(document, texts).items()},
    )


def _clean(group: Group) -> Group:
    rows = tuple(tuple(readable(value).strip() or NOTHING for value in row) for row in group.rows)
    return Group(tuple(map(known, group.columns)), rows)


def _head(facts: Facts, document: Document, texts: Texts) -> dict[str, str]:
    tr_c, head, unit = texts.tr_c, facts.head, facts.unit
    hidden = texts.tr("Protected address")
    return {
        tr_c("field", "title"): document.title,
        tr_c("field", "draft"): document.draft,
        tr_c("field", "municipality"): head.municipality,
        tr_c("field", "board"): head.board,
        tr_c("field", "administration"): head.administration,
        tr_c("field", "registry number"): head.registry_number or front.registry(head, texts),
        tr_c("field", "version"): head.version,
        tr_c("field", "secrecy"): head.secrecy.provision if head.secrecy else "",
        tr_c("field", "date"): day(facts.made, texts),
        tr_c("field", "unit"): unit.name,
        tr_c("field", "provider"): unit.provider,
        tr_c("field", "organisation number"): unit.organisation_number,
        tr_c("field", "address"): hidden if unit.address_protected else unit.address,
        tr_c("field", "service"): unit.service_type,
        tr_c("field", "agreement"): unit.agreement_number,
        tr_c("field", "legal basis"): unit.legal_basis,
        tr_c("field", "places"): "" if unit.places is None else str(unit.places),
        tr_c("field", "unit manager"): unit.manager,
    }


def _visit(facts: Facts, texts: Texts) -> dict[str, str]:
    tr_c, visit, contact = texts.tr_c, facts.visit, facts.contact
    return {
        tr_c("field", "visit date"): day(visit.day, texts),
        tr_c("field", "arrival"): clock(visit.arrived, texts),
        tr_c("field", "departure"): clock(visit.left, texts),
        tr_c("field", "announcement"): visit.announcement,
        tr_c("field", "form"): visit.form,
        tr_c("field", "purpose"): visit.purpose,
        tr_c("field", "reason"): visit.trigger,
        tr_c("field", "contact"): listed(contact.name, contact.title),
        tr_c("field", "contact phone"): contact.phone,
        tr_c("field", "contact e-mail"): contact.email,
    }


def _report_texts(facts: ReportFacts, texts: Texts) -> dict[str, str]:
    tr_c = texts.tr_c
    return {
        tr_c("field", "summary"): facts.text("summary"),
        tr_c("field", "background"): facts.text("background"),
        tr_c("field", "purpose and scope"): facts.text("scope"),
        tr_c("field", "method"): facts.text("method"),
        tr_c("field", "not reviewed"): facts.text("limits"),
        tr_c("field", "complaints"): facts.text("complaints"),
        tr_c("field", "earlier deficiencies"): facts.text("earlier"),
        tr_c("field", "position on IVO"): facts.text("ivo"),
        tr_c("field", "good examples"): facts.text("strengths"),
        tr_c("field", "next step"): facts.text("next"),
    }


def _groups(facts: Facts, texts: Texts) -> dict[str, Group]:
    tr_c = texts.tr_c
    name, title = tr_c("field", "name"), tr_c("field", "title")
    return {
        tr_c("field", "deficiency"): _deficiencies(facts, texts),
        tr_c("field", "document due"): Group(
            (tr_c("field", "what"), tr_c("field", "no later than")),
            tuple((each.what, day(each.due, texts)) for each in facts.documents_due),
        ),
        tr_c("field", "inspector"): Group(
            (name, title), tuple((each.name, each.title) for each in facts.inspectors)
        ),
        tr_c("field", "signer"): Group(
            (name, title, tr_c("field", "role")),
            tuple((each.name, each.title, each.role) for each in facts.signers),
        ),
        tr_c("field", "recipient"): Group((name,), tuple((each,) for each in facts.distribution)),
    }


def _deficiencies(facts: Facts, texts: Texts) -> Group:
    tr_c = texts.tr_c
    columns = (
        tr_c("field", "number"),
        tr_c("field", "code"),
        tr_c("field", "requirement"),
        tr_c("field", "observed"),
        tr_c("field", "why"),
        tr_c("field", "severity"),
        tr_c("field", "expected"),
        tr_c("field", "agreed"),
        tr_c("field", "no later than"),
    )
    found: Sequence[OralDeficiency | ReportDeficiency] = facts.deficiencies
    wordings: dict[str, str] = {}
    if isinstance(facts, ReportFacts):
        wordings = {result.code: result.requirement for area in facts.areas for result in area.results}
    rows = [
        (str(number), *_deficiency(each, wordings), day(each.deadline, texts))
        for number, each in enumerate(found, 1)
    ]
    return Group(columns, tuple(rows))


def _deficiency(each: OralDeficiency | ReportDeficiency, wordings: dict[str, str]) -> tuple[str, ...]:
    if isinstance(each, OralDeficiency):
        return each.code, each.requirement, each.observed, "", "", each.expected, each.agreed
    requirement = wordings.get(each.code, "")
    return each.code, requirement, each.observed, each.why, each.severity, each.expected, ""


def _results(facts: ReportFacts, texts: Texts) -> Group:
    tr_c = texts.tr_c
    columns = (
        tr_c("field", "area"),
        tr_c("field", "code"),
        tr_c("field", "requirement"),
        tr_c("field", "rating"),
        tr_c("field", "judgement"),
        tr_c("field", "quotes"),
    )
    rows = [
        (area.name, each.code, each.requirement, each.rating, each.finding, quoted(each))
        for area in facts.areas
        for each in area.results
    ]
    return Group(columns, tuple(rows))


def _observations(facts: ProtocolFacts, texts: Texts) -> Group:
    tr_c = texts.tr_c
    columns = (
        tr_c("field", "area"),
        tr_c("field", "time"),
        tr_c("field", "place"),
        tr_c("field", "text"),
    )
    rows = [
        (area.area, clock(seen.at, texts), seen.place, seen.text)
        for area in facts.observations
        for seen in area.observations
    ]
    return Group(columns, tuple(rows))


def _parts(document: Document, texts: Texts) -> dict[str, tuple[Block, ...]]:
    """The whole content after the title, and each section by its heading, without that heading."""
    whole = tuple(block for block in document.blocks if not (isinstance(block, Heading) and block.level == 1))
    found: dict[str, list[Block]] = {}
    for block in whole:
        if isinstance(block, Heading) and block.level == 2:
            found[texts.tr_c("field", "section {heading}").format(heading=block.text)] = []
        elif found:
            found[next(reversed(found))].append(block)
    sections = {name: tuple(blocks) for name, blocks in found.items()}
    return {texts.tr_c("field", "content"): whole, **sections}


def sample(document: Document, offered: Fields, texts: Texts) -> Document:
    """A template with every field in it, to begin one's own from."""
    tr = texts.tr
    blocks: list[Block] = [
        Heading(tr("Template with every field"), 1),
        Paragraph(tr("Keep the fields you need, move them, and delete the rest."), "lead"),
        Labelled(tuple((name, _asked(name)) for name in offered.single)),
        Heading(tr("Rows that are repeated")),
    ]
    for name, group in offered.groups.items():
        blocks += [Paragraph(name, "strong", leads=True), _sample_row(name, group.columns)]
    blocks.append(Heading(tr("Whole sections, each alone in a paragraph")))
    blocks += [Paragraph(_asked(name)) for name in offered.parts]
    empty = replace(document.running, left_title="", left_text="", right_title="", right_text="", footer="")
    title = tr("Template with every field")
    return replace(document, title=title, subject="", draft="", running=empty, blocks=tuple(blocks))


def _sample_row(name: str, columns: Sequence[str]) -> Block:
    asked = [_asked(f"{name}.{column}") for column in columns]
    if len(columns) <= _SIDE_BY_SIDE:
        return Table(tuple(Column(column.capitalize(), 1) for column in columns), (tuple(asked),))
    lines = [f"{column.capitalize()}: {each}" for column, each in zip(columns, asked, strict=True)]
    return Table((Column(name.capitalize(), 1),), (("\n".join(lines),),))


def _asked(name: str) -> str:
    return f"${{{name}}}"
