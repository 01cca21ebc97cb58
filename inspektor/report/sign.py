"""Signing: PAdES signatures in fields that exist already, each added to the file's end.

The first signature certifies the file: from then on only the remaining fields may be filled. The last one may lock it
altogether. Nobody signs as another: a colleague's or a representative's strokes are sealed by this computer's seal,
and the reason says whose they are.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.cms_embedder import SigMDPSetup
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inspektor import clock
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.report.appearance import Appearance, draw_appearance
from inspektor.report.broken import BROKEN
from inspektor.report.credentials import Credential
from inspektor.report.timestamps import Server

_DIGEST = "sha256"
_HASHES = {_DIGEST: SHA256()}


class FieldMissing(InspektorError):
    """The file has no such signature field, or it is signed already."""

    def text(self) -> str:
        """That there is nothing to sign there."""
        return tr("There is no free place for this signature in the document.")

    def advice(self) -> str:
        """How to go on."""
        return tr("Open the document again: a colleague may have signed meanwhile.")


class CannotSign(InspektorError):
    """The file does not allow this signature: it is locked, broken, or another signature came first."""

    def text(self) -> str:
        """That it did not work, and that nothing was changed."""
        return tr("The document could not be signed. The file is unchanged.")

    def advice(self) -> str:
        """How to go on."""
        return tr("Check the document. If it is locked or damaged, make a new version of it.")


def sign(
    pdf: bytes,
    field: str,
    credential: Credential,
    appearance: Appearance,
    *,
    certify: bool,
    lock: bool,
    when: datetime,
    server: Server | None = None,
) -> bytes:
    """The file with one more signature; FieldMissing or CannotSign where that cannot be, NoTimestamp from the server.

    Args:
        pdf: a finished file with the field in it, or what an earlier signature gave.
        field: the name of an empty signature field.
        credential: the key that signs.
        appearance: what is shown in the field.
        certify: for the first signature: from now on only fields may be filled.
        lock: for the last signature: from now on nothing may change.
        when: the moment printed and stated in the signature.
        server: vouches for the moment by a timestamp inside the signature.
    """
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        name=appearance.name,
        reason=appearance.reason or None,
        md_algorithm=_DIGEST,
        certify=certify,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES if lock else fields.MDPPerm.FILL_FORMS,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        shown = _PageContent(draw_appearance(appearance, *_size(writer.prev, field), when))
        pen = _Signer(metadata, _OpenKey(credential), shown, when=when, lock=lock, server=server)
        out = pen.sign_pdf(writer, existing_fields_only=True)
    except BROKEN as error:
        raise CannotSign from error
    return bytes(out.getbuffer())


def _size(reader: PdfFileReader, field: str) -> tuple[float, float]:
    for name, value, reference in fields.enumerate_sig_fields(reader):
        if name == field and value is None:
            left, bottom, right, top = (float(number) for number in reference.get_object()["/Rect"])
            return right - left, top - bottom
    raise FieldMissing


class _OpenKey(signers.Signer):
    """Signs with a key that is open already; the library's own signer would read and check it anew each time."""

    def __init__(self, credential: Credential) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple([_translated(each) for each in credential.chain])
        super().__init__(signing_cert=_translated(credential.certificate), cert_registry=registry)
        self._key = credential.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, PKCS1v15(), _HASHES[digest_algorithm])


def _translated(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


class _PageContent(PdfContent):
    """The first page of a PDF in memory, as content: a file on disk would leave people's text behind."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject[pdf_name("/Signature")] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=right - left, height=top - bottom)
        return b"/Signature Do"


class _Session(PdfSigningSession):
    """A signing whose lock is stated in the signature alone.

    The library takes a lock from the field only. Which signature becomes the last is not known when the fields are
    made, and a lock written into a field later counts as a change of what the earlier signatures covered.
    """

    def _apply_locking_rules(self) -> SigMDPSetup:
        return SigMDPSetup(
            md_algorithm=self.md_algorithm,
            field_lock=fields.FieldMDPSpec(fields.FieldMDPAction.ALL),
            docmdp_perms=fields.MDPPerm.NO_CHANGES,
        )


class _Signer(signers.PdfSigner):
    """Signs with our time and, for the last signature, with a lock on the whole document."""

    def __init__(
        self,
        metadata: signers.PdfSignatureMetadata,
        signer: signers.Signer,
        shown: PdfContent,
        *,
        when: datetime,
        lock: bool,
        server: Server | None,
    ) -> None:
        no_margins = layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MIN,
            y_align=layout.AxisAlignment.ALIGN_MIN,
            margins=layout.Margins(0, 0, 0, 0),
        )
        stamp = StaticStampStyle(
            border_width=0, background=shown, background_layout=no_margins, background_opacity=1.0
        )
        super().__init__(metadata, signer=signer, stamp_style=stamp, timestamper=server)
        self._when = clock.local(when)
        self._lock = lock

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        begun = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        # A first signature that is also the last one says so in its certification.
        kind = _Session if self._lock and not self.signature_meta.certify else PdfSigningSession
        return kind(
            self,
            pdf_out,
            begun.cms_writer,
            begun.sig_field,
            begun.md_algorithm,
            begun.timestamper,
            begun.subfilter,
            system_time=self._when,
            sv_spec=begun.sv_spec,
        )
