"""Photos for paper: upright, in RGB, small enough, and silent about where they were taken."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms
from protocol_facts import a_jpeg

from inspektor.report.photos import for_print

ORIENTATION, GPS = 0x0112, 0x8825
PLACE = (230.0, 180.0)  # points; 200 pixels to the inch make it 639 x 500


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_large_photo_becomes_as_large_as_print_needs():
    printed = for_print(a_jpeg((4000, 3000)), *PLACE)
    assert printed is not None
    assert (printed.width, printed.height) == (639, 479)
    assert opened(printed.jpeg).size == (639, 479)


def test_a_small_photo_is_not_blown_up():
    printed = for_print(a_jpeg((200, 100)), *PLACE)
    assert printed is not None
    assert (printed.width, printed.height) == (200, 100)


def test_a_turned_photo_is_turned_upright_and_its_position_dropped():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    printed = for_print(a_jpeg((1200, 800), exif=exif), *PLACE)
    assert printed is not None
    assert printed.height > printed.width
    assert not dict(opened(printed.jpeg).getexif())
    assert b"Exif" not in printed.jpeg


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_other_colour_spaces_become_rgb(mode):
    printed = for_print(a_jpeg(mode=mode), *PLACE)
    assert printed is not None
    assert opened(printed.jpeg).mode == "RGB"


def test_transparency_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    printed = for_print(out.getvalue(), *PLACE)
    assert printed is not None
    assert opened(printed.jpeg).getpixel((25, 25)) == (255, 255, 255)


def test_a_photo_with_a_colour_profile_is_converted_and_the_profile_dropped():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    printed = for_print(a_jpeg(icc_profile=lab), *PLACE)
    assert printed is not None
    assert "icc_profile" not in opened(printed.jpeg).info


def test_a_broken_profile_does_not_lose_the_photo():
    assert for_print(a_jpeg(icc_profile=b"not a profile"), *PLACE) is not None


@pytest.mark.parametrize("data", [b"", b"not a picture", a_jpeg()[:300], b"\xff\xd8\xff\xe0" + bytes(40)])
def test_what_is_no_picture_is_none(data):
    assert for_print(data, *PLACE) is None
