"""A judge that accepts everything is none: each one must find the fault in a file that has it."""

import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas


@pytest.fixture
def plain_pdf(tmp_path: Path) -> Path:
    """A sound PDF that is neither tagged, archival nor signed."""
    path = tmp_path / "plain.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 720, "plain")
    canvas.save()
    return path


def test_verapdf_refuses_a_plain_pdf(verapdf, plain_pdf):
    verdict = verapdf(plain_pdf)
    assert verdict.returncode == 1, verdict.stderr
    assert "FAIL 2a" in verdict.stdout
    assert "FAIL ua1" in verdict.stdout


def test_qpdf_tells_a_sound_file_from_a_cut_one(qpdf, plain_pdf):
    assert subprocess.run([qpdf, "--check", plain_pdf], capture_output=True, check=False).returncode == 0
    plain_pdf.write_bytes(plain_pdf.read_bytes()[:-200])
    assert subprocess.run([qpdf, "--check", plain_pdf], capture_output=True, check=False).returncode != 0


def test_pdfsig_finds_no_signature_in_a_plain_pdf(pdfsig, plain_pdf):
    verdict = subprocess.run([pdfsig, plain_pdf], capture_output=True, text=True, check=False)
    assert "does not contain any signatures" in verdict.stdout


def test_age_refuses_a_file_that_is_not_encrypted(age, require_tool, tmp_path):
    key = tmp_path / "key.txt"
    subprocess.run([require_tool("age-keygen"), "-o", key], capture_output=True, check=True)
    sealed = tmp_path / "plain.age"
    sealed.write_bytes(b"not sealed")
    assert subprocess.run([age, "-d", "-i", key, sealed], capture_output=True, check=False).returncode != 0
