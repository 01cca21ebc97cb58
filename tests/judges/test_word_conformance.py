"""Our Word files before LibreOffice: it opens each, and what it prints holds every text and every picture."""

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from protocol_facts import a_protocol, said_everywhere, with_observations
from report_facts import a_report
from word_files import member, paragraphs, texts_of

from inspektor.i18n import Texts
from inspektor.report.blocks import Document
from inspektor.report.content import visit_protocol
from inspektor.report.report_content import follow_up_report
from inspektor.report.word import build_word
from inspektor.report.word_fields import fields, sample
from inspektor.report.word_template import fill

pytestmark = pytest.mark.timeout(180)
SWEDISH = Texts("sv")
AWKWARD = "<b>&amp; ${fält} åäö\nrad två " + "x" * 400


def documents() -> dict[str, Document]:
    """A plain one of each kind, a long one, and one of awkward texts."""
    return {
        "protokoll": visit_protocol(a_protocol(), SWEDISH, draft=True),
        "rapport": follow_up_report(a_report(), SWEDISH, draft=True),
        "långt": visit_protocol(with_observations(120), SWEDISH),
        "svårt": visit_protocol(said_everywhere(AWKWARD), SWEDISH, draft=True),
    }


def own_template() -> bytes:
    """The report filled into a template that has every field."""
    facts = a_report()
    document = follow_up_report(facts, SWEDISH, draft=True)
    offered = fields(facts, document, SWEDISH)
    return fill(build_word(sample(document, offered, SWEDISH)).data, document, offered).data


@pytest.fixture(scope="module")
def printed(require_tool: Callable[[str], str], tmp_path_factory) -> dict[str, Path]:
    """Each as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("word")
    files = []
    for name, document in documents().items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(build_word(document).data)
    files.append(folder / "egen mall.docx")
    files[-1].write_bytes(own_template())
    profile = (folder / "profil").as_uri()
    command = [
        require_tool("soffice"),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    done = subprocess.run([*command, "--outdir", folder, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {file.stem: file.with_suffix(".pdf") for file in files}


def solid(text: str) -> str:
    """Without what line breaks and columns do to a text."""
    return "".join(text.split())


def body_of(tool: str, pdf: Path) -> str:
    """What stands on the pages between their heads and feet, without what lines and columns do to it."""
    window = ["-x", "0", "-y", "64", "-W", "596", "-H", "714"]
    done = subprocess.run([tool, "-raw", *window, pdf, "-"], capture_output=True, text=True, check=True)
    return solid(done.stdout)


@pytest.mark.parametrize("name", documents())
def test_nothing_is_lost_on_the_pages(require_tool: Callable[[str], str], printed, name):
    wanted = solid("".join(texts_of(documents()[name].blocks)))
    assert Counter(wanted) - Counter(body_of(require_tool("pdftotext"), printed[name])) == Counter()


@pytest.mark.parametrize("name", ["protokoll", "rapport", "långt"])
def test_every_text_is_on_the_pages(require_tool: Callable[[str], str], printed, name):
    said = body_of(require_tool("pdftotext"), printed[name])
    wanted = Counter(solid(text) for text in texts_of(documents()[name].blocks))
    assert [text for text, times in wanted.items() if said.count(text) < times] == []


def test_what_a_template_became_is_on_the_pages(require_tool: Callable[[str], str], printed):
    said = body_of(require_tool("pdftotext"), printed["egen mall"])
    wanted = Counter(map(solid, paragraphs(member(own_template()))))
    assert len(wanted) > 100
    assert [text for text, times in wanted.items() if said.count(text) < times] == []


def test_every_picture_is_on_the_pages(require_tool: Callable[[str], str], printed):
    command = [require_tool("pdfimages"), "-list", printed["protokoll"]]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert len(listed.splitlines()[2:]) == 1


def test_a_file_that_is_none_is_not_printed(require_tool: Callable[[str], str], tmp_path):
    broken = tmp_path / "trasig.docx"
    broken.write_bytes(build_word(documents()["protokoll"]).data[:2000])
    profile = (tmp_path / "profil").as_uri()
    command = [
        require_tool("soffice"),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", tmp_path, broken], capture_output=True, check=False)
    assert not broken.with_suffix(".pdf").exists()
