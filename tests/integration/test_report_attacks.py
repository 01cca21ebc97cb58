"""What has been published on forging signed PDFs, done to a protocol that two have signed: each is found.

Revisions that repaint, swap or hide what was signed (shadow attacks), that add to a certified page (evil annotation, sneaky
signature), and that turn the check itself aside (universal forgery, wrapping, incremental saving).
"""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from protocol_facts import a_protocol
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from signing_identity import SIGNED_AT, colleagues_key, personal, roots

from inspektor.i18n import Texts
from inspektor.report.appearance import Appearance
from inspektor.report.build import build_protocol
from inspektor.report.sign import sign
from inspektor.report.verify import sha256, verify

RED = b"q 1 0 0 rg 60 500 400 200 re f Q"


@cache
def once() -> bytes:
    pdf = build_protocol(a_protocol(signers=a_protocol().signers[:2]), Texts("sv"), draft=False).data
    shown = Appearance("Karin Åkerström")
    return sign(pdf, "underskrift-1", personal(), shown, certify=True, lock=False, when=SIGNED_AT)


@cache
def twice() -> bytes:
    shown = Appearance("Johan Lind")
    return sign(once(), "underskrift-2", colleagues_key(), shown, certify=False, lock=True, when=SIGNED_AT)


def revised(change: Callable[[IncrementalPdfFileWriter], None], base: Callable[[], bytes] = twice) -> bytes:
    """The file with one more revision."""
    writer = IncrementalPdfFileWriter(BytesIO(base()))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    return writer.root["/Pages"]["/Kids"][0]


def swapped_content(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    page[pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=RED))
    writer.update_container(page)


def swapped_pages(writer: IncrementalPdfFileWriter) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids.reverse()
    writer.update_container(kids)


def swapped_font(writer: IncrementalPdfFileWriter) -> None:
    fonts = page_of(writer)["/Resources"]["/Font"]
    name = next(iter(fonts))
    font = fonts[name]
    font[pdf_name("/ToUnicode")] = writer.add_object(generic.StreamObject(stream_data=b"annat"))
    writer.update_container(font)


def evil_annotation(writer: IncrementalPdfFileWriter) -> None:
    paint = generic.StreamObject(stream_data=RED)
    paint.update({pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): box(0, 0, 600, 800)})
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Stamp"),
            pdf_name("/Rect"): box(60, 500, 460, 700),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(paint)}),
        }
    )
    page = page_of(writer)
    page.setdefault(pdf_name("/Annots"), generic.ArrayObject()).append(writer.add_object(note))
    writer.update_container(page)
    writer.update_container(page["/Annots"])


def box(*corners: int) -> generic.ArrayObject:
    return generic.ArrayObject(generic.NumberObject(each) for each in corners)


def sneaky_signature(writer: IncrementalPdfFileWriter) -> None:
    """The appearance of a signature that is there already says something else."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    paint = generic.StreamObject(stream_data=RED)
    paint.update({pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): box(0, 0, 600, 800)})
    field["/AP"][pdf_name("/N")] = writer.add_object(paint)
    writer.update_container(field)
    writer.update_container(field["/AP"])


def hidden_text_shown(writer: IncrementalPdfFileWriter) -> None:
    """A page more, as a hide-and-replace attack brings to light."""
    pages = writer.root["/Pages"]
    pages["/Kids"].append(writer.add_object(generic.DictionaryObject(dict(page_of(writer)))))
    pages[pdf_name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)
    writer.update_container(pages["/Kids"])


def no_certification(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/Perms"]
    writer.update_root()


def replaced(pattern: bytes, by: bytes) -> bytes:
    """The file with the last of its signatures' values written otherwise, at the same length."""
    found = list(re.finditer(pattern, twice()))[-1]
    assert len(by) <= len(found[0])
    return twice()[: found.start()] + by.ljust(len(found[0])) + twice()[found.end() :]


def wrapped() -> bytes:
    """The signed bytes are moved to the end, and others stand where they were."""
    found = list(re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", twice()))[-1]
    start, first, second, length = map(int, found.groups())
    moved = len(twice()) + 10
    ranges = b"/ByteRange[%d %d %d %d]" % (start, first, moved, length)
    assert len(ranges) <= len(found[0]) + 20
    return replaced(rb"/ByteRange\s*\[[^\]]*\] *", ranges) + b"\n" * 10 + twice()[second : second + length]


def no_signatures() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(twice())) as opened:
        for field in opened.Root.AcroForm.Fields:
            del field.V
        del opened.Root.Perms
        opened.save(out)
    return out.getvalue()


def saved_again() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(twice())) as opened:
        opened.save(out)
    return out.getvalue()


def flipped(at: int) -> bytes:
    return twice()[:at] + bytes([twice()[at] ^ 1]) + twice()[at + 1 :]


ATTACKS: dict[str, Callable[[], bytes]] = {
    "a byte of revision 1": lambda: flipped(len(once()) // 3),
    "a byte of revision 2": lambda: flipped(len(once()) + 900),
    "content swapped": lambda: revised(swapped_content),
    "pages swapped": lambda: revised(swapped_pages),
    "font swapped": lambda: revised(swapped_font),
    "page added": lambda: revised(hidden_text_shown),
    "annotation added": lambda: revised(evil_annotation),
    "annotation added while fields may be filled": lambda: revised(evil_annotation, once),
    "signature repainted": lambda: revised(sneaky_signature),
    "certification removed": lambda: revised(no_certification),
    "signatures removed": no_signatures,
    "saved again": saved_again,
    "cut back": once,
    "range of nothing": lambda: replaced(rb"/ByteRange\s*\[[^\]]*\]", b"/ByteRange[0 0 0 0]"),
    "range gone": lambda: replaced(rb"/ByteRange", b"/Bytes"),
    "contents empty": lambda: replaced(rb"/Contents <[0-9a-fA-F]+>", b"/Contents <>"),
    "signature wrapped": wrapped,
    "revision without an index": lambda: twice() + b"\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n",
}


def test_what_is_attacked_here_is_whole():
    verdict = verify(twice(), expected_sha256=sha256(twice()), expected_signatures=2, roots=roots())
    assert {finding.level for finding in verdict.findings} == {"ok"}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_each_attack_is_found_without_the_kept_checksum(attack):
    changed = attack()
    assert changed != twice()
    verdict = verify(changed, expected_signatures=2, roots=roots())
    assert not verdict.ok, [finding.text for finding in verdict.findings]
