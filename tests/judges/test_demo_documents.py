"""The demonstration's documents before programs by others, and what is done to them before our own check.

The same judges and the same command must refuse harmed copies: a judge that passes those is no judge.
"""

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from inspektor.queries.follow_ups import follow_ups, sheet
from inspektor.queries.interviews import notes
from tests.command_line import Desk, run

Tool = Callable[[str], str]
Verapdf = Callable[..., subprocess.CompletedProcess[str]]


def said(*words: object) -> str:
    """What a judge says, whatever it thinks."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def desk(demo_run, tmp_path_factory):
    """A copy of the lead's workspace, which knows what the documents should be."""
    folder = tmp_path_factory.mktemp("desk") / "kopia"
    demo_run.copy(0, folder)
    return Desk(folder, demo_run.passphrase)


@pytest.fixture(scope="module")
def protocol(demo_run) -> Path:
    """The one that two have signed."""
    return next(path for path in demo_run.documents if "HVB" in path.name)


def test_each_is_archival_and_accessible(verapdf: Verapdf, demo_run):
    verdict = verapdf(*demo_run.documents)
    assert verdict.returncode == 0, verdict.stdout
    assert verdict.stdout.count("PASS") == 2 * len(demo_run.documents)


def test_a_protocol_without_its_structure_is_refused(verapdf: Verapdf, protocol, tmp_path):
    harmed = tmp_path / "utan struktur.pdf"
    with pikepdf.open(protocol) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(harmed)
    assert verapdf(harmed).returncode == 1


def test_every_signature_is_valid_and_the_last_covers_the_file(pdfsig: str, demo_run, protocol):
    for path in demo_run.documents:
        answer = said(pdfsig, "-nocert", path)
        count = 2 if path == protocol else 1
        assert answer.count("Signature is Valid.") == count
        assert answer.count("- Total document signed") == 1
        assert answer.count("Not total document signed") == count - 1


def test_the_structure_is_sound(qpdf: str, demo_run):
    for path in demo_run.documents:
        done = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (path.name, done.stderr)


def test_every_font_is_embedded_with_its_meaning(require_tool: Tool, demo_run):
    for path in demo_run.documents:
        fonts = said(require_tool("pdffonts"), path).splitlines()[2:]
        assert fonts
        assert all(re.search(r" yes yes yes ", font) for font in fonts), fonts


def test_a_reader_finds_what_a_protocol_must_say(require_tool: Tool, demo_run):
    """The sections of a visit protocol, in order, in each of the three; nothing was looked at in the digital meeting."""
    sections = ("1 Besöket", "2 Deltagare", "3 Omfattning och metod", "Underskrifter", "Sändlista")
    for path in demo_run.documents:
        text = said(require_tool("pdftotext"), "-layout", path, "-")
        places = [text.find(section) for section in sections]
        assert ("Det som iakttogs vid besöket" in text) is ("familjerådgivning" not in path.name)
        assert -1 not in places
        assert places == sorted(places)
        assert "UTKAST" not in text


def test_no_note_and_no_respondent_is_printed(require_tool: Tool, demo_run, tmp_path):
    """Sources are protected: what was said in confidence is in no document that leaves the house."""
    printed = " ".join(
        " ".join(said(require_tool("pdftotext"), path, "-").split()) for path in demo_run.documents
    )
    with demo_run.copied(0, tmp_path / "kopia") as workspace:
        rows = follow_ups(workspace)
        texts = [note.text for row in rows for note in notes(workspace, row.id)]
        managers = [sheet(workspace, row.id).unit.name for row in rows]
    assert all(name in printed for name in managers)
    assert len(texts) > 40
    assert [text for text in texts if text[:35] in printed] == []
    assert "Ungdom 1" not in printed


# --- Harmed copies ------------------------------------------------------------------------------------


def flipped(data: bytes) -> bytes:
    """One bit of the first page's content is another."""
    changed = bytearray(data)
    changed[len(changed) // 3] ^= 1
    return bytes(changed)


def overpainted(data: bytes) -> bytes:
    """A white box over the first page by an added revision, which leaves every signed byte as it was."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    paint = generic.StreamObject(stream_data=b"q 1 1 1 rg 40 300 500 300 re f Q")
    writer.add_stream_to_page(0, writer.add_object(paint))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def cut_back(data: bytes) -> bytes:
    """The file as it was when only the first had signed."""
    numbers = re.findall(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", data)
    ends = sorted(int(start) + int(length) for _, _, start, length in numbers)
    assert len(ends) == 2
    return data[: ends[0]]


def appended(data: bytes) -> bytes:
    """Something after the end."""
    return data + b"\n% till\xc3\xa4gg\n"


def saved_again(data: bytes) -> bytes:
    """As another program writes it, with nothing changed that can be seen."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out)
    return out.getvalue()


def unsigned(data: bytes) -> bytes:
    """All signatures taken away; the fields look as if nobody had signed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            del field.V
        del pdf.Root.Perms
        pdf.save(out)
    return out.getvalue()


HARMS = (flipped, overpainted, cut_back, appended, saved_again, unsigned)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_each_harm_is_found_by_the_command(desk, protocol, tmp_path, harm):
    path = tmp_path / "skadad.pdf"
    path.write_bytes(harm(protocol.read_bytes()))
    done = desk.run("document", "verify", path, "--json")
    assert done.code == 1
    assert done.err == ""
    assert done.json["ok"] is False
    assert any(finding["level"] == "bad" for finding in done.json["findings"])
    assert "klarar inte kontrollen" in desk.run("document", "verify", path).out


@pytest.mark.parametrize("harm", [flipped, overpainted, appended], ids=lambda harm: harm.__name__)
def test_all_but_the_cut_is_found_by_a_stranger_too(protocol, tmp_path, harm):
    path = tmp_path / "skadad.pdf"
    path.write_bytes(harm(protocol.read_bytes()))
    assert run("document", "verify", path).code == 1


def test_each_document_passes_the_command(desk, demo_run):
    for path in demo_run.documents:
        done = desk.run("document", "verify", path, "--json")
        assert done.code == 0
        assert {finding["level"] for finding in done.json["findings"]} == {"ok"}


def test_the_judge_sees_the_flip_too(pdfsig: str, protocol, tmp_path):
    path = tmp_path / "skadad.pdf"
    path.write_bytes(flipped(protocol.read_bytes()))
    assert said(pdfsig, "-nocert", path).count("Signature is Valid.") < 2
