"""The facts of the papers that are made of a follow-up when somebody asks."""

from inspektor import clock
from inspektor.i18n import Texts
from inspektor.queries import protocol
from inspektor.queries.follow_ups import sheet
from inspektor.queries.judgement import deficiencies
from inspektor.queries.letterhead import letterhead
from inspektor.queries.report import report_deficiency
from inspektor.queries.templates import asked
from inspektor.shapes.enums import Role
from inspektor.shapes.papers import (
    CardsPaper,
    FormPaper,
    FormQuestion,
    FormRepeat,
    FormRequirement,
    NoticeDeficiency,
    NoticePaper,
    Occasion,
    PlainPaper,
    QuestionCard,
    RoleCards,
)
from inspektor.shapes.protocol import Contact, InspectorPresent, ProtocolHead, UnitFacts
from inspektor.shapes.questions import Question, Repeat
from inspektor.shapes.rules import still_open
from inspektor.shapes.template import Requirement, Template, short_code
from inspektor.store.workspace import Workspace


def occasion(workspace: Workspace, follow_up_id: str, texts: Texts) -> Occasion:
    """The follow-up as its papers name it; NotFound if it is not here."""
    follow_up = sheet(workspace, follow_up_id)
    visit = protocol.visit_of(follow_up, texts)
    paper = letterhead(workspace)
    return Occasion(
        head=ProtocolHead(
            paper.municipality or follow_up.municipality,
            paper.board or follow_up.board,
            letterhead=paper,
            registry_number=follow_up.registry_number or None,
            version="",  # a paper is of today, not one of a row
        ),
        unit=protocol.unit_of(follow_up, texts),
        made=clock.now(),
        day=visit.day,
        form=visit.form,
        inspectors=tuple(InspectorPresent(member.name, member.title) for member in follow_up.team),
        contact=Contact(name=workspace.profile.name, title=workspace.profile.title),
    )


def notice(workspace: Workspace, follow_up_id: str, texts: Texts) -> NoticePaper:
    """What the provider is still to put right."""
    whole = asked(workspace, follow_up_id, texts)
    found = []
    for each in deficiencies(workspace, follow_up_id):
        if still_open(each.status):
            known = whole.requirement(each.requirement) if whole.has(each.requirement) else None
            text, source = (known.text, known.source) if known else ("", "")
            found.append(NoticeDeficiency(text, source, report_deficiency(each, texts)))
    return NoticePaper(occasion(workspace, follow_up_id, texts), tuple(found))


def of_template(workspace: Workspace) -> Occasion:
    """No follow-up yet: whose paper it is, and of today."""
    profile, paper = workspace.profile, letterhead(workspace)
    names = (paper.municipality or profile.municipality, paper.board or profile.board)
    return Occasion(
        head=ProtocolHead(*names, version="", letterhead=paper),
        unit=UnitFacts(""),
        made=clock.now(),
        day=None,
        form="",
        inspectors=(),
        contact=Contact(name=profile.name, title=profile.title),
    )


def form(of: Occasion, whole: Template, texts: Texts) -> FormPaper:
    """What is asked, to be filled in by hand."""
    return FormPaper(
        of,
        f"{whole.title} {whole.version}",
        tuple(step.label for step in whole.rating_scale),
        tuple(
            (area.name, tuple(_requirement(each, whole, texts) for each in area.requirements))
            for area in whole.areas
        ),
        tuple(_repeat(each) for each in whole.repeats),
    )


def _requirement(each: Requirement, whole: Template, texts: Texts) -> FormRequirement:
    questions = (
        (_role(role, whole, texts), tuple(map(_question, each.questions_for(role)))) for role in Role
    )
    said = tuple((role, found) for role, found in questions if found)
    return FormRequirement(short_code(each.code), each.text, each.source, said, each.observe, each.documents)


def _question(each: Question) -> FormQuestion:
    options = tuple(option.label for option in each.answer.choices()) if each.answer else ()
    unit = each.answer.unit if each.answer else ""
    return FormQuestion(short_code(each.code), each.text, each.answer is not None, options, unit)


def _repeat(each: Repeat) -> FormRepeat:
    items = (*each.suggested, f"{each.item_label} …")
    return FormRepeat(each.name, items, tuple(map(_question, each.questions)))


def cards(of: Occasion, whole: Template, texts: Texts, role: Role | None = None) -> CardsPaper:
    """What is asked of each role, or of one."""
    roles = [_cards(each, whole, texts) for each in ([role] if role else Role)]
    return CardsPaper(of, f"{whole.title} {whole.version}", tuple(each for each in roles if each.areas))


def _cards(role: Role, whole: Template, texts: Texts) -> RoleCards:
    areas = []
    for area in whole.areas:
        found = tuple(
            _card(requirement, question)
            for requirement in area.requirements
            for question in requirement.questions_for(role)
        )
        if found:
            areas.append((area.name, found))
    return RoleCards(_role(role, whole, texts), whole.intro(role), tuple(areas))


def _card(requirement: Requirement, question: Question) -> QuestionCard:
    asked_ = _question(question)
    return QuestionCard(asked_.number, asked_.text, requirement.text, asked_.options)


def _role(role: Role, whole: Template, texts: Texts) -> str:
    return whole.respondent_label(role) or texts.tr(role.label)


def plain(workspace: Workspace, follow_up_id: str, texts: Texts) -> PlainPaper:
    """What clients are asked, for the sheet they are given."""
    asked_ = asked(workspace, follow_up_id, texts).questions_for(Role.CLIENT)
    return PlainPaper(occasion(workspace, follow_up_id, texts), tuple(each.text for _, each in asked_))
