"""What the papers made on request have in common: the document around their blocks."""

from collections.abc import Sequence
from dataclasses import replace

from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import Block, Document
from inspektor.report.phrases import day, language_tag, listed
from inspektor.shapes.papers import Occasion


def a_paper(
    of: Occasion,
    title: str,
    kind: str,
    blocks: Sequence[Block],
    texts: Texts,
    *,
    scale: float = 1.0,
    about: str = "",
) -> Document:
    """The blocks as a document of the follow-up; `kind` stands at the top of each page.

    `about` names the template, for a paper that is of no follow-up.
    """
    running = front.running(of.head, of.unit, kind, of.made, texts)
    if of.blank:  # it has no registry number yet, and its day will be another
        running = replace(running, right_text="", footer=about)
    return Document(
        title=listed(title, about if of.blank else day(of.made, texts)),
        author=listed(of.head.municipality, of.head.board),
        subject=listed(kind, about if of.blank else front.registry(of.head, texts)),
        language=language_tag(texts),
        made=of.made,
        running=running,
        blocks=tuple(blocks),
        scale=scale,
        letterhead=of.head.letterhead,
    )
