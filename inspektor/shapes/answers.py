"""What is seen of typed answers and of what is asked about several times: frozen values, and their sums in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from inspektor.i18n import Texts, language, tr_mark
from inspektor.shapes.enums import Role
from inspektor.shapes.questions import YES, AnswerForm, AnswerKind, Question, as_number, plain, shown

FEWEST_CLIENTS: Final = 3
"""Answers of fewer clients than this are never shown, not even summed: anybody at the unit could tell who gave them."""

_YES_OF = tr_mark("{n} of {all} yes")
_RANGE = tr_mark("{least} to {most}, {n} answers")
_DECLINED = tr_mark("{n} did not want to answer")
_OPEN = tr_mark("{n} not answered")
_WITHHELD = tr_mark("Fewer than three clients have answered. The answers are not shown.")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One typed answer, in its canonical form; empty if the respondent declined."""

    question: str
    interview_id: str | None
    item_id: str | None
    value: str
    declined: bool
    author_id: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of a repeat and what was answered about it, by question."""

    id: str
    label: str
    position: int
    answers: Mapping[str, AnswerRow]

    def missing(self, questions: Sequence[Question]) -> int:
        """How many of the questions are not answered yet."""
        return sum(question.code not in self.answers for question in questions)


@dataclass(frozen=True, slots=True)
class AnswerSum:
    """The answers to one question of a follow-up, summed."""

    requirement: str
    """The code of the requirement that it says something about; empty if none."""
    question: str
    asked: str
    """The question in words."""
    role: str
    """Whose answers they are, a value of the enum Role; empty for a repeat."""
    repeat: str
    """The code of the repeat; empty for a question in interviews."""
    count: int
    """How many answers are summed."""
    text: str
    withheld: bool = False
    """Whether the answers are so few that the text says only that."""


def summed(
    question: Question, values: Sequence[str], declined: int, unanswered: int = 0, texts: Texts | None = None
) -> str:
    """All answers to a question in one line: "8 av 12 ja", "Bra 5, Sådär 2", "18 till 23 °C, 9 svar"."""
    words = texts or Texts(language())
    parts = [_spread(question.answer, values, words)] if question.answer is not None and values else []
    if declined:
        parts.append(words.tr(_DECLINED).format(n=declined))
    if unanswered:
        parts.append(words.tr(_OPEN).format(n=unanswered))
    return ", ".join(parts)


def withheld(role: str, count: int) -> bool:
    """Whether so few answers of that role must not be shown."""
    return role == Role.CLIENT.value and count < FEWEST_CLIENTS


def withheld_words(texts: Texts | None = None) -> str:
    """What stands in place of answers that must not be shown."""
    return (texts or Texts(language())).tr(_WITHHELD)


def _spread(form: AnswerForm, values: Sequence[str], words: Texts) -> str:
    if form.kind is AnswerKind.YES_NO:
        return words.tr(_YES_OF).format(n=sum(value == YES for value in values), all=len(values))
    if form.kind in (AnswerKind.CHOICE, AnswerKind.SCALE):
        counts = Counter(values)
        return ", ".join(
            f"{option.label} {counts[option.code]}" for option in form.options if counts[option.code]
        )
    if len(set(values)) == 1:
        return shown(form, values[0]) + (f" ({len(values)})" if len(values) > 1 else "")
    if form.kind is AnswerKind.NUMBER:
        # A colleague's newer program may have written what this one cannot read; then it is counted, not shown.
        ordered = sorted(number for value in values if (number := as_number(value)) is not None) or [
            Decimal()
        ]
        least = shown(AnswerForm(form.kind), plain(ordered[0]))
        return words.tr(_RANGE).format(least=least, most=shown(form, plain(ordered[-1])), n=len(values))
    return words.tr(_RANGE).format(least=min(values), most=max(values), n=len(values))
