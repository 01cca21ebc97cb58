"""What a finished follow-up is, and what may still happen to it.

Deficiencies live on, what was asked for comes in, a registry number is given, and what cannot wait never waits.
"""

from inspektor.shapes.enums import FollowUpStatus

FINISHED = frozenset(
    {
        FollowUpStatus.FINALISED,
        FollowUpStatus.REGISTERED,
        FollowUpStatus.COMMUNICATED,
        FollowUpStatus.CLOSED,
        FollowUpStatus.CANCELLED,
    }
)
REOPENED = FollowUpStatus.DRAFTING
"""Where a follow-up stands that was opened for a correction."""

_ANYTHING: frozenset[str] = frozenset({"*"})
_AFTERWARDS: dict[str, frozenset[str]] = {
    "deficiency": frozenset({"status"}),
    "document": frozenset({"media", "signature_count", "status", "timestamp", "unstamped"}),
    "document_request": frozenset({"received_on"}),
    "follow_up": frozenset({"registry_number"}),
    "follow_up_step": _ANYTHING,
    "photo": frozenset({"left_removed"}),
    "risk": _ANYTHING,
    "risk_step": _ANYTHING,
}
"""By table, the fields that state nothing of what was found; the field "" is a row that comes or goes."""


def afterwards(table: str, field: str) -> bool:
    """Whether a field of what hangs on a follow-up may change when the follow-up is finished."""
    fields = _AFTERWARDS.get(table, frozenset())
    return field in fields or fields is _ANYTHING
