"""What the papers made on request have in common: the document around their blocks."""

from collections.abc import Sequence

from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import Block, Document
from inspektor.report.phrases import day, language_tag, listed
from inspektor.shapes.papers import Occasion


def a_paper(
    of: Occasion, title: str, kind: str, blocks: Sequence[Block], texts: Texts, *, scale: float = 1.0
) -> Document:
    """The blocks as a document of the follow-up; `kind` stands at the top of each page."""
    return Document(
        title=listed(title, day(of.made, texts)),
        author=listed(of.head.municipality, of.head.board),
        subject=listed(kind, front.registry(of.head, texts)),
        language=language_tag(texts),
        made=of.made,
        running=front.running(of.head, of.unit, kind, of.made, texts),
        blocks=tuple(blocks),
        scale=scale,
    )
