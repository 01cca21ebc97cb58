"""Template versions: immutable once published. A change is a new version."""

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Moment, Prose, Row, line, moment, prose


class TemplateVersionFields(SQLModel):
    """One published version; `content` is the canonical JSON that `shapes.template` reads, `content_hash` its SHA-256."""

    slug: Line = line(required=True)
    title: Line = line(required=True)
    version: Line = line(required=True)
    language: Line = line("sv")
    content: Prose = prose(...)
    content_hash: Line = line(required=True)
    published_at: Moment = moment(...)


class TemplateVersionIn(TemplateVersionFields, Input):
    """A template version through the door."""


class TemplateVersion(TemplateVersionFields, Row, table=True):
    """A template version's row; its id is derived from the content, so two laptops that load the same file agree."""

    __tablename__ = "template_version"
