"""Questions with typed answers, and what a template asks about several times.

An answer is kept as one canonical text (see `read`), so that two laptops that were given the same answer agree.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import Labelled, Role
from inspektor.shapes.template_walk import clean_text

Content = dict[str, Any]

YES, NO = "yes", "no"
MAX_NUMBER: Final = 1_000_000_000
MAX_DECIMALS: Final = 4

_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?")
_SPACES: Final = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")
_ROLE_ORDER: Final = tuple(role.value for role in Role)


class AnswerKind(Labelled):
    """What may be answered."""

    YES_NO = "yes_no", tr_mark("Yes or no")
    CHOICE = "choice", tr_mark("One of several")
    NUMBER = "number", tr_mark("Number")
    DATE = "date", tr_mark("Date")
    SCALE = "scale", tr_mark("Scale")


class RepeatPlace(Labelled):
    """Where in a follow-up the items of a repeat are gone through."""

    OBSERVATIONS = "observations", tr_mark("Observations")
    DOCUMENTS = "documents", tr_mark("Documents")


PICTURES: Final = {
    "face-glad": tr_mark("A face that smiles broadly"),
    "face-pleased": tr_mark("A face that smiles a little"),
    "face-calm": tr_mark("A face that neither smiles nor frowns"),
    "face-troubled": tr_mark("A face with the mouth turned down a little"),
    "face-sad": tr_mark("A face with the mouth turned far down"),
}
"""The pictures a step of a scale may show, with what a screen reader says of each."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from, or a step of a scale."""

    code: str
    label: str
    picture: str = ""
    """A key of PICTURES; empty if none."""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """How a question is answered."""

    kind: AnswerKind
    options: tuple[Option, ...] = ()
    """What a choice chooses among, or the steps of a scale in their order."""
    unit: str = ""
    """What a number counts: °C, personer, mg."""
    least: Decimal | None = None
    most: Decimal | None = None

    def choices(self) -> tuple[Option, ...]:
        """Everything that can be pointed at: the options, or yes and no; nothing for numbers and dates."""
        if self.kind is AnswerKind.YES_NO:
            return Option(YES, tr("Yes")), Option(NO, tr("No"))
        return self.options


@dataclass(frozen=True, slots=True)
class Question:
    """A question to one kind of respondent about the requirement it stands under, or about each item of a repeat."""

    code: str
    role: str
    """A value of the enum Role; empty in a repeat."""
    text: str
    answer: AnswerForm | None = None
    """None for an open question, answered in notes alone."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is asked about several times: each room, each plan that was drawn."""

    code: str
    name: str
    place: RepeatPlace
    item_label: str
    """What one of them is called; a number or letter follows."""
    questions: tuple[Question, ...]
    suggested: tuple[str, ...] = ()
    """Names that are offered when items are added."""
    requirement: str = ""
    """The code of the requirement that the answers say something about; empty if none."""


class AnswerWrong(ValueError):
    """What was written is no answer to the question."""

    def __init__(self, message: str) -> None:
        """Give the rule, a marked text."""
        super().__init__(message)
        self.message = message


def read(form: AnswerForm, written: str) -> str:
    """The canonical text of an answer; AnswerWrong says what is wrong.

    It is yes or no, the code of an option or of a step, a number with a point (a comma is read too), or a date by
    ISO 8601.
    """
    text = clean_text(written)
    if form.kind is AnswerKind.NUMBER:
        return _read_number(form, text)
    if form.kind is AnswerKind.DATE:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            message = tr_mark("Write the date as year-month-day, for example 2026-12-18.")
            raise AnswerWrong(message) from error
    if text not in [option.code for option in form.choices()]:
        raise AnswerWrong(tr_mark("Choose one of the alternatives."))
    return text


def _read_number(form: AnswerForm, text: str) -> str:
    number = as_number(text)
    if number is None:
        raise AnswerWrong(tr_mark("Write a number, for example 12 or 20,5."))
    if form.least is not None and number < form.least:
        raise AnswerWrong(tr_mark("The number is too small."))
    if form.most is not None and number > form.most:
        raise AnswerWrong(tr_mark("The number is too large."))
    return plain(number)


def as_number(written: object) -> Decimal | None:
    """A number as written by hand or in a file; None if it is none, or beyond what is kept."""
    if isinstance(written, bool) or not isinstance(written, (str, int, float, Decimal)):
        return None
    if isinstance(written, int) and abs(written) > MAX_NUMBER:
        return None
    text = _SPACES.sub("", str(written).replace("\u2212", "-"))  # the minus sign of good typography
    if len(text) > 40 or not _NUMBER.fullmatch(text) or not text.isascii():
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    decimals = len(text.replace(",", ".").partition(".")[2].rstrip("0"))
    return number if abs(number) <= MAX_NUMBER and decimals <= MAX_DECIMALS else None


def plain(number: Decimal) -> str:
    """A number with a point, without needless zeros."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def shown(form: AnswerForm, value: str) -> str:
    """A canonical answer in words; the value itself where the template does not know it."""
    if form.kind is AnswerKind.NUMBER:
        return " ".join(part for part in (value.replace(".", ",").replace("-", "\u2212"), form.unit) if part)
    labels = {option.code: option.label for option in form.choices()}
    return labels.get(value, value)


# Content


def answer_content(form: AnswerForm) -> Content:
    """The form as plain values, under the keys that template files use."""
    content: Content = {"kind": form.kind.value}
    if form.kind is AnswerKind.CHOICE:
        content["options"] = [{"id": option.code, "label": option.label} for option in form.options]
    if form.kind is AnswerKind.SCALE:
        content["steps"] = [_step_content(step) for step in form.options]
    if form.unit:
        content["unit"] = form.unit
    for key, bound in (("min", form.least), ("max", form.most)):
        if bound is not None:
            content[key] = int(bound) if bound == int(bound) else plain(bound)
    return content


def _step_content(step: Option) -> Content:
    content = {"id": step.code, "label": step.label}
    return {**content, "picture": step.picture} if step.picture else content


def question_content(question: Question) -> Content:
    """The question as plain values."""
    content: Content = {"id": question.code, "text": question.text}
    if question.answer is not None:
        content["answer"] = answer_content(question.answer)
    return content


def repeat_content(repeat: Repeat) -> Content:
    """The repeat as plain values."""
    content: Content = {
        "id": repeat.code,
        "name": repeat.name,
        "place": repeat.place.value,
        "item_label": repeat.item_label,
    }
    if repeat.requirement:
        content["requirement"] = repeat.requirement
    if repeat.suggested:
        content["suggested"] = list(repeat.suggested)
    content["questions"] = [question_content(question) for question in repeat.questions]
    return content


def questions_by_role(questions: tuple[Question, ...]) -> Content:
    """A requirement's questions as plain values, by role."""
    return {
        role: [question_content(each) for each in asked]
        for role in _ROLE_ORDER
        if (asked := [question for question in questions if question.role == role])
    }


def answer_from(content: Content | None) -> AnswerForm | None:
    """Build the form from checked content."""
    if content is None:
        return None
    kind = AnswerKind(content["kind"])
    given = content.get({"choice": "options", "scale": "steps"}.get(kind.value, ""), ())
    options = tuple(
        Option(clean_text(each["id"]), clean_text(each["label"]), each.get("picture") or "") for each in given
    )
    if kind is not AnswerKind.NUMBER:
        return AnswerForm(kind, options)
    least, most = (as_number(content.get(key)) for key in ("min", "max"))
    return AnswerForm(kind, unit=clean_text(content.get("unit") or ""), least=least, most=most)


def question_from(content: Content, role: str = "") -> Question:
    """Build a question from checked content."""
    answer = answer_from(content.get("answer"))
    return Question(clean_text(content["id"]), role, clean_text(content["text"]), answer)


def questions_from(content: dict[str, list[Content] | None]) -> tuple[Question, ...]:
    """Build a requirement's questions from checked content, in the order of the roles."""
    return tuple(question_from(each, role) for role in _ROLE_ORDER for each in content.get(role) or ())


def repeat_from(content: Content) -> Repeat:
    """Build a repeat from checked content."""
    return Repeat(
        code=clean_text(content["id"]),
        name=clean_text(content["name"]),
        place=RepeatPlace(content["place"]),
        item_label=clean_text(content["item_label"]),
        questions=tuple(question_from(each) for each in content["questions"]),
        suggested=tuple(clean_text(each) for each in content.get("suggested") or ()),
        requirement=clean_text(content.get("requirement") or ""),
    )
