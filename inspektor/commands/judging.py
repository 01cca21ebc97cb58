"""`followup require / weigh / rate / deficiency`: what sources say, the rating with its grounds, and the deficiency it opens."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import Rating, Severity, SourceKind, Stance
from inspektor.shapes.template import short_code

if TYPE_CHECKING:
    from inspektor.shapes.interviews import InterviewRow
    from inspektor.store.workspace import Workspace

_NONE = "none"
_TEXTS = ("description", "place", "why", "expected-result", "ivo-reason")
_FIELDS = (
    "description",
    "place",
    "why",
    "severity",
    "expected_result",
    "deadline",
    "observed_at",
    "ivo_reason",
)
_ANSWERED = ("said_on_site", "ivo_considered")


class NothingSaid(RuleBroken):
    """The command was given nothing to do."""

    def __init__(self, field: str) -> None:
        """Name what is missing."""
        super().__init__(field, tr_mark("Fill in this field."))


def offer_verbs(verbs: frame.Commands) -> list[frame.Parser]:
    """The verbs of judgement, for the group of the follow-up."""
    require = frame.add(
        verbs, "require", tr("add a requirement of your own to this follow-up; gives its code"), _require
    )
    references.add_follow_up(require)
    require.add_argument("text", metavar=tr("TEXT"))
    require.add_argument("--area", default="", metavar=tr("CODE"), help=tr("the template's quality area"))
    require.add_argument("--source", default="", metavar=tr("TEXT"), help=tr("what it rests on"))
    weigh = frame.add(verbs, "weigh", tr("say what a source says of a requirement"), _weigh)
    rate = frame.add(verbs, "rate", tr("rate a requirement, with grounds"), _rate)
    deficiency = frame.add(
        verbs, "deficiency", tr("write up the deficiency that a rating opened"), _deficiency
    )
    for each in (weigh, rate, deficiency):
        references.add_follow_up(each)
        each.add_argument("requirement", metavar=tr("CODE"))
    weigh.add_argument(
        "source",
        metavar=tr("SOURCE"),
        help=tr(
            "id of a note, an observation or a document read, or its end; the code of a question with typed answers"
        ),
    )
    weigh.add_argument("stance", choices=[*typed.values(Stance), _NONE])
    rate.add_argument("rating", choices=[*typed.values(Rating), _NONE])
    rate.add_argument("--grounds", metavar=tr("TEXT"))
    rate.add_argument("--strengths", metavar=tr("TEXT"), help=tr("what the unit does well"))
    for name in _TEXTS:
        deficiency.add_argument(f"--{name}", metavar=tr("TEXT"))
    deficiency.add_argument("--observed-at", type=typed.a_moment, metavar=tr("TIME"))
    deficiency.add_argument("--severity", choices=typed.values(Severity))
    deficiency.add_argument("--deadline", type=typed.a_day, metavar=tr("DAY"))
    for name in _ANSWERED:
        deficiency.add_argument(f"--{name.replace('_', '-')}", choices=list(typed.YES_NO))
    deficiency.add_argument("--told", action="store_true", help=tr("the provider has been told of it"))
    return [require, weigh, rate, deficiency]


def of_follow_up(workspace: "Workspace", follow_up_id: str, given: str) -> "InterviewRow":
    """The interview meant, among those of the follow-up."""
    from inspektor.queries.interviews import interviews

    return references.one(
        interviews(workspace, follow_up_id),
        given,
        tr_mark("The interview"),
        lambda row: row.id,
        lambda row: row.label,
    )


def requirement_meant(workspace: "Workspace", follow_up_id: str, given: str | None) -> str | None:
    """The code of the requirement that was given, None where none was."""
    return None if given is None else meant(workspace, follow_up_id, given)


def meant(workspace: "Workspace", follow_up_id: str, given: str) -> str:
    """A requirement's code, by that or by the number papers print; NotFound if there is none."""
    from inspektor.queries.judgement import outline

    codes = [row.code for row in outline(workspace, follow_up_id)]
    return _of_codes(codes, given, tr_mark("The requirement"))


def question_meant(workspace: "Workspace", follow_up_id: str, given: str) -> tuple[str, str]:
    """The codes of a question and its requirement, found in the same way."""
    from inspektor.queries.templates import asked

    requirements = asked(workspace, follow_up_id).requirements
    about = {question.code: each.code for each in requirements for question in each.questions}
    code = _of_codes(about, given, tr_mark("The question"))
    return code, about[code]


def asked_question(workspace: "Workspace", follow_up_id: str, given: str) -> str:
    """The code of a question with a typed answer, by the number papers print; what is none is left to the action to refuse."""
    from inspektor.queries.templates import asked

    codes = [question.code for _, question in asked(workspace, follow_up_id).typed_questions()]
    return next((code for code in codes if short_code(code).casefold() == given.casefold()), given)


def _of_codes(codes: Iterable[str], given: str, what: str) -> str:
    known = list(codes)
    if given in known:
        return given
    numbered = [code for code in known if short_code(code).casefold() == given.casefold()]
    if len(numbered) != 1:
        raise NotFound(what, given)
    return numbered[0]


def _require(arguments: argparse.Namespace) -> int:
    from inspektor.actions.scope import add_own_requirement

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        added = add_own_requirement(workspace, follow_up, arguments.text, arguments.area, arguments.source)
        code = added.created("own_requirement")
    saying.answer(arguments, {"id": code}, [code])
    return frame.DONE


def _weigh(arguments: argparse.Namespace) -> int:
    from inspektor.actions.assessments import set_stance

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        arguments.requirement = meant(workspace, follow_up, arguments.requirement)
        kind, source = _source(workspace, follow_up, arguments.source)
        stance = None if arguments.stance == _NONE else Stance(arguments.stance)
        set_stance(workspace, follow_up, arguments.requirement, kind, source, stance)
    saying.answer(arguments, {"id": source}, [source])
    return frame.DONE


def _source(workspace: "Workspace", follow_up: str, given: str) -> tuple[SourceKind, str]:
    from inspektor.queries.answers import sums
    from inspektor.queries.interviews import notes
    from inspektor.queries.observations import observations
    from inspektor.queries.reviews import document_reviews

    sources = [(SourceKind.NOTE, row.id) for row in notes(workspace, follow_up)]
    sources += [(SourceKind.OBSERVATION, row.id) for row in observations(workspace, follow_up)]
    sources += [(SourceKind.DOCUMENT_REVIEW, row.id) for row in document_reviews(workspace, follow_up)]
    sources += [(SourceKind.ANSWER, row.question) for row in sums(workspace, follow_up)]
    return references.one(sources, given, tr_mark("The source"), lambda row: row[1])


def _rate(arguments: argparse.Namespace) -> int:
    from inspektor.actions.assessments import rate

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        arguments.requirement = meant(workspace, follow_up, arguments.requirement)
        rating = None if arguments.rating == _NONE else Rating(arguments.rating)
        texts: dict[str, Any] = typed.given(arguments, "grounds", "strengths")
        rate(workspace, follow_up, arguments.requirement, rating, **texts)
    saying.answer(arguments, {"requirement": arguments.requirement, "rating": rating}, [typed.label(rating)])
    return frame.DONE


def _deficiency(arguments: argparse.Namespace) -> int:
    from inspektor.actions.assessments import communicate_deficiency, deficiency_id, set_deficiency

    values: dict[str, Any] = typed.given(arguments, *_FIELDS)
    answered = typed.given(arguments, *_ANSWERED)
    values |= {name: typed.YES_NO[str(word)] for name, word in answered.items()}
    if not values and not arguments.told:
        raise NothingSaid("description")
    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        row_id = deficiency_id(follow_up, arguments.requirement)
        (communicate_deficiency if arguments.told else set_deficiency)(workspace, row_id, **values)
    saying.answer(arguments, {"id": row_id}, [row_id])
    return frame.DONE
