"""Photos for the examples, drawn by the program: rooms without people."""

import io
import random
from typing import Any

SIZE = (1600, 1200)


def photo(subject: str, chance: random.Random) -> bytes:
    """A JPEG of a room: "corridor" or anything else for a living room. The same for the same chance."""
    from PIL import Image, ImageDraw, ImageFilter

    picture = Image.new("RGB", SIZE, (226, 220, 208))
    pen = ImageDraw.Draw(picture)
    (_corridor if subject == "corridor" else _living_room)(pen, chance)
    picture = picture.filter(ImageFilter.GaussianBlur(1.4))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _corridor(pen: Any, chance: random.Random) -> None:
    tint = chance.randrange(-8, 8)
    pen.polygon([(0, 1200), (1600, 1200), (1000, 760), (600, 760)], fill=(150, 128 + tint, 104))
    pen.polygon([(0, 0), (600, 330), (600, 760), (0, 1200)], fill=(214, 208 + tint, 196))
    pen.polygon([(1600, 0), (1000, 330), (1000, 760), (1600, 1200)], fill=(204, 198 + tint, 186))
    pen.rectangle([600, 330, 1000, 760], fill=(232, 228, 220))
    pen.rectangle([700, 430, 900, 760], fill=(112, 84, 62), outline=(70, 52, 38), width=5)
    pen.ellipse([866, 600, 884, 618], fill=(214, 200, 150))
    pen.rectangle([740, 366, 860, 412], fill=(20, 128, 70))
    pen.polygon([(762, 389), (790, 374), (790, 404)], fill=(255, 255, 255))
    pen.rectangle([790, 384, 838, 394], fill=(255, 255, 255))
    pen.rectangle([1290, 640, 1350, 860], fill=(178, 30, 34))
    pen.rectangle([1306, 606, 1334, 640], fill=(40, 40, 40))
    for step in range(3):
        pen.ellipse([700 - step * 40, 60 + step * 90, 900 + step * 40, 80 + step * 90], fill=(255, 250, 236))


def _living_room(pen: Any, chance: random.Random) -> None:
    pen.rectangle([0, 860, 1600, 1200], fill=(176, 148, 116))
    pen.rectangle([420, 140, 1060, 560], fill=(196, 222, 240), outline=(250, 250, 250), width=18)
    pen.line([740, 140, 740, 560], fill=(250, 250, 250), width=14)
    pen.rounded_rectangle([340, 640, 1120, 960], 40, fill=(58, 96, 150))
    pen.rounded_rectangle([380, 700, 720, 880], 26, fill=(78, 118, 172))
    pen.rounded_rectangle([740, 700, 1080, 880], 26, fill=(78, 118, 172))
    pen.rectangle([1220, 240, 1540, 980], fill=(132, 98, 66))
    for shelf in range(4):
        at = 1240
        while at < 1500:
            width = chance.randrange(16, 38)
            colour = tuple(chance.randrange(60, 210) for _ in range(3))
            pen.rectangle([at, 270 + shelf * 180, at + width, 400 + shelf * 180], fill=colour)
            at += width + 4
    pen.rectangle([120, 760, 250, 960], fill=(160, 92, 60))
    for leaf in range(9):
        left = 70 + leaf * 22
        pen.ellipse([left, 480 + chance.randrange(0, 80), left + 60, 780], fill=(46, 110 + leaf * 6, 62))
