"""Checking a document: is it the one that was kept, is every signature whole, was anything added afterwards?

A viewer's green tick is not enough: painting over a page by an added revision passes it. So each signature's later
revisions are compared with what it permits, the number of signatures with what is expected, and the whole file's
SHA-256 with the one kept: the only defence against a file cut back to an earlier signature.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Literal

from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext

from inspektor import formats
from inspektor.i18n import language, tr, tr_n
from inspektor.report.archival import claims_archival, signed_with_foreign_fonts
from inspektor.report.attached import names
from inspektor.report.broken import BROKEN
from inspektor.report.glyphs import plain

_CLOCK_SLACK = timedelta(minutes=10)
Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, in words for people."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that was found, in the order it was looked for."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong. What could not be judged is a warning and does not make it wrong."""
        return all(finding.level != "bad" for finding in self.findings)


StrangerMaySign = Callable[[str, str], bool]
"""Of a field's name and the name in the certificate."""


def _nobody(_field: str, _name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Members:
    """What a group says of its members' certificates, each by the SHA-256 of its DER."""

    root: bytes = b""
    """The SHA-256 of the municipality's root; empty without a group."""
    issued: frozenset[bytes] = frozenset()
    """What was issued under that root to members; what else bears its name was issued by nobody who may."""
    left: Mapping[bytes, datetime] = field(default_factory=dict)
    """Since when one signs by a certificate, or under it, no more."""


@dataclass(frozen=True, slots=True)
class _Trust:
    """Whose word is taken for who signed."""

    roots: list[asn1_x509.Certificate]
    stamp_roots: list[asn1_x509.Certificate]
    stranger_may_sign: StrangerMaySign
    members: Members

    def vouches(self, status: PdfSignatureStatus) -> bool:
        """Whether somebody known says whose the certificate is."""
        if not status.trusted:
            return False
        path = _path(status)
        return path[0] != self.members.root or path[-1] in self.members.issued

    def left(self, status: PdfSignatureStatus) -> datetime | None:
        """When whoever signed had left the group, if they have."""
        return min((self.members.left[e] for e in _path(status) if e in self.members.left), default=None)

    def context(self, moment: datetime | None) -> ValidationContext:
        """Of signers, for the library; it never asks the network."""
        return ValidationContext(trust_roots=self.roots, allow_fetching=False, moment=moment)

    def of_stamps(self, moment: datetime | None) -> ValidationContext:
        """Of timestamp servers: none of them vouches for a signer."""
        return ValidationContext(trust_roots=self.stamp_roots, allow_fetching=False, moment=moment)


def verify(
    pdf: bytes,
    *,
    expected_sha256: str | None = None,
    expected_signatures: int | None = None,
    roots: Sequence[bytes] = (),
    stamp_roots: Sequence[bytes] = (),
    stranger_may_sign: StrangerMaySign = _nobody,
    members: Members | None = None,
) -> Verdict:
    """Check a file. Never raises on what the file holds.

    Args:
        pdf: the file.
        expected_sha256: the kept checksum in hexadecimal, where the document is known here.
        expected_signatures: how many signatures it should hold, where that is known.
        roots: DER certificates that are trusted to say who signed. Without any, identities are not judged.
        stamp_roots: DER certificates that are trusted to say when.
        stranger_may_sign: whether a certificate that no root vouches for is fair in that field under that name.
        members: what the group says of its certificates; without it all under a root count.
    """
    if b"%PDF-" not in pdf[:1024]:
        what = tr("The file is not a PDF document.") if pdf else tr("The file is empty.")
        return Verdict((Finding("bad", what),))
    findings: list[Finding] = []
    if expected_sha256 is not None:
        findings.append(_kept(pdf, expected_sha256))
    try:
        reader = PdfFileReader(BytesIO(pdf))
        if _is_closed(reader):
            closed = tr("The file is encrypted with a password and cannot be checked.")
            findings.append(Finding("warn", closed))
        else:
            known = members or Members()
            trust = _Trust(_certificates(roots), _certificates(stamp_roots), stranger_may_sign, known)
            findings.extend(_signatures(reader, expected_signatures, trust))
    except BROKEN:
        findings.append(Finding("bad", tr("The file is damaged and cannot be read as a PDF document.")))
    return Verdict(tuple(findings))


def sha256(pdf: bytes) -> str:
    """The checksum to keep beside a document, in hexadecimal."""
    return hashlib.sha256(pdf).hexdigest()


def _kept(pdf: bytes, expected: str) -> Finding:
    if sha256(pdf) == expected.replace(" ", "").lower():
        return Finding("ok", tr("The file is exactly the one that was kept."))
    return Finding("bad", tr("The file is not the one that was kept: the checksum differs."))


def _is_closed(reader: PdfFileReader) -> bool:
    """Whether it takes a password to read it; many files are encrypted without one, to forbid printing."""
    return reader.encrypted and reader.decrypt("").status is AuthStatus.FAILED


def _certificates(roots: Sequence[bytes]) -> list[asn1_x509.Certificate]:
    return [asn1_x509.Certificate.load(root) for root in roots]


def _signatures(reader: PdfFileReader, expected: int | None, trust: _Trust) -> list[Finding]:
    signatures = list(reader.embedded_regular_signatures)
    empty = [name for name, value, _ in enumerate_sig_fields(reader) if value is None]
    findings = _number(len(signatures), expected, [_label(reader, name) for name in empty])
    for signature in signatures:
        findings.extend(_signature(signature, trust))
    for timestamp in reader.embedded_timestamp_signatures:
        findings.append(_timestamp(timestamp, trust))
    if signatures:
        findings.extend(_end(reader, reader.embedded_signatures[-1]))
        findings.extend(_archival(reader))
    return findings + _attached(reader)


def _attached(reader: PdfFileReader) -> list[Finding]:
    """The files within the file, by name: whoever checks it should know of them."""
    text = tr("The document carries the file {name}.")
    return [Finding("ok", text.format(name=plain(name) or "?")) for name in names(reader)]


def _archival(reader: PdfFileReader) -> Iterator[Finding]:
    """The content is as it was signed; but an archive may refuse the file."""
    if claims_archival(reader):
        for field in signed_with_foreign_fonts(reader):
            text = tr(
                "{field}: the program it was signed in added letters whose font the file does not hold. The file is no"
                " longer PDF/A, though it says so. What was signed is not affected."
            )
            yield Finding("warn", text.format(field=_label(reader, field)))


def _label(reader: PdfFileReader, field: str) -> str:
    """What an empty field says of itself: whose signature it waits for."""
    for name, _, reference in enumerate_sig_fields(reader):
        if name == field:
            return plain(str(reference.get_object().get("/TU", field)))
    return field


def _number(found: int, expected: int | None, empty: list[str]) -> list[Finding]:
    findings: list[Finding] = []
    if expected is not None and found != expected:
        text = tr("The document holds {found} of the {expected} signatures it should hold.")
        if found > expected:
            text = tr("The document holds {found} signatures; {expected} were expected.")
        findings.append(Finding("bad", text.format(found=found, expected=expected)))
    elif found == 0:
        findings.append(Finding("warn", tr("The document is not signed.")))
    else:
        count = tr_n("The document holds {n} signature.", "The document holds {n} signatures.", found)
        findings.append(Finding("ok", count.format(n=found)))
    if empty:
        text = tr("Not signed yet: {fields}.").format(fields=", ".join(empty))
        findings.append(Finding("warn", text))
    return findings


def _signature(signature: EmbeddedPdfSignature, trust: _Trust) -> list[Finding]:
    """What is to be said of a signature, and of the timestamp within it."""
    name = _signer(signature)
    try:
        token = next(extract_tst_data_iter(signature.signer_info, signed=False), None)
        stamps = None if token is None else trust.of_stamps(_stated(token))
        signers = trust.context(signature.self_reported_timestamp)
        status = validate_pdf_signature(signature, signers, stamps)
    except BROKEN:
        return [Finding("bad", tr("The signature of {name} cannot be read.").format(name=name))]
    findings = [_judged(signature, status, name, trust)]
    if status.timestamp_validity is not None:
        findings.append(_stamp_inside(status.timestamp_validity, name, signature.self_reported_timestamp))
    return findings


def _stamp_inside(status: TimestampSignatureStatus, name: str, stated: datetime | None) -> Finding:
    """The timestamp that vouches for a signature's time."""
    if not (status.intact and status.valid):
        text = tr("The timestamp of the signature of {name} is broken.")
        return Finding("bad", text.format(name=name))
    text = tr("The signature of {name} was timestamped {when}.")
    text = text.format(name=name, when=_moment(status.timestamp))
    if stated is not None and stated - status.timestamp > _CLOCK_SLACK:
        wrong = tr("That is before the time that the signature itself states: the signer's clock was wrong.")
        return Finding("warn", f"{text} {wrong}")
    return _vouched(text, status)


def _judged(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, name: str, trust: _Trust) -> Finding:
    if not (status.intact and status.valid):
        text = tr("The signature of {name} is broken: what it covers has been changed.")
        return Finding("bad", text.format(name=name))
    if not status.docmdp_ok:
        text = tr("The file has been changed after the signature of {name}, in a way it does not permit.")
        return Finding("bad", text.format(name=name))
    text = tr("{name} signed {when}. Nothing that was signed has been changed.").format(
        name=name, when=_moment(signature.self_reported_timestamp)
    )
    reason = plain(str(signature.sig_object.get("/Reason", "")))
    if reason:
        text += " " + tr("Stated reason: {reason}.").format(reason=reason.rstrip("."))
    if trust.vouches(status):
        return _of_member(text, status, trust, signature.self_reported_timestamp)
    if trust.roots and not trust.stranger_may_sign(signature.field_name, name):
        unknown = tr("But the certificate does not come from anyone known here: it may be another person.")
        return Finding("bad", f"{text} {unknown}")
    unchecked = tr("Who signed could not be checked here.")
    return Finding("warn", f"{text} {unchecked}")


def _of_member(text: str, status: PdfSignatureStatus, trust: _Trust, stated: datetime | None) -> Finding:
    """One known, who may have left since: what was signed before stays good, what came later is nobody's signature."""
    if _path(status)[0] == trust.members.root:
        text += " " + tr("{municipality} vouches for the certificate.").format(municipality=_issuer(status))
    left, stamp = trust.left(status), status.timestamp_validity
    if left is None:
        return Finding("ok", text)
    proven = stamp.timestamp if stamp is not None and stamp.trusted else stated
    day = formats.date_prose(left, language())
    if proven is None or proven > left:
        after = tr("But whoever signed had left the group {day}, before that.").format(day=day)
        return Finding("bad", f"{text} {after}")
    since = tr("Whoever signed has left the group since, {day}.").format(day=day)
    return Finding("ok", f"{text} {since}")


def _issuer(status: PdfSignatureStatus) -> str:
    """The organisation that the signer's certificate names."""
    return plain(str(status.signing_cert.subject.native.get("organization_name", "")))


def _path(status: PdfSignatureStatus) -> list[bytes]:
    """The SHA-256 of each certificate from the root that is trusted down to the signer's."""
    path = status.validation_path
    chain = [*(path.iter_certs(include_root=True) if path is not None else ()), status.signing_cert]
    ders = [each.dump() for each in chain]
    return [hashlib.sha256(each).digest() for each in dict.fromkeys(ders)]


def _end(reader: PdfFileReader, last: EmbeddedPdfSignature) -> list[Finding]:
    """Anything after the last signature or timestamp is unasked for, even where the signatures permit it."""
    findings: list[Finding] = []
    result = last.diff_result
    level = getattr(result, "modification_level", ModificationLevel.OTHER) if result is not None else None
    covered = last.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not covered and level is not ModificationLevel.LTA_UPDATES:
        text = tr("Something has been added to the file after the last signature.")
        findings.append(Finding("bad", text))
    if "/Perms" not in reader.root:
        text = tr("The first signature does not lock the document against changes.")
        findings.append(Finding("warn", text))
    return findings


def _timestamp(timestamp: EmbeddedPdfSignature, trust: _Trust) -> Finding:
    try:
        status = validate_pdf_timestamp(timestamp, trust.of_stamps(_stated(timestamp.signed_data)))
    except BROKEN:
        return Finding("bad", tr("A timestamp in the document cannot be read."))
    permitted = status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    if not (status.intact and status.valid and permitted):
        return Finding("bad", tr("A timestamp in the document is broken."))
    return _vouched(tr("Timestamped {when}.").format(when=_moment(status.timestamp)), status)


def _stated(token: Any) -> datetime | None:
    """When a timestamp says that it was made; a server's certificate is judged by that day, for it soon expires."""
    try:
        moment = token["encap_content_info"]["content"].parsed["gen_time"].native
    except BROKEN:
        return None
    return moment if isinstance(moment, datetime) else None


def _vouched(text: str, status: TimestampSignatureStatus) -> Finding:
    if status.trusted:
        return Finding("ok", text)
    unchecked = tr("Who made the timestamp could not be checked here.")
    return Finding("warn", f"{text} {unchecked}")


def _signer(signature: EmbeddedPdfSignature) -> str:
    """The name in the certificate: the signature's own text could say anything."""
    try:
        name = signature.signer_cert.subject.native.get("common_name", "")
    except BROKEN:
        name = ""
    return plain(str(name)) or tr("an unknown signer")


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return tr("at an unknown time")
    return tr("{day} at {time}").format(
        day=formats.date_prose(moment, language()), time=formats.clock_time(moment)
    )
