"""Ids that two laptops agree on without asking each other."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("6f1d3c0e-5b7a-4f52-9a52-0c6f6d9f1b11")


def derived_id(*parts: str) -> str:
    """The same id for the same parts everywhere (UUID version 5, RFC 9562)."""
    return str(uuid5(_NAMESPACE, "\x1f".join(parts)))


def answer_id(
    follow_up_id: str, question: str, interview_id: str | None = None, item_id: str | None = None
) -> str:
    """The one answer to a question in an interview, about an item, or in the follow-up."""
    return derived_id("answer", follow_up_id, interview_id or "", item_id or "", question)
