"""Takes the photos of the demonstration, as a telephone would have taken them."""

from datetime import datetime
from io import BytesIO
from random import Random

from inspektor import clock
from inspektor.demo.scenes import SCENES, SIZE

_WALLS = ((222, 214, 198), (206, 216, 220), (219, 222, 205))
_TAKEN, _EXIF_BLOCK, _POSITION_BLOCK = 0x9003, 0x8769, 0x8825
_MAKER, _MODEL = 0x010F, 0x0110


def photograph(scene: str, random: Random, taken: datetime) -> bytes:
    """A JPEG of the scene with the time, and with a camera's name and a position, which the program must take out."""
    from PIL import Image, ImageDraw, ImageFilter

    picture = Image.new("RGB", SIZE, random.choice(_WALLS))
    SCENES[scene](ImageDraw.Draw(picture), random)
    out = BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=82, exif=_exif(taken))
    return out.getvalue()


def _exif(taken: datetime) -> bytes:
    from PIL.Image import Exif

    exif = Exif()
    exif[_MAKER], exif[_MODEL] = "Påhittad", "Telefon 1"
    exif.get_ifd(_EXIF_BLOCK)[_TAKEN] = clock.local(taken).strftime("%Y:%m:%d %H:%M:%S")
    position = exif.get_ifd(_POSITION_BLOCK)
    position[1], position[2] = "N", (63.0, 10.0, 30.0)
    position[3], position[4] = "E", (18.0, 20.0, 10.0)
    return exif.tobytes()
