"""What a signature looks like: strokes of any quality, names of any length."""

import math
from io import BytesIO

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from signing_identity import SIGNED_AT

from inspektor.report.appearance import Appearance, draw_appearance

WAVE = tuple((float(x), 30 * math.sin(x / 9)) for x in range(0, 200, 3))


def text_of(pdf: bytes) -> str:
    return " ".join(PdfDocument(pdf)[0].get_textpage().get_text_range().split())


def content(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return opened.pages[0].Contents.read_bytes()


def curves(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return sum(
            op.operator == pikepdf.Operator("c") for op in pikepdf.parse_content_stream(opened.pages[0])
        )


def drawn(strokes: tuple[tuple[tuple[float, float], ...], ...], name: str = "Anna Sandberg") -> bytes:
    appearance = Appearance(name, "Föreståndare", "Läst", strokes)
    return draw_appearance(appearance, 232, 68, SIGNED_AT)


def test_strokes_are_curves_and_the_rest_is_said_in_words():
    pdf = drawn((WAVE,))
    assert curves(pdf) == len(WAVE) - 1
    said = text_of(pdf)
    assert "Anna Sandberg, Föreståndare" in said
    assert "Undertecknat 2026-11-26 kl. 15.55" in said
    assert "Läst" in said


def test_without_strokes_the_name_is_set():
    pdf = drawn(())
    assert curves(pdf) == 0
    assert text_of(pdf).count("Anna Sandberg") == 2


@pytest.mark.parametrize(
    "strokes",
    [
        (((5.0, 5.0),),),
        (((0.0, 0.0), (0.0, 0.0)),),
        (((math.nan, 1.0), (1.0, math.inf)), ((2.0, 2.0), (3.0, 3.0))),
        ((), ((1.0, 1.0), (2.0, 9.0))),
        (((-1e9, -1e9), (1e9, 1e9)),),
        (((1e308, 0.0), (-1e308, 1.0)),),
    ],
)
def test_odd_strokes_are_drawn_all_the_same(strokes):
    pdf = drawn(strokes)
    assert curves(pdf) >= 0
    assert b"nan" not in content(pdf)
    assert b"inf" not in content(pdf)


def test_very_many_points_are_thinned():
    wild = tuple((x / 7, math.sin(x)) for x in range(60_000))
    assert curves(drawn((wild,))) <= 4001


@pytest.mark.parametrize("height", [68, 24])
@pytest.mark.parametrize("name", ["Karl-Gustaf Alexandersson von " * 7, "Ö" * 200])
def test_nothing_is_cut_however_long_name_and_reason_are(name, height):
    name = name[:200].strip()
    reason = f"Handskriven underskrift av {name}, mottagen på plats: läst, inte nödvändigtvis instämt"
    pdf = draw_appearance(Appearance(name, "Föreståndare", reason, (WAVE,)), 232, height, SIGNED_AT)
    letters = text_of(pdf).replace(" ", "")
    assert letters.endswith("nödvändigtvisinstämt")
    assert letters.count("".join(name.split())) == 2
    page = PdfDocument(pdf)[0]
    boxes = [page.get_textpage().get_charbox(n) for n in range(len(text_of(pdf)))]
    assert all(bottom >= 0 and top <= height and right <= 232 for _, bottom, right, top in boxes)


def test_a_very_long_name_still_fits():
    name = "Karl-Gustaf-Alexander " * 20
    assert text_of(drawn((), name)).startswith("Karl")
    assert drawn((WAVE,), name).startswith(b"%PDF")
