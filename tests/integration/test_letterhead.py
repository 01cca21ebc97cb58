"""The letterhead: on every paper, the same for the group, and never what cannot be read."""

from io import BytesIO

import pikepdf
import pytest
from builders import a_follow_up, a_workspace
from command_line import Desk
from paper_facts import text_of
from PIL import Image

from inspektor.actions import documents, letterhead, papers
from inspektor.actions.letterhead import LogoUnreadable, TooPale, set_letterhead
from inspektor.errors import RuleBroken
from inspektor.exchange.logo import LogoRefused
from inspektor.queries import letterhead as queries
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.letterhead import LEAST_CONTRAST, WHITE, contrast, readable
from inspektor.shapes.papers import PaperKind

CONTACT, METHOD, SECRECY = "Box 12 KONTAKTRAD", "Riktlinjen METODORD följs.", "Prövas enligt SEKRETESSORD."
TEXTS = {"municipality": "Ny kommun", "accent": "#7a143c", "contact": CONTACT, "method": METHOD}


def a_logo(form: str = "PNG", size: tuple[int, int] = (300, 100), mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, 60).save(out, form)
    return out.getvalue()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = a_workspace(tmp_path_factory.mktemp("brevhuvud") / "w")
    set_letterhead(made, {**TEXTS, "secrecy": SECRECY, "logo_alt": "Kommunens vapen"}, a_logo())
    yield made
    made.close()


@pytest.fixture(scope="module")
def follow_up(workspace) -> str:
    return a_follow_up(workspace)


def pictures(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return sum(
            each.get("/Subtype") == "/Image" for each in opened.objects if isinstance(each, pikepdf.Stream)
        )


@pytest.mark.parametrize("kind", PaperKind)
def test_every_paper_has_names_logo_and_contact(workspace, follow_up, kind):
    pdf = papers.paper(workspace, follow_up, kind)
    assert "Ny kommun" in text_of(pdf)
    assert CONTACT in text_of(pdf)
    assert pictures(pdf) == 1


@pytest.mark.parametrize("kind", DocumentKind)
def test_documents_say_what_is_always_said(workspace, follow_up, kind):
    pdf = documents.preview(workspace, follow_up, kind=kind).data
    for words in ("Ny kommun", CONTACT, METHOD, SECRECY):
        assert words in text_of(pdf)
    assert pictures(pdf) == 1


def test_a_pale_colour_is_refused_with_one_that_will_do(workspace):
    with pytest.raises(TooPale) as refused:
        set_letterhead(workspace, {"accent": "ffd700"})
    assert readable("FFD700") in str(refused.value)
    assert queries.letterhead(workspace).accent == "7A143C"
    for colour in ("FFD700", "00FFFF", "FFFFFF", "777777", "000000"):
        assert contrast(readable(colour), WHITE) >= LEAST_CONTRAST
    assert round(contrast("000000", WHITE)) == 21


@pytest.mark.parametrize("colour", ["rött", "#12345", "0B5FA5FF", "0B5FA\u0665"])
def test_what_is_no_colour_is_refused(workspace, colour):
    with pytest.raises(RuleBroken) as refused:
        set_letterhead(workspace, {"accent": colour})
    assert refused.value.field == "accent"


def test_a_logo_is_made_small_upright_and_bare(workspace):
    for form, mode in (("PNG", "RGBA"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "I;16")):
        made = letterhead.read_logo(workspace, a_logo(form, (4000, 3000), mode))
        with Image.open(BytesIO(made)) as opened:
            assert (opened.format, opened.mode) == ("PNG", "RGB")
            assert opened.height == 400


@pytest.mark.parametrize("fault", ["empty", "words", "cut", "drawing", "other", "large"])
def test_what_is_no_logo_is_refused_in_a_sentence(workspace, fault):
    data = {
        "empty": b"",
        "words": b"hej",
        "cut": a_logo()[:60],
        "drawing": b"<svg/>",
        "other": a_logo("GIF"),
        "large": a_logo() + b"x" * 5_000_000,
    }[fault]
    with pytest.raises(LogoRefused) as refused:
        letterhead.read_logo(workspace, data)
    assert refused.value.text().count(".") == 1


def test_a_logo_needs_words_and_a_file_that_can_be_read(workspace, tmp_path):
    with pytest.raises(RuleBroken) as refused:
        set_letterhead(workspace, {"logo_alt": ""})
    assert refused.value.field == "logo_alt"
    with pytest.raises(LogoUnreadable):
        letterhead.read_logo(workspace, tmp_path / "finns inte.png")


def test_the_look_is_no_fact_of_a_visit(workspace, follow_up):
    from inspektor.i18n import Texts
    from inspektor.queries import protocol

    frozen = protocol.frozen(protocol.protocol_facts(workspace, follow_up, Texts("sv")))
    assert CONTACT in frozen
    set_letterhead(workspace, {"board": "En annan nämnd"})
    assert protocol.changed_after(workspace, follow_up) == ()


def test_the_letterhead_is_set_by_command(tmp_path):
    desk = Desk.new(tmp_path / "arbetsyta")
    picture = tmp_path / "vapen.png"
    picture.write_bytes(a_logo())
    done = desk.did("letterhead", "set", "--logo", picture, "--logo-alt", "Vapen", "--accent", "#7A143C")
    assert (done["accent"], done["logo_alt"]) == ("7A143C", "Vapen")
    assert done["logo_bytes"] > 0
    desk.did("letterhead", "sample", tmp_path / "prov.pdf")
    assert pictures((tmp_path / "prov.pdf").read_bytes()) == 1
    assert desk.did("letterhead", "set", "--no-logo")["logo_bytes"] == 0
    assert desk.did("letterhead", "set", "--attach-data", "yes")["attach_data"] is True
    assert desk.did("letterhead", "set", "--contact", "")["attach_data"] is True
    refused = desk.run("letterhead", "set", "--accent", "#FFD700")
    assert refused.code == 2
    assert refused.err.count("\n") == 1
