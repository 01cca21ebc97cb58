"""The same document by other means: HTML for WeasyPrint, and a Word file that LibreOffice prints."""

import base64
import os
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from inspektor import paths
from inspektor.report import blocks as b
from inspektor.report.word import build_word

WEASYPRINT = "INSPEKTOR_WEASYPRINT"
"""The environment variable that names a Python where WeasyPrint is installed; it is no dependency of ours."""
HOW = (
    f"WeasyPrint is missing. Make an environment of its own, outside this one:\n"
    f"  python3 -m venv /tmp/weasyprint && /tmp/weasyprint/bin/pip install weasyprint\n"
    f"  (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0)\n"
    f"and name it: {WEASYPRINT}=/tmp/weasyprint/bin/python"
)
_PRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
_STYLE = """@font-face { font-family: Lato; src: url(%s) } @font-face { font-family: Lato; font-weight: bold; src: url(%s) }
@page { size: A4; margin: 28mm 20mm 22mm;
 @bottom-right { content: "Sida " counter(page) " av " counter(pages); font: 7.5pt Lato } }
body { font: 9.5pt/13.5pt Lato } h1 { font-size: 20pt } h2 { font-size: 12.5pt; color: #0B5FA5 } h3 { font-size: 10pt }
table { width: 100%%; border-collapse: collapse } td, th { text-align: left; vertical-align: top;
 border-bottom: 0.5pt solid #ccc }
img { width: 82mm } h1, h2, h3 { break-after: avoid }"""


def weasyprint_python() -> str:
    """The Python that has WeasyPrint, or ""."""
    return os.environ.get(WEASYPRINT, "")


def as_html(document: b.Document) -> str:
    """The document's blocks as HTML."""
    fonts = [
        (paths.resources() / "fonts" / "lato" / f"Lato-{face}.ttf").as_uri() for face in ("Regular", "Bold")
    ]
    head = (
        f"<meta charset=utf-8><title>{escape(document.title)}</title><style>{_STYLE % tuple(fonts)}</style>"
    )
    body = "".join(_html(block) for block in document.blocks)
    return f"<!doctype html><html lang=sv><head>{head}</head><body>{body}</body></html>"


def _html(block: b.Block) -> str:
    match block:
        case b.Heading():
            return f"<h{block.level}>{escape(f'{block.number} {block.text}')}</h{block.level}>"
        case b.Paragraph():
            return f"<p>{_lines(f'{block.text} {block.chip}')}</p>"
        case b.Notice():
            return f"<p><b>{_lines(block.title)}</b><br>{_lines(block.text)}</p>"
        case b.KeyFacts() | b.Labelled():
            return _table([[label, text] for label, text in block.pairs])
        case b.Table():
            return _table([[column.title for column in block.columns], *block.rows])
        case b.BulletList():
            return "<ul>" + "".join(f"<li>{_lines(text)}</li>" for text in block.items) + "</ul>"
        case b.Pictures():
            return "".join(_photo(picture) for picture in block.pictures)
        case b.SignatureBoxes():
            return _table([[box.name for box in block.boxes]])
    return ""


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(rows: "list[list[str]] | list[tuple[str, ...]]") -> str:
    cells = ("".join(f"<td>{_lines(text)}</td>" for text in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _photo(picture: b.Picture) -> str:
    data = base64.b64encode(picture.data).decode()
    return f'<p><img alt="{escape(picture.alt)}" src="data:image/jpeg;base64,{data}"><br>{_lines(picture.caption)}</p>'


def by_weasyprint(html: Path, out: Path) -> None:
    """Print the HTML in a process of its own."""
    subprocess.run([weasyprint_python(), "-c", _PRINT, html, out], check=True, capture_output=True)


def by_libreoffice(document: b.Document, out: Path) -> None:
    """Make the Word file and let LibreOffice print it."""
    word = out.with_suffix(".docx")
    word.write_bytes(build_word(document).data)
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        done = [*command, "--convert-to", "pdf", "--outdir", str(out.parent), str(word)]
        subprocess.run(done, check=True, capture_output=True)


def has_libreoffice() -> bool:
    """Whether it is installed."""
    return shutil.which("soffice") is not None
