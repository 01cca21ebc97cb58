"""Draws the photo of the demonstration: a dining room without people, as a telephone would have taken it."""

from datetime import datetime
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

from inspektor import clock

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_SIZE = (1600, 1200)
_HORIZON = 620
_TAKEN, _EXIF_BLOCK, _POSITION_BLOCK = 0x9003, 0x8769, 0x8825
_MAKER, _MODEL = 0x010F, 0x0110


def dining_room(random: Random, taken: datetime) -> bytes:
    """A JPEG of the room with the time, and with a camera's name and a position, which the program must take out."""
    from PIL import Image, ImageDraw, ImageFilter

    wall = random.choice([(222, 214, 198), (206, 216, 220), (219, 222, 205)])
    picture = Image.new("RGB", _SIZE, wall)
    draw = ImageDraw.Draw(picture)
    _room(draw, random)
    _door_and_signs(draw)
    for left in (180, 900):
        _table(draw, left + random.randrange(-40, 40), 820 + random.randrange(-20, 40))
    out = BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=82, exif=_exif(taken))
    return out.getvalue()


def _room(draw: "ImageDraw", random: Random) -> None:
    width, height = _SIZE
    for row in range(_HORIZON, height, 4):  # floor boards, lighter towards the window
        shade = 150 + (row - _HORIZON) // 12
        draw.rectangle((0, row, width, row + 4), fill=(shade, shade - 22, shade - 52))
    for board in range(-4, 9):
        draw.line(
            (width // 2 + board * 90, _HORIZON, width // 2 + board * 360, height),
            fill=(126, 100, 72),
            width=3,
        )
    draw.rectangle((0, _HORIZON - 14, width, _HORIZON), fill=(240, 238, 232))
    for left in (250, 1130):  # windows
        draw.rectangle((left, 170, left + 250, 430), fill=(250, 250, 247))
        sky = random.choice([(186, 208, 226), (203, 211, 216)])
        draw.rectangle((left + 14, 184, left + 236, 416), fill=sky)
        draw.polygon(((left + 14, 416), (left + 120, 300), (left + 236, 416)), fill=(96, 124, 98))
        draw.line((left + 125, 170, left + 125, 430), fill=(250, 250, 247), width=12)


def _door_and_signs(draw: "ImageDraw") -> None:
    draw.rectangle((670, 200, 930, _HORIZON), fill=(236, 232, 224), outline=(190, 184, 172), width=8)
    draw.rectangle((705, 240, 895, 520), fill=(196, 214, 228))
    draw.ellipse((890, 410, 908, 428), fill=(110, 110, 110))
    draw.rectangle((710, 120, 890, 180), fill=(20, 128, 72))  # a lit exit sign: door and arrow, no words
    draw.rectangle((735, 130, 765, 170), fill=(245, 250, 245))
    draw.polygon(
        ((870, 150), (830, 128), (830, 142), (785, 142), (785, 158), (830, 158), (830, 172)),
        fill=(245, 250, 245),
    )
    draw.rounded_rectangle((560, 440, 604, 590), 18, fill=(190, 30, 34))  # fire extinguisher
    draw.rectangle((572, 420, 592, 444), fill=(30, 30, 30))
    draw.line((592, 430, 616, 470), fill=(30, 30, 30), width=7)


def _table(draw: "ImageDraw", left: int, top: int) -> None:
    for leg in (40, 430):
        draw.rectangle((left + leg, top + 30, left + leg + 26, top + 300), fill=(92, 66, 44))
    draw.polygon(
        ((left + 60, top - 60), (left + 440, top - 60), (left + 500, top + 40), (left, top + 40)),
        fill=(164, 122, 82),
    )
    draw.rectangle((left, top + 40, left + 500, top + 58), fill=(128, 92, 60))
    for place in (110, 250, 380):  # plates and glasses
        draw.ellipse((left + place - 46, top - 38, left + place + 46, top + 4), fill=(246, 246, 243))
        draw.ellipse((left + place - 26, top - 29, left + place + 26, top - 5), fill=(226, 228, 228))
        draw.rectangle((left + place + 52, top - 48, left + place + 70, top - 14), fill=(214, 228, 234))


def _exif(taken: datetime) -> bytes:
    from PIL.Image import Exif

    exif = Exif()
    exif[_MAKER], exif[_MODEL] = "Påhittad", "Telefon 1"
    exif.get_ifd(_EXIF_BLOCK)[_TAKEN] = clock.local(taken).strftime("%Y:%m:%d %H:%M:%S")
    position = exif.get_ifd(_POSITION_BLOCK)
    position[1], position[2] = "N", (63.0, 10.0, 30.0)
    position[3], position[4] = "E", (18.0, 20.0, 10.0)
    return exif.tobytes()
