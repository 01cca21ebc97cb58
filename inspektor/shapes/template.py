"""A published template: what a follow-up of one kind of service asks, looks for and rates.

A template version never changes; a follow-up keeps the version it began with. Its content is kept as canonical
JSON, the same on every laptop, and named by the hash of that.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Final

from inspektor.shapes.enums import Rating, Role
from inspektor.shapes.questions import Question as Question
from inspektor.shapes.questions import Repeat, questions_by_role, questions_from, repeat_content, repeat_from
from inspektor.shapes.template_rules import check_content
from inspektor.shapes.template_walk import Flaw, clean_text

Content = dict[str, Any]


class TemplateInvalid(ValueError):
    """Content that breaks the rules of a template."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        """Give every flaw; the first one is the message."""
        super().__init__(flaws[0].text() if flaws else "")
        self.flaws = flaws


def short_code(code: str) -> str:
    """What people call a requirement: 4.1 of HVB-BU-4.1, E1 of one the inspectors added."""
    return code.rpartition("-")[2] or code


@dataclass(frozen=True, slots=True)
class RatingStep:
    """One of the five judgements, in the words of this template."""

    value: str
    """A value of the enum Rating."""
    label: str
    definition: str
    is_deficiency: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the provider must fulfil, with where it is written and what may show it."""

    code: str
    text: str
    source: str
    source_status: str
    """How far the legal reference was checked: checked, partly_checked, to_verify; contract if it is none."""
    questions: tuple[Question, ...] = ()
    observe: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    """Short names of the services it concerns, where a template covers several; empty means all."""

    def questions_for(self, role: str) -> tuple[Question, ...]:
        """The requirement's questions to one role, in order."""
        return tuple(question for question in self.questions if question.role == role)


@dataclass(frozen=True, slots=True)
class QualityArea:
    """A group of requirements under one heading."""

    code: str
    name: str
    basis: str
    """Whose division it is: contract, socialstyrelsen, lss or municipal."""
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class FocusArea:
    """A subject across the quality areas, for a follow-up that looks at it alone: safety, staffing, medicines."""

    code: str
    name: str
    requirements: tuple[str, ...]
    """Codes of the template's requirements."""


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a template, complete."""

    code: str
    title: str
    version: str
    language: str
    service_types: tuple[str, ...]
    legal_domains: tuple[str, ...]
    forms: tuple[str, ...]
    """Values of the enum Form that it is meant for."""
    description: str
    rating_scale: tuple[RatingStep, ...]
    """The five steps, always in the order of the enum Rating."""
    respondent_labels: tuple[tuple[str, str], ...]
    """Role and what respondents of that role are called here."""
    interview_intro: tuple[tuple[str, str], ...]
    """Role and what is said before the first question."""
    areas: tuple[QualityArea, ...]
    focus_areas: tuple[FocusArea, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    _by_code: dict[str, tuple[QualityArea, Requirement]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {r.code: (area, r) for area in self.areas for r in area.requirements}
        object.__setattr__(self, "_by_code", by_code)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, in the order of the areas."""
        return tuple(requirement for _, requirement in self._by_code.values())

    def has(self, code: str) -> bool:
        """Whether there is a requirement of that code."""
        return code in self._by_code

    def requirement(self, code: str) -> Requirement:
        """The requirement of that code; KeyError if there is none."""
        return self._by_code[code][1]

    def area_of(self, code: str) -> QualityArea:
        """The area the requirement stands in; KeyError if there is no such requirement."""
        return self._by_code[code][0]

    def questions_for(self, role: str) -> tuple[tuple[Requirement, Question], ...]:
        """Every question to a role with its requirement, in the order an interview takes them."""
        return tuple((r, question) for r in self.requirements for question in r.questions_for(role))

    def question(self, code: str) -> tuple[Requirement, Question]:
        """The question of that code with its requirement; KeyError if there is none."""
        for requirement in self.requirements:
            for question in requirement.questions:
                if question.code == code:
                    return requirement, question
        raise KeyError(code)

    def repeat(self, code: str) -> Repeat:
        """The repeat of that code; KeyError if there is none."""
        return {repeat.code: repeat for repeat in self.repeats}[code]

    def typed_questions(self) -> tuple[tuple[str, Question], ...]:
        """Every question with a typed answer, with the requirement it says something about, or "" if none."""
        asked = [(r.code, question) for r in self.requirements for question in r.questions]
        looked = [(repeat.requirement, question) for repeat in self.repeats for question in repeat.questions]
        return tuple((code, question) for code, question in asked + looked if question.answer is not None)

    def respondent_label(self, role: str) -> str:
        """What respondents of the role are called here; empty if the template does not say."""
        return dict(self.respondent_labels).get(role, "")

    def intro(self, role: str) -> str:
        """What is said before an interview with the role; empty if the template does not say."""
        return dict(self.interview_intro).get(role, "")

    def rating_step(self, value: str) -> RatingStep:
        """The step of that rating; KeyError if it is none of the five."""
        for step in self.rating_scale:
            if step.value == value:
                return step
        raise KeyError(value)

    @property
    def unverified(self) -> tuple[Requirement, ...]:
        """Requirements whose legal reference nobody has confirmed; a lawyer should, before it is published."""
        return tuple(r for r in self.requirements if r.source_status in ("to_verify", "partly_checked"))

    def to_content(self) -> Content:
        """The content as plain values, under the keys that template files use."""
        content: Content = {
            "id": self.code,
            "title": self.title,
            "version": self.version,
            "language": self.language,
            "service_types": list(self.service_types),
            "legal_domains": list(self.legal_domains),
            "follow_up_forms": list(self.forms),
            "description": self.description,
            "rating_scale": [_step_content(step) for step in self.rating_scale],
            "respondent_labels": dict(self.respondent_labels),
            "interview_intro": dict(self.interview_intro),
            "quality_areas": [_area_content(area) for area in self.areas],
        }
        # A key that came later is left out where there is nothing under it, so that older versions keep their hash.
        if self.focus_areas:
            content["focus_areas"] = [_focus_content(focus) for focus in self.focus_areas]
        if self.repeats:
            content["repeats"] = [repeat_content(repeat) for repeat in self.repeats]
        return content

    def canonical_json(self) -> bytes:
        """The content in its one spelling: keys sorted, no spaces, UTF-8."""
        spelled = json.dumps(self.to_content(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return spelled.encode("utf-8")

    def content_hash(self) -> str:
        """SHA-256 of the canonical content, in hex: equal exactly when the content is."""
        return hashlib.sha256(self.canonical_json()).hexdigest()


_ROLE_ORDER: Final = tuple(role.value for role in Role)
_RATING_ORDER: Final = tuple(rating.value for rating in Rating)


def _step_content(step: RatingStep) -> Content:
    return {
        "value": step.value,
        "label": step.label,
        "definition": step.definition,
        "is_deficiency": step.is_deficiency,
    }


def _area_content(area: QualityArea) -> Content:
    requirements = [_requirement_content(requirement) for requirement in area.requirements]
    return {"id": area.code, "name": area.name, "basis": area.basis, "requirements": requirements}


def _focus_content(focus: FocusArea) -> Content:
    return {"id": focus.code, "name": focus.name, "requirements": list(focus.requirements)}


def _requirement_content(requirement: Requirement) -> Content:
    content: Content = {
        "id": requirement.code,
        "text": requirement.text,
        "source": requirement.source,
        "source_status": requirement.source_status,
    }
    if requirement.applies_to:
        content["applies_to"] = list(requirement.applies_to)
    content["questions"] = questions_by_role(requirement.questions)
    content["observe"] = list(requirement.observe)
    content["documents"] = list(requirement.documents)
    return content


def _texts(values: list[str] | None) -> tuple[str, ...]:
    return tuple(clean_text(value) for value in values or ())


def _by_role(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((role, clean_text(values[role])) for role in _ROLE_ORDER if role in values)


def _step(content: Content) -> RatingStep:
    label, definition = clean_text(content["label"]), clean_text(content["definition"])
    return RatingStep(content["value"], label, definition, content["is_deficiency"])


def _requirement(content: Content) -> Requirement:
    return Requirement(
        code=clean_text(content["id"]),
        text=clean_text(content["text"]),
        source=clean_text(content["source"]),
        source_status=content["source_status"],
        questions=questions_from(content["questions"]),
        observe=_texts(content.get("observe")),
        documents=_texts(content.get("documents")),
        applies_to=_texts(content.get("applies_to")),
    )


def _area(content: Content) -> QualityArea:
    requirements = tuple(_requirement(item) for item in content["requirements"])
    return QualityArea(clean_text(content["id"]), clean_text(content["name"]), content["basis"], requirements)


def _focus(content: Content) -> FocusArea:
    return FocusArea(clean_text(content["id"]), clean_text(content["name"]), _texts(content["requirements"]))


def from_content(content: object) -> Template:
    """Build a template from plain values, texts in Unicode form NFC; TemplateInvalid lists what is wrong."""
    flaws = tuple(flaw for flaw in check_content(content) if not flaw.is_warning)
    if flaws or not isinstance(content, dict):
        raise TemplateInvalid(flaws)
    steps = sorted(content["rating_scale"], key=lambda step: _RATING_ORDER.index(step["value"]))
    return Template(
        code=clean_text(content["id"]),
        title=clean_text(content["title"]),
        version=clean_text(content["version"]),
        language=content["language"],
        service_types=_texts(content["service_types"]),
        legal_domains=_texts(content["legal_domains"]),
        forms=_texts(content["follow_up_forms"]),
        description=clean_text(content["description"]),
        rating_scale=tuple(_step(step) for step in steps),
        respondent_labels=_by_role(content["respondent_labels"]),
        interview_intro=_by_role(content["interview_intro"]),
        areas=tuple(_area(area) for area in content["quality_areas"]),
        focus_areas=tuple(_focus(item) for item in content.get("focus_areas") or ()),
        repeats=tuple(repeat_from(item) for item in content.get("repeats") or ()),
    )
