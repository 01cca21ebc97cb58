"""What a finished file says about itself: XMP, the document information and the colour space it means."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms

from inspektor import __version__

PRODUCER = f"Inspektor {__version__}"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<xmp:MetadataDate>{made}</xmp:MetadataDate>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file is called, whose it is and when it was made. The texts are already free of control characters."""

    title: str
    author: str
    subject: str
    language: str
    made: datetime

    def xmp(self, part: int) -> bytes:
        """The XMP packet of PDF/A-`part`a and PDF/UA-1."""
        return _PACKET.format(
            title=escape(self.title),
            author=escape(self.author),
            subject=escape(self.subject),
            language=escape(self.language),
            producer=escape(PRODUCER),
            made=self.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            part=part,
        ).encode("utf-8")

    def information(self) -> dict[str, str]:
        """The document information dictionary; says the same as the XMP, or validators object."""
        moment = pdf_date(self.made)
        return {
            "/Title": self.title,
            "/Author": self.author,
            "/Subject": self.subject,
            "/Producer": PRODUCER,
            "/Creator": PRODUCER,
            "/CreationDate": moment,
            "/ModDate": moment,
        }


def pdf_date(moment: datetime) -> str:
    """A moment as PDF writes it."""
    return moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


@cache
def srgb_profile() -> bytes:
    """The ICC profile of sRGB, with a fixed date so that equal documents are equal files."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(
        (7, 228, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0)
    )  # 2020-01-01 as six big-endian 16-bit numbers
    return bytes(profile)
