"""The recovery sheet: the words that open the workspace when the passphrase is lost, on one page to lock away."""

from collections.abc import Sequence
from datetime import datetime

from inspektor.i18n import Texts
from inspektor.report.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyFacts,
    NumberedWords,
    Paragraph,
    Running,
)
from inspektor.report.build import build
from inspektor.report.phrases import day, language_tag


def recovery_sheet(
    *, name: str, municipality: str, board: str, words: Sequence[str], made: datetime, texts: Texts
) -> bytes:
    """The sheet as PDF. It holds the secret itself: the caller hands it to the person and keeps no copy."""
    tr = texts.tr
    title = tr("Recovery sheet for {name}").format(name=name)
    facts = (
        (tr("Name"), name),
        (tr("Municipality"), municipality),
        (tr("Board"), board),
        (tr("Made"), day(made, texts)),
    )
    opening: tuple[Block, ...] = (
        Heading(title, 1),
        Paragraph(tr("These words open your workspace if you forget your passphrase."), "lead"),
        KeyFacts(tuple((label, value) for label, value in facts if value)),
        Heading(tr("Your recovery phrase"), 2),
        Paragraph(tr("Read down each column. The order matters."), leads=True),
        NumberedWords(tuple(words)),
    )
    running = Running(
        left_title=municipality,
        left_text=board,
        right_title=tr("Recovery sheet"),
        right_text=day(made, texts),
        footer="Inspektor",
        page_of=tr("Page {page} of {pages}"),
    )
    document = Document(
        title=title,
        author=name,
        subject=tr("Recovery phrase"),
        language=language_tag(texts),
        made=made,
        running=running,
        blocks=(*opening, *_advice(texts)),
    )
    return build(document).data


def _advice(texts: Texts) -> tuple[Block, ...]:
    tr = texts.tr
    rules = (
        tr("Keep it locked away, apart from the computer. Do not photograph or e-mail it."),
        tr("Nobody can open your workspace for you: without the passphrase and this sheet it stays closed."),
        tr("Whoever has both this sheet and your computer can read everything you have noted."),
        tr("If the sheet is lost, make a new phrase in the settings. The old one then stops working."),
    )
    steps = tr(
        "Choose the recovery phrase on the locked screen, write the words in order, "
        "and choose a new passphrase."
    )
    return (
        Heading(tr("What to do with this sheet"), 2),
        BulletList(rules),
        Heading(tr("If you need it"), 2),
        Paragraph(steps),
    )
