"""Publishing template versions."""

from pathlib import Path

from sqlalchemy.orm import Session

from inspektor import clock, paths
from inspektor.actions.doors import made
from inspektor.changes import ChangeSet
from inspektor.exchange.template_yaml import read_template
from inspektor.i18n import tr_mark
from inspektor.model.template import TemplateVersion, TemplateVersionIn
from inspektor.shapes.ids import derived_id
from inspektor.shapes.template import Template
from inspektor.store.workspace import Workspace


def publish(workspace: Workspace, template: Template) -> ChangeSet:
    """Publish a version: from now on it never changes. The same content again is a no-op, on any laptop."""
    content_hash = template.content_hash()
    version_id = derived_id("template", content_hash)
    values = {
        "slug": template.code,
        "title": template.title,
        "version": template.version,
        "language": template.language,
        "content": template.canonical_json().decode(),
        "content_hash": content_hash,
        "published_at": clock.now(),
    }

    def apply(session: Session) -> None:
        known = session.get(TemplateVersion, version_id)
        if known is None:
            session.add(made(TemplateVersion, TemplateVersionIn, values, row_id=version_id))
        else:
            known.hidden = False

    return workspace.write(tr_mark("Publish template"), apply, final=True)


def publish_file(workspace: Workspace, path: Path) -> ChangeSet:
    """Read a template file and publish it; TemplateRefused names file and line of what is wrong, and nothing is changed."""
    return publish(workspace, read_template(path).template)


def publish_library(workspace: Workspace) -> int:
    """Publish the templates that come with the program; how many there are."""
    files = sorted((paths.resources() / "templates").glob("*.yaml"))
    for path in files:
        publish_file(workspace, path)
    return len(files)
