"""The words a record can hold, each with its marked label. Values are stored and synced: never rename one.

Names follow the field's glossary; the follow-up forms and life-cycles are those municipalities use (annual plan,
guideline and report practice), the legal bases those of LOU, LOV and the Local Government Act.
"""

from enum import StrEnum
from typing import Self

from inspektor.i18n import tr_mark


class Labelled(StrEnum):
    """A stored word with a marked English label; pass the label through `tr` to show it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member a plain string that also carries its label. Without one it is a look-up: `Role("staff")`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Role(Labelled):
    """Who is interviewed."""

    MANAGEMENT = "management", tr_mark("Management")
    STAFF = "staff", tr_mark("Staff")
    CLIENT = "client", tr_mark("Client")
    RELATIVE = "relative", tr_mark("Relative")
    CASE_WORKER = "case_worker", tr_mark("Case worker")
    OTHER_AUTHORITY = "other_authority", tr_mark("Other authority")


class Mode(Labelled):
    """How the follow-up is carried out."""

    ON_SITE = "on_site", tr_mark("On site")
    DIGITAL = "digital", tr_mark("Digital")
    DESK = "desk", tr_mark("Desk review")


class Notice(Labelled):
    """Whether the provider knew of the visit."""

    ANNOUNCED = "announced", tr_mark("Announced")
    UNANNOUNCED = "unannounced", tr_mark("Unannounced")


class Form(Labelled):
    """The twelve forms of follow-up."""

    ANNUAL_CHECK = "annual_check", tr_mark("Annual check")
    OPERATIONAL = "operational", tr_mark("Operational follow-up")
    IN_DEPTH = "in_depth", tr_mark("In-depth follow-up")
    TARGETED = "targeted", tr_mark("Targeted follow-up")
    QUALITY_REVIEW_PLANNED = "quality_review_planned", tr_mark("Planned quality review")
    QUALITY_REVIEW_CALLED = "quality_review_called", tr_mark("Called-for quality review")
    QUALITY_DIALOGUE = "quality_dialogue", tr_mark("Quality dialogue")
    CONTRACT_SURVEY = "contract_survey", tr_mark("Contract survey")
    JOINT_PROVIDER_MEETING = "joint_provider_meeting", tr_mark("Joint provider meeting")
    NEW_AGREEMENT = "new_agreement", tr_mark("Follow-up of a new agreement")
    JOINT_FRAMEWORK = "joint_framework", tr_mark("Joint follow-up of a framework agreement")
    AFTER_SANCTION = "after_sanction", tr_mark("Follow-up after a sanction")


class FollowUpStatus(Labelled):
    """Where a follow-up stands."""

    DRAFT = "draft", tr_mark("Draft")
    PLANNED = "planned", tr_mark("Planned")
    PREPARED = "prepared", tr_mark("Prepared")
    IN_PROGRESS = "in_progress", tr_mark("Visit under way")
    PAUSED = "paused", tr_mark("Paused")
    FIELDWORK_DONE = "fieldwork_done", tr_mark("Fieldwork done")
    DRAFTING = "drafting", tr_mark("Report being written")
    FACT_CHECK = "fact_check", tr_mark("Fact check")
    FINALISED = "finalised", tr_mark("Finalised")
    REGISTERED = "registered", tr_mark("Registered")
    COMMUNICATED = "communicated", tr_mark("Communicated")
    CLOSED = "closed", tr_mark("Closed")
    CANCELLED = "cancelled", tr_mark("Cancelled")
    NOT_PERFORMED = "not_performed", tr_mark("Not performed")


class Turn(Labelled):
    """What became of a follow-up as a whole."""

    FINALISED = "finalised", tr_mark("Finalised")
    REOPENED = "reopened", tr_mark("Open for correction")


class Scope(Labelled):
    """Which of the template's requirements a follow-up takes up."""

    ALL = "all", tr_mark("All requirements")
    CHOSEN = "chosen", tr_mark("Chosen requirements")


class InterviewStatus(Labelled):
    """Where an interview stands."""

    PLANNED = "planned", tr_mark("Planned")
    RUNNING = "running", tr_mark("Running")
    SAVED = "saved", tr_mark("Ended")
    CLOSED = "closed", tr_mark("Closed")
    WITHDRAWN = "withdrawn", tr_mark("Withdrawn")


class Consent(Labelled):
    """The respondent's answer to being interviewed; declining is a valid outcome."""

    NOT_ASKED = "not_asked", tr_mark("Consent not asked")
    GIVEN = "given", tr_mark("Consent given")
    DECLINED = "declined", tr_mark("Declined")


class Channel(Labelled):
    """How one talks with the respondent."""

    ON_SITE = "on_site", tr_mark("On site")
    PHONE = "phone", tr_mark("By phone")
    VIDEO = "video", tr_mark("By video")


class NoteTag(Labelled):
    """What kind of note it is."""

    FACT = "fact", tr_mark("Fact")
    QUOTE = "quote", tr_mark("Quote")
    COME_BACK = "come_back", tr_mark("Come back")
    SERIOUS = "serious", tr_mark("Serious")


class ObservationKind(Labelled):
    """Whether what was seen speaks for or against the unit."""

    POSITIVE = "positive", tr_mark("Positive")
    NEGATIVE = "negative", tr_mark("Negative")
    NEUTRAL = "neutral", tr_mark("Neutral")


class Rating(Labelled):
    """The judgement of a requirement."""

    MET = "met", tr_mark("Met")
    PARTLY_MET = "partly_met", tr_mark("Partly met")
    NOT_MET = "not_met", tr_mark("Not met")
    NOT_APPLICABLE = "not_applicable", tr_mark("Not applicable")
    NOT_REVIEWED = "not_reviewed", tr_mark("Not reviewed")


class Stance(Labelled):
    """What a source says about a requirement being met."""

    SUPPORTS = "supports", tr_mark("Supports")
    CONTRADICTS = "contradicts", tr_mark("Contradicts")
    SILENT = "silent", tr_mark("Silent")


class SourceKind(Labelled):
    """What kind of record a piece of evidence is."""

    NOTE = "note", tr_mark("Interview note")
    OBSERVATION = "observation", tr_mark("Observation")
    DOCUMENT_REVIEW = "document_review", tr_mark("Document")
    ANSWER = "answer", tr_mark("Typed answer")


class SampleOutcome(Labelled):
    """What one document of a sample showed."""

    AS_REQUIRED = "as_required", tr_mark("As required")
    LACKING = "lacking", tr_mark("Lacking")
    ABSENT = "absent", tr_mark("Absent")


class Severity(Labelled):
    """How serious a deficiency is."""

    MINOR = "minor", tr_mark("Minor")
    MODERATE = "moderate", tr_mark("Moderate")
    SERIOUS = "serious", tr_mark("Serious")
    CRITICAL = "critical", tr_mark("Critical")


class DeficiencyStatus(Labelled):
    """Where a deficiency stands in its life-cycle."""

    IDENTIFIED = "identified", tr_mark("Identified")
    COMMUNICATED = "communicated", tr_mark("Told")
    ACCEPTED = "accepted", tr_mark("Accepted")
    DISPUTED = "disputed", tr_mark("Disputed")
    ACTION_PLANNED = "action_planned", tr_mark("Action planned")
    EVIDENCE_RECEIVED = "evidence_received", tr_mark("Evidence received")
    VERIFIED = "verified", tr_mark("Verified")
    ESCALATED = "escalated", tr_mark("Escalated")
    CLOSED = "closed", tr_mark("Closed")


class Regime(Labelled):
    """Who runs the provider."""

    PRIVATE = "private", tr_mark("Private")
    MUNICIPAL = "municipal", tr_mark("Municipal (own regi)")
    MUNICIPAL_COMPANY = "municipal_company", tr_mark("Municipal company")
    NON_PROFIT = "non_profit", tr_mark("Non-profit")


class LegalBasis(Labelled):
    """What the provider's assignment rests on."""

    LOU = "lou", tr_mark("Public procurement (LOU)")
    LOV = "lov", tr_mark("Choice system (LOV)")
    DIRECT_AWARD = "direct_award", tr_mark("Direct award")
    IOP = "iop", tr_mark("Non-profit partnership (IOP)")
    FRAMEWORK = "framework", tr_mark("Framework agreement")
    OWN_REGI_ASSIGNMENT = "own_regi_assignment", tr_mark("Assignment to own regi")
    INTERNAL_AGREEMENT = "internal_agreement", tr_mark("Internal agreement")
    CUSTOMER_CHOICE = "customer_choice", tr_mark("Customer choice")
    ENTREPRENAD = "entreprenad", tr_mark("Outsourced operation")


class ReplyVerdict(Labelled):
    """What becomes of a provider's view in the fact check."""

    ACCEPTED = "accepted", tr_mark("Accepted")
    REFUSED = "refused", tr_mark("Refused")


class DocumentKind(Labelled):
    """What kind of printed document it is."""

    VISIT_PROTOCOL = "visit_protocol", tr_mark("Visit protocol")
    FOLLOW_UP_REPORT = "follow_up_report", tr_mark("Follow-up report")


class DocumentStatus(Labelled):
    """Where a printed document stands."""

    AWAITING_SIGNATURE = "awaiting_signature", tr_mark("Awaiting signature")
    SIGNED = "signed", tr_mark("Signed")
    SUPERSEDED = "superseded", tr_mark("Superseded")


class TimestampState(Labelled):
    """Whether a server has vouched for when a document was signed."""

    NONE = "none", tr_mark("Not timestamped")
    WAITING = "waiting", tr_mark("Waits for a timestamp")
    STAMPED = "stamped", tr_mark("Timestamped")


class RecordState(Labelled):
    """What a document is in law (tryckfrihetsförordningen 2:9-12): whether it is an official document yet."""

    WORKING = "working", tr_mark("Working note")
    FOR_VIEWS = "for_views", tr_mark("Draft for views")
    DRAWN_UP = "drawn_up", tr_mark("Drawn up")
    RECEIVED = "received", tr_mark("Received")


class SignatureMethod(Labelled):
    """How the signer's hand is shown; the cryptographic signature is the same."""

    DRAWN = "drawn", tr_mark("Drawn by hand")
    TYPED = "typed", tr_mark("Typed name")
    RECEIVED = "received", tr_mark("In another program")
