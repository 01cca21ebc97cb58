"""The group's keys as files: an ordinary identity file of the `age` program, signed in its comments.

    # Inspektor group keys 1
    # facts: <base64 of msgpack: group, author, depths, made_at, and which removed computers each key leaves out>
    AGE-SECRET-KEY-1…                      one line a key, oldest first
    # signature: <base64 of Ed25519 over "INSK1" and all lines above>

It is encrypted to one member's computer and to the recovery key. So the municipality can open everything
with the printed key and the stock program: `age -d -i printed.txt file.ink > group.txt`, `age -d -i
group.txt bundle.inb`.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from inspektor.shapes import words
from inspektor.sync import sealing
from inspektor.sync.statements import GroupId, Milliseconds, Name, NotGenuine

_HEADING: Final = "# Inspektor group keys 1"
_FACTS: Final = "# facts: "
_SIGNATURE: Final = "# signature: "
_CONTEXT: Final = b"INSK1"
_ONLY_READS: Final = ("-",)


class GroupKey(Struct, array_like=True, frozen=True):
    """One key of the group (an age identity), and how many times the group had changed keys before it."""

    secret: str
    depth: int
    without: tuple[str, ...] = ()
    """The removals that were known when it was made (`membership.mark`): to whom it was not given."""

    @property
    def only_reads(self) -> bool:
        """Whether it came from a former administrator alone: it opens what that one wrote, and nobody writes with it."""
        return self.without == _ONLY_READS

    def for_reading(self) -> "GroupKey":
        """The same key, as from a former administrator."""
        return GroupKey(self.secret, 0, _ONLY_READS)


class _Facts(Struct, array_like=True, frozen=True):
    group: GroupId
    author: Name
    depths: Annotated[list[Annotated[int, Meta(ge=0, lt=1 << 30)]], Meta(min_length=1, max_length=10_000)]
    made_at: Milliseconds
    without: Annotated[list[tuple[Name, ...]], Meta(max_length=10_000)] = []


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file that was read; `signed_by` says whether its author may hand out keys."""

    group: bytes
    author: str
    keys: tuple[GroupKey, ...]
    message: bytes
    signature: bytes

    def signed_by(self, public: bytes) -> bool:
        """Whether the holder of this key signed the file."""
        return sealing.signed_by(self.message, self.signature, public)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the printed words give: the group's root key and the identity that every key file is encrypted to."""

    root_seed: bytes
    identity: str


def recovery_of(secret: bytes) -> Recovery:
    """Derive both from the sixteen bytes behind the printed words."""
    return Recovery(
        _derived(secret, b"inspektor group root 1"),
        sealing.identity_from_seed(_derived(secret, b"inspektor group recovery 1")),
    )


def recovery_of_words(phrase: list[str]) -> Recovery:
    """The same from the printed words; words.PhraseError if they are not a recovery phrase."""
    return recovery_of(words.secret_of_phrase(phrase))


def write_keys(
    keys: tuple[GroupKey, ...], group: bytes, author: str, signing_seed: bytes, made_at: int
) -> bytes:
    """The key file's content, to be encrypted to the member and to recovery."""
    facts = msgspec.msgpack.encode(
        _Facts(group, author, [each.depth for each in keys], made_at, [each.without for each in keys])
    )
    lines = [_HEADING, _FACTS + _base64(facts), *(each.secret for each in keys), ""]
    text = "\n".join(lines).encode("ascii")
    signature = sealing.sign(_CONTEXT + text, signing_seed)
    return text + (_SIGNATURE + _base64(signature) + "\n").encode("ascii")


def read_keys(content: bytes) -> KeyFile:
    """The keys in a key file's content; NotGenuine if it is not spelt as one. Who signed is judged by the caller."""
    text, mark, tail = content.rpartition(_SIGNATURE.encode("ascii"))
    try:
        heading, facts_line, *secrets = text.decode("ascii").splitlines()
        signature = base64.b64decode(tail[:-1], validate=True)
        encoded = base64.b64decode(facts_line.removeprefix(_FACTS), validate=True)
        facts = msgspec.msgpack.decode(encoded, type=_Facts)
        without = facts.without or [() for _ in secrets]
        keys = tuple(GroupKey(*each) for each in zip(secrets, facts.depths, without, strict=True))
    except (ValueError, binascii.Error, RecursionError):
        raise NotGenuine("keys") from None
    spelt = mark and tail == (_base64(signature) + "\n").encode("ascii") and heading == _HEADING
    if not spelt or not all(sealing.is_identity(each.secret) for each in keys):
        raise NotGenuine("keys")
    return KeyFile(facts.group, facts.author, keys, _CONTEXT + text, signature)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=sealing.KEY_BYTES, salt=None, info=purpose).derive(secret)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
