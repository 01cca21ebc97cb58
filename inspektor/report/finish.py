"""From drawn pages to a file for the archive: PDF/A-2a (or 3a) and PDF/UA-1, with every signature field in place.

After this nothing may rewrite the file: signatures are added to its end, and a field added later would break the first
signature's certification.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, String

from inspektor.report.metadata import Metadata, pdf_date, srgb_profile
from inspektor.report.tagging import FieldPlace, Marked, Node


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the file."""

    name: str
    description: str
    media_type: str
    data: bytes


_PRINT_AND_LOCKED = 132  # annotation flags: print (4) and locked (128)

_BEYOND = re.compile(rb"<([0-9A-F]{5,6})>")


def finish(
    drawn: bytes,
    root: Node,
    marks: Sequence[Sequence[Node]],
    fields: Sequence[FieldPlace],
    metadata: Metadata,
    *,
    part: int = 2,
    attachment: Attachment | None = None,
) -> bytes:
    """The finished file.

    Args:
        drawn: the pages, with marked content but without structure.
        root: the structure tree.
        marks: per page the nodes of its marks, in the order of their ids.
        fields: the signature fields to make.
        metadata: title, author, language and date.
        part: 2 for PDF/A-2a, 3 for PDF/A-3a, which alone may carry an attachment.
        attachment: what the pages say, as data.
    """
    with Pdf.open(BytesIO(drawn)) as pdf:
        elements = _structure(pdf, root, marks)
        _signature_fields(pdf, fields, elements, first_key=len(marks))
        _catalogue(pdf, metadata, part)
        _meanings(pdf)
        if attachment is not None:
            _attach(pdf, attachment, metadata.made)
        del pdf.trailer.ID  # the same for all that is drawn without a date; saving makes one of the content
        out = BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _meanings(pdf: Pdf) -> None:
    """What the glyphs of a font mean: beyond U+FFFF in UTF-16, where the drawing library writes five digits."""
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/ToUnicode" in each:
            said = each.ToUnicode.read_bytes()
            true = _BEYOND.sub(lambda found: b"<" + _utf_16(int(found[1], 16)) + b">", said)
            if true != said:
                each.ToUnicode.write(true)


def _utf_16(code: int) -> bytes:
    return chr(code).encode("utf-16-be").hex().upper().encode()


def _structure(pdf: Pdf, root: Node, marks: Sequence[Sequence[Node]]) -> dict[int, Object]:
    """Make the structure tree; gives each node's element by the node's identity."""
    tree_root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pages = [page.obj for page in pdf.pages]
    elements: dict[int, Object] = {}
    _element(pdf, root, tree_root, pages, elements)
    numbers = Array()
    for key, nodes in enumerate(marks):
        numbers.append(key)
        numbers.append(pdf.make_indirect(Array([elements[id(node)] for node in nodes])))
        pages[key].StructParents = key
        pages[key].Tabs = Name.S
    tree_root.K = elements[id(root)]
    tree_root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree_root.ParentTreeNextKey = len(marks)
    pdf.Root.StructTreeRoot = tree_root
    return elements


def _element(
    pdf: Pdf, node: Node, parent: Object, pages: Sequence[Object], elements: dict[int, Object]
) -> Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role), P=parent))
    elements[id(node)] = element
    if node.alt:
        element.Alt = String(node.alt)
    if node.attributes:
        element.A = Object.parse(f"<<{node.attributes}>>".encode("ascii"))
    kids = Array()
    first = next((kid.page for kid in node.kids if isinstance(kid, Marked)), None)
    if first is not None:
        element.Pg = pages[first]
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(_element(pdf, kid, element, pages, elements))
        elif kid.page == first:
            kids.append(kid.mcid)
        else:
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.mcid))
    element.K = kids[0] if len(kids) == 1 else kids
    return element


def _widget(pdf: Pdf, place: FieldPlace, page: Object, key: int) -> Object:
    left, bottom, right, top = (round(value, 2) for value in place.rect)
    box = [0, 0, right - left, top - bottom]
    empty = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=box)
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(place.name),
            TU=String(place.tooltip),
            Contents=String(place.tooltip),
            Rect=[left, bottom, right, top],
            F=_PRINT_AND_LOCKED,
            P=page,
            StructParent=key,
            AP=Dictionary(N=empty),
        )
    )
    if place.last:  # whoever signs in it is told to let nothing be changed afterwards
        widget.Lock = pdf.make_indirect(Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=1))
    return widget


def _signature_fields(
    pdf: Pdf, fields: Sequence[FieldPlace], elements: dict[int, Object], *, first_key: int
) -> None:
    if not fields:
        return
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    widgets = Array()
    for key, place in enumerate(fields, first_key):
        page = pdf.pages[place.page].obj
        widget = _widget(pdf, place, page, key)
        element = elements[id(place.node)]
        element.Pg = page
        element.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
        numbers.append(key)
        numbers.append(element)
        widgets.append(widget)
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(widget)
    pdf.Root.StructTreeRoot.ParentTreeNextKey = first_key + len(fields)
    pdf.Root.AcroForm = Dictionary(Fields=widgets)


def _attach(pdf: Pdf, attachment: Attachment, made: datetime) -> None:
    spec = AttachedFileSpec(
        pdf,
        attachment.data,
        filename=attachment.name,
        description=attachment.description,
        mime_type=attachment.media_type,
        creation_date=pdf_date(made),
        mod_date=pdf_date(made),
        relationship=Name.Data,
    )
    pdf.attachments[attachment.name] = spec
    pdf.Root.AF = Array([spec.obj])


def _catalogue(pdf: Pdf, metadata: Metadata, part: int) -> None:
    root = pdf.Root
    root.Lang = String(metadata.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream(srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    identifier = String("sRGB IEC61966-2.1")
    root.OutputIntents = [
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=identifier,
            Info=identifier,
            DestOutputProfile=profile,
        )
    ]
    # Uncompressed and readable, as archives want to find it.
    root.Metadata = pdf.make_stream(metadata.xmp(part), Type=Name.Metadata, Subtype=Name.XML)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, value in metadata.information().items():
        pdf.docinfo[key] = value
