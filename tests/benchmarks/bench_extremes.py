"""Every kind of document at its worst, before every judge: `python -m tests.benchmarks.bench_extremes [SIZE]`.

300 requirements, 300 observations, 150 photos, 300 cards, names of 200 letters, a word of 400, emoji, letters written from the
right, combining marks. Prints pages, seconds and sizes, and what a judge holds against a file. Protocol and report are made as
Word files too, and printed by LibreOffice.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extremes import documents, outside, read_out, solid, spoken
from word_files import texts_of

from inspektor.report.blocks import Document
from inspektor.report.build import build
from inspektor.report.word import build_word

VERAPDF = Path(__file__).parents[1] / "judges" / "verapdf" / "check"


def said(*command: object) -> tuple[int, str]:
    """What a program answers."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def judged(kind: str, document: Document, folder: Path) -> list[str]:
    """Make the PDF and ask all; what is wrong with it."""
    begun = time.process_time()
    built = build(document)
    taken = time.process_time() - begun
    path = folder / f"{kind}.pdf"
    path.write_bytes(built.data)
    print(f"{kind}: {built.pages} pages, {taken:.1f} s, {len(built.data) // 1000} kB", flush=True)
    fonts = said("pdffonts", path)[1].splitlines()[2:]
    faults = {
        "is not read out as it is said": read_out("pdfinfo", path) != spoken(document),
        "reaches into the margin": bool(outside(built.data)),
        "qpdf": said("qpdf", "--check", path)[0] != 0,
        "a font is not embedded": not fonts or any(" yes yes yes " not in font for font in fonts),
        "veraPDF": said(VERAPDF, "2a,ua1", path)[0] != 0,
    }
    return [f"{kind}: {fault}" for fault, found in faults.items() if found]


def printed(kind: str, document: Document, folder: Path) -> list[str]:
    """Make the Word file and let LibreOffice print it; what is lost."""
    begun = time.process_time()
    data = build_word(document).data
    path = folder / f"{kind}.docx"
    path.write_bytes(data)
    print(f"{kind} in Word: {time.process_time() - begun:.1f} s, {len(data) // 1000} kB", flush=True)
    profile = (folder / "profile").as_uri()
    office = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    said(*office, "--outdir", folder / "office", path)
    text = said("pdftotext", "-raw", folder / "office" / f"{kind}.pdf", "-")[1]
    # Word keeps what our fonts lack, and which of it LibreOffice shows hangs on the machine's fonts: letters are compared.
    wanted = Counter(
        c for c in solid(texts_of(document.blocks)) if c.isalnum() and c.isprintable() and ord(c) < 0x250
    )
    lost = wanted - Counter(text)
    return [f"{kind} in Word: lost {sum(lost.values())} letters, {lost}"] if lost else []


def main() -> int:
    """All kinds, at the size given."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    faults: list[str] = []
    said(VERAPDF, "--prepare")
    with tempfile.TemporaryDirectory() as name:
        for kind, document in documents(size).items():
            faults += judged(kind, document, Path(name))
            if kind in ("protocol", "report"):
                faults += printed(kind, document, Path(name))
    print("\n".join(faults) or "nothing is lost, and no judge has anything against any of them")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
