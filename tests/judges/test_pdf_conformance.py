"""Our PDFs before programs by others: archival and accessible through every signature, with embedded fonts.

The same judges must refuse files with one fault each: a judge that passes those is no judge.
"""

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from paper_facts import PAPERS, a_feedback, a_risk
from PIL import Image
from protocol_facts import MADE, a_photo, a_protocol, nothing_noted, said_everywhere, with_observations
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.stamp import TextStampStyle
from signing_identity import SIGNED_AT, colleagues_key, personal, seal

from inspektor.i18n import Texts
from inspektor.report import tagging
from inspektor.report.appearance import Appearance
from inspektor.report.build import build, build_protocol
from inspektor.report.feedback_page import feedback_page
from inspektor.report.glyphs import TextDoor
from inspektor.report.recovery import recovery_sheet
from inspektor.report.risk_page import risk_page
from inspektor.report.sign import _OpenKey, sign
from inspektor.report.timestamps import Server, stamp
from inspektor.report.typeset import Setter
from inspektor.shapes.protocol import AreaObservations, ObservedFact, ProtocolFacts
from tests.timestamp_server import timestamp_server

SV = Texts("sv")
NASTY = '<b>fet</b> & <a href="http://x">länk</a> 😀 👍🏽 ✓ 漢字 \u202eomvänt\u202c e\u0301 עברית \x00\ue000'
STROKES = (((0.0, 0.0), (20.0, 30.0), (40.0, 5.0), (60.0, 22.0)),)
Run = Callable[..., subprocess.CompletedProcess[str]]


def made(facts: ProtocolFacts, *, draft: bool = False, language: str = "sv") -> bytes:
    return build_protocol(facts, Texts(language), draft=draft).data


def forty_photos() -> ProtocolFacts:
    seen = tuple(ObservedFact(f"Sak {n}", "Rum", None, (a_photo(n),)) for n in range(1, 41))
    return a_protocol(observations=(AreaObservations("Foton", seen),))


def signed_by_three() -> list[bytes]:
    """The file after each signature; the last one locks."""
    steps = (
        ("underskrift-1", personal(), Appearance("Karin Åkerström ✓", "Uppföljare", "Upprättat", STROKES)),
        ("underskrift-3", seal(), Appearance("Anna Sandberg", "Föreståndare", "Mottagen på plats", STROKES)),
        ("underskrift-2", colleagues_key(), Appearance("Johan Lind", "Kvalitetsgranskare", "Undertecknat")),
    )
    files, pdf = [], made(a_protocol())
    for number, (field, key, shown) in enumerate(steps):
        pdf = sign(pdf, field, key, shown, certify=number == 0, lock=number == 2, when=SIGNED_AT)
        files.append(pdf)
    return files


def stamped(pdf: bytes) -> bytes:
    """The file with a document timestamp."""
    with timestamp_server() as server:
        return stamp(pdf, Server(server.address))


def signed_with_a_stamp() -> bytes:
    """A file whose one signature holds a timestamp."""
    with timestamp_server() as server:
        return sign(
            made(a_protocol()),
            "underskrift-1",
            personal(),
            Appearance("Karin Åkerström"),
            certify=True,
            lock=False,
            when=SIGNED_AT,
            server=Server(server.address),
        )


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file of each kind that we make."""
    words = [f"ord{n}" for n in range(1, 25)]
    sheet = recovery_sheet(
        name="Karin Åkerström", municipality="Norrby kommun", board="", words=words, made=MADE, texts=SV
    )
    first, second, third = signed_by_three()
    files = {
        "ordinary": made(a_protocol()),
        "draft": made(a_protocol(), draft=True),
        "english": made(a_protocol(), language="en"),
        "empty": made(nothing_noted()),
        "nasty": made(said_everywhere(NASTY)),
        "long-word": made(said_everywhere("Å" + "bcdefghij" * 44)),
        "observations": made(with_observations(200)),
        "photos": made(forty_photos()),
        "recovery": sheet,
        "risk": build(risk_page(a_risk(), SV)).data,
        "feedback": build(feedback_page(a_feedback(), MADE, SV)).data,
        **{name: build(paper(NASTY)).data for name, paper in PAPERS.items()},
        "signed-once": first,
        "signed-twice": second,
        "signed-thrice": third,
        "stamped-after-the-lock": stamped(third),
        "stamped-within": signed_with_a_stamp(),
    }
    folder = tmp_path_factory.mktemp("good")
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in files}


@pytest.mark.timeout(240)  # a dozen files, a second or more each
def test_every_kind_is_archival_and_accessible(verapdf: Run, good: dict[str, Path]):
    verdict = verapdf(*good.values())
    assert verdict.returncode == 0, verdict.stdout
    assert verdict.stdout.count("PASS") == 2 * len(good)


def test_with_its_data_attached_it_is_pdf_a_3(
    verapdf: Run, require_tool: Callable[[str], str], tmp_path: Path
):
    plain_one = build_protocol(a_protocol(), SV, draft=False, attach_data=True).data
    karin = Appearance("Karin Åkerström")
    signed = sign(plain_one, "underskrift-1", personal(), karin, certify=True, lock=True, when=SIGNED_AT)
    files = {"unsigned": plain_one, "signed": signed, "timestamped": stamped(signed)}
    for name, data in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    verdict = verapdf(*(tmp_path / f"{name}.pdf" for name in files), flavours="3a,ua1")
    assert verdict.returncode == 0, verdict.stdout
    assert verapdf(tmp_path / "unsigned.pdf", flavours="2a").returncode == 1
    listed = [require_tool("pdfdetach"), "-list", tmp_path / "timestamped.pdf"]
    assert "innehall.json" in subprocess.run(listed, capture_output=True, text=True, check=True).stdout


def test_the_structure_is_sound(qpdf: str, good: dict[str, Path]):
    for path in good.values():
        done = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (path.name, done.stderr)


def test_every_font_is_embedded_with_its_meaning(require_tool: Callable[[str], str], good: dict[str, Path]):
    for path in good.values():
        done = subprocess.run([require_tool("pdffonts"), path], capture_output=True, text=True, check=True)
        fonts = done.stdout.splitlines()[2:]
        assert fonts
        assert all(re.search(r" yes yes yes ", font) for font in fonts), done.stdout


def test_each_signature_is_valid_and_the_last_covers_the_whole_file(pdfsig: str, good: dict[str, Path]):
    done = subprocess.run(
        [pdfsig, "-nocert", good["signed-thrice"]], capture_output=True, text=True, check=False
    )
    assert done.stdout.count("Signature is Valid.") == 3
    assert done.stdout.count("Not total document signed") == 2
    assert done.stdout.count("- Total document signed") == 1


def test_a_flipped_byte_breaks_the_signature_for_others_too(
    pdfsig: str, good: dict[str, Path], tmp_path: Path
):
    data = bytearray(good["signed-once"].read_bytes())
    data[20_000] ^= 1
    path = tmp_path / "flipped.pdf"
    path.write_bytes(data)
    done = subprocess.run([pdfsig, "-nocert", path], capture_output=True, text=True, check=False)
    assert "Signature is Valid." not in done.stdout


def test_the_text_reads_in_order(require_tool: Callable[[str], str], good: dict[str, Path]):
    done = subprocess.run(
        [require_tool("pdfinfo"), "-struct-text", good["ordinary"]],
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout
    order = [
        "Norrby kommun",
        "Besöksprotokoll för HVB Björkhaga",
        "Utförare",
        "Besöket",
        "Deltagare",
        "Sändlista",
    ]
    places = [said.find(text) for text in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "Sida 1 av" not in said
    assert said.count("Granskade dokument") == 1
    assert len(re.findall(r"^ *H1", said, re.MULTILINE)) == 1


def test_nothing_runs_and_nothing_is_locked_away(require_tool: Callable[[str], str], good: dict[str, Path]):
    done = subprocess.run(
        [require_tool("pdfinfo"), good["signed-thrice"]], capture_output=True, text=True, check=True
    )
    facts = dict(line.split(":", 1) for line in done.stdout.splitlines() if ":" in line)
    assert facts["Tagged"].strip() == "yes"
    assert facts["JavaScript"].strip() == "no"
    assert facts["Encrypted"].strip() == "no"
    assert "A4" in facts["Page size"]


def edited(edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """An ordinary protocol with one thing changed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(made(a_protocol()))) as opened:
        edit(opened)
        opened.save(out)
    return out.getvalue()


def element(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    """The first element of the structure with that role."""
    return next(
        each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == role
    )


def no_description(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "/Figure").Alt


def skipped_heading(pdf: pikepdf.Pdf) -> None:
    element(pdf, "/H2").S = pikepdf.Name.H3


def no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_field_description(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[0].TU


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
            del each.FontFile2


def cmyk_photo(pdf: pikepdf.Pdf) -> None:
    out = BytesIO()
    Image.new("CMYK", (60, 40), (10, 200, 0, 0)).save(out, "JPEG")
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
            each.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
            each.ColorSpace = pikepdf.Name.DeviceCMYK
            each.Width, each.Height = 60, 40


def unmarked_content(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(b"q 1 0 0 rg 60 700 300 40 re f Q")


def librarys_own_stamp() -> bytes:
    """The signing library's default appearance: a font that is not embedded."""
    meta = signers.PdfSignatureMetadata(field_name="underskrift-1", md_algorithm="sha256")
    pen = signers.PdfSigner(meta, signer=_OpenKey(personal()), stamp_style=TextStampStyle())
    return bytes(pen.sign_pdf(IncrementalPdfFileWriter(BytesIO(made(a_protocol())))).getbuffer())


def glyph_that_is_missing() -> bytes:
    """Text that went past the door of text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TextDoor, "clean", lambda *texts: texts[1])
        patch.setattr(tagging, "runs", lambda *texts: [(texts[1], texts[0])])
        patch.setattr(Setter, "_word", lambda *_: 500.0)
        return made(a_protocol(next_step="漢字"))


FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "no description": (lambda: edited(no_description), "ua1 7.3"),
    "skipped heading": (lambda: edited(skipped_heading), "ua1 7.4.2"),
    "no structure": (lambda: edited(no_structure), "2a 6.7.3.3"),
    "no language": (lambda: edited(no_language), "ua1 7.2"),
    "no field description": (lambda: edited(no_field_description), "ua1 7.18.1"),
    "unmarked content": (lambda: edited(unmarked_content), "ua1 7.1"),
    "no output intent": (lambda: edited(no_output_intent), "2a 6.2.4.3"),
    "font not embedded": (lambda: edited(font_not_embedded), "2a 6.2.11.4.1"),
    "cmyk photo": (lambda: edited(cmyk_photo), "2a 6.2.4.3"),
    "missing glyph": (glyph_that_is_missing, "2a 6.2.11.7.2"),
    "stamp of the library": (librarys_own_stamp, "2a 6.2.11.4.1"),
}


def rules_broken(verdict: str) -> dict[str, set[str]]:
    """Per file the rules that it breaks, as "flavour clause"."""
    broken: dict[str, set[str]] = {}
    name, flavour = "", ""
    for line in verdict.splitlines():
        if head := re.match(r"(?:PASS|FAIL) (\w+) (.+)", line):
            flavour, name = head[1], Path(head[2]).stem
        elif rule := re.match(r"\s+([\d.]+) t\d+:", line):
            broken.setdefault(name, set()).add(f"{flavour} {rule[1]}")
    return broken


@pytest.mark.timeout(240)
def test_each_planted_fault_is_found_by_its_rule(verapdf: Run, tmp_path: Path):
    for name, (fault, _) in FAULTS.items():
        (tmp_path / f"{name}.pdf").write_bytes(fault())
    verdict = verapdf(*(tmp_path / f"{name}.pdf" for name in FAULTS))
    found = rules_broken(verdict.stdout)
    missed = {name: rule for name, (_, rule) in FAULTS.items() if rule not in found.get(name, ())}
    assert not missed, verdict.stdout
