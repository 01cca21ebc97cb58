"""A file that came back from another program: is it ours, with the one signature that was waited for and nothing else?"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.report.broken import BROKEN
from inspektor.report.verify import StrangerMaySign, verify


class NotTaken(InspektorError):
    """The file continues ours, but not by the signature that was waited for alone."""

    def __init__(self, why: str) -> None:
        """Give the reason in words."""
        super().__init__(why)
        self.why = why

    def text(self) -> str:
        """Why not."""
        return self.why

    def advice(self) -> str:
        """What to do."""
        return tr("Nothing has been taken in. Send the file again and ask for the signature alone.")


def signed_when(
    ours: bytes, theirs: bytes, field: str, roots: Sequence[bytes], stranger_may_sign: StrangerMaySign
) -> datetime | None:
    """When the field was signed by the file's own word, None if it does not say; NotTaken if the file is not to be had.

    Args:
        ours: the revision that was sent.
        theirs: what came back; begins with the same bytes.
        field: the field that was left for the signature.
        roots: the roots of colleagues, whose earlier signatures are checked too.
        stranger_may_sign: as `verify` asks.
    """
    before = _fields(ours)
    after = _fields(theirs)
    new = [name for name in after if name not in before]
    if not new:
        raise NotTaken(tr("The file is not signed by the representative."))
    if new != [field]:
        raise NotTaken(tr("The file is signed in another place than the one left for the representative."))
    verdict = verify(
        theirs,
        expected_signatures=len(before) + 1,
        roots=roots,
        stranger_may_sign=stranger_may_sign,
    )
    for finding in verdict.findings:
        if finding.level == "bad":
            raise NotTaken(finding.text)
    said = after[field]
    return said if said and said.tzinfo else None


def _fields(pdf: bytes) -> dict[str, datetime | None]:
    """The signed fields and when each says that it was signed."""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        return {each.field_name: each.self_reported_timestamp for each in reader.embedded_regular_signatures}
    except BROKEN as error:
        raise NotTaken(tr("The file is damaged and cannot be read.")) from error
