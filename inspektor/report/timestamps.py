"""Timestamps by a server (RFC 3161): an outsider's word for when something was signed.

Only the checksum of what is signed reaches the server. An answer is used when it is small, arrives soon, is about what was
asked and is soundly signed; whether its signer is to be believed is for whoever checks the document.
"""

import asyncio
import http.client
import queue
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any, ClassVar
from urllib.parse import urlsplit

from asn1crypto import cms, core, tsp  # type: ignore[import-untyped]
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from inspektor.errors import InspektorError
from inspektor.i18n import Texts, tr, tr_mark
from inspektor.report.broken import BROKEN

SECONDS = 5.0
"""For the whole exchange: whoever signs is waiting."""
_LOOK_UP_S = 0.1
"""How often it is asked whether to go on waiting."""
MOST_BYTES = 64 * 1024
"""A token with its certificates has some thousand."""
_GRANTED = ("granted", "granted_with_mods")
# What the system's settings say of a proxy is heeded, as browsers do; redirections are not followed.
_HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPErrorProcessor,
    urllib.request.HTTPDefaultErrorHandler,
)
_UNREACHABLE = tr_mark("The timestamp server cannot be reached.")
_SLOW = tr_mark("The timestamp server has not answered in time.")
_REFUSED = tr_mark("The timestamp server refused the request.")
_NONSENSE = tr_mark("The answer of the timestamp server cannot be used.")


class NoTimestamp(InspektorError):
    """The server gave no timestamp that can be used."""

    def __init__(self, why: str) -> None:
        """Give the marked sentence."""
        super().__init__(why)
        self.why = why

    def text(self) -> str:
        """What happened."""
        return tr(self.why)

    def advice(self) -> str:
        """What it means."""
        return tr(
            "Check the network and the address in the settings. What is signed stays signed, and can be stamped later."
        )


def is_address(text: str) -> bool:
    """Whether it can be the address of a timestamp server: http or https, a host, no name and password in it."""
    try:
        parts = urlsplit(text)
        sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    readable = text.isprintable() and " " not in text
    plain = parts.username is None and parts.password is None and not parts.fragment
    return readable and plain and sound and parts.scheme in ("http", "https") and bool(parts.hostname)


class CannotStamp(InspektorError):
    """The file is broken, or allows nothing more."""

    def text(self) -> str:
        """That it did not work, and that nothing was changed."""
        return tr("The document could not be timestamped. The file is unchanged.")

    def advice(self) -> str:
        """How to go on."""
        return tr("Check the document.")


class Server(TimeStamper):
    """Asks one server, for one signature or document. `certificates` holds those it has sent."""

    def __init__(
        self, address: str, seconds: float = SECONDS, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Take the address as `is_address` allows it; nothing is asked yet. `cancelled` ends the waiting early."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._address, self._seconds, self._cancelled = address, seconds, cancelled or _never
        self.certificates: list[Any] = []
        self._sized: Any = None

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        """A token for the checksum; NoTimestamp."""
        nonce, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        exchange = partial(_exchange, self._address, request.dump(), self._seconds)
        answer = _within(self._seconds, exchange, self._cancelled)
        try:
            token = await _token(answer, nonce, message_digest, md_algorithm)
        except BROKEN as error:
            raise NoTimestamp(_NONSENSE) from error
        self.certificates = _certificates(token)
        return token

    async def async_dummy_response(self, md_algorithm: str) -> Any:
        """A token to see how large they are, asked for once."""
        if self._sized is None:
            self._sized = await self.async_timestamp(bytes(32), md_algorithm)
        return self._sized


def stamp(pdf: bytes, server: Server, language: str = "sv") -> bytes:
    """The file with a document timestamp at its end and the certificates that a check will need; NoTimestamp.

    Allowed after the lock, and covers all signatures before it. CannotStamp where the file is broken.
    """
    asyncio.run(
        server.async_dummy_response("sha256")
    )  # which certificates it has, and how large its tokens are
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        signers = [
            certificate
            for signature in writer.prev.embedded_regular_signatures
            for certificate in (signature.signer_cert, *signature.other_embedded_certs)
        ]
        DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[*signers, *server.certificates])
        pen = PdfTimeStamper(server, readable_field_name=Texts(language).tr("Timestamp"))
        return bytes(pen.timestamp_pdf(writer, "sha256").getbuffer())
    except BROKEN as error:
        raise CannotStamp from error


class _Answer(core.Sequence):  # type: ignore[misc]
    """RFC 3161's TimeStampResp; the library's own demands a token of those who refuse."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo), ("token", cms.ContentInfo, {"optional": True})]


async def _token(answer: bytes, nonce: int, digest: bytes, algorithm: str) -> Any:
    """The token in an answer, if it is what was asked for; one of BROKEN if it is nonsense."""
    response = _Answer.load(answer, strict=True)
    if response["status"]["status"].native not in _GRANTED:
        raise NoTimestamp(_REFUSED)
    token = response["token"]
    signed = token["content"]
    said = signed["encap_content_info"]["content"].parsed
    imprint = said["message_imprint"]
    asked = (nonce, digest, algorithm)
    if (
        said["nonce"].native,
        imprint["hashed_message"].native,
        imprint["hash_algorithm"]["algorithm"].native,
    ) != asked:
        raise NoTimestamp(_NONSENSE)
    own_word = ValidationContext(
        trust_roots=_certificates(token), allow_fetching=False, moment=said["gen_time"].native
    )
    judged = await validate_tst_signed_data(signed, own_word, lambda _: digest)
    if not (judged["intact"] and judged["valid"]):
        raise NoTimestamp(_NONSENSE)
    return token


def _certificates(token: Any) -> list[Any]:
    return [each.chosen for each in token["content"]["certificates"]]


def _never() -> bool:
    return False


def _within(seconds: float, work: Callable[[], bytes], cancelled: Callable[[], bool]) -> bytes:
    """What the work gives, if it is done in time. It runs beside: looking up a name cannot be interrupted."""
    answers: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(work())
        except (NoTimestamp, *BROKEN) as error:
            answers.put(error)

    threading.Thread(target=run, name="timestamp", daemon=True).start()
    ends = time.monotonic() + seconds
    while not cancelled() and (left := ends - time.monotonic()) > 0:
        try:
            answer = answers.get(timeout=min(left, _LOOK_UP_S))
        except queue.Empty:
            continue
        if isinstance(answer, Exception):
            raise answer
        return answer
    raise NoTimestamp(_SLOW)


def _exchange(address: str, asked: bytes, seconds: float) -> bytes:
    """One question, one answer; a redirection is no answer."""
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    request = urllib.request.Request(address, asked, headers, method="POST")
    opener = urllib.request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    try:
        with opener.open(request, timeout=seconds) as response:
            answer = bytes(response.read(MOST_BYTES + 1))
    except urllib.error.HTTPError as error:
        error.close()
        raise NoTimestamp(_REFUSED) from error
    except TimeoutError as error:
        raise NoTimestamp(_SLOW) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoTimestamp(_UNREACHABLE) from error
    if len(answer) > MOST_BYTES:
        raise NoTimestamp(_NONSENSE)
    return answer
