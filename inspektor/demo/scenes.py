"""What the photos of the demonstration show: rooms and papers of a home, without people and without readable words."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE = (1600, 1200)
"""Width and height of every scene, in pixels."""
_HORIZON = 620
_WOOD, _DARK, _WHITE, _LINE = (164, 122, 82), (60, 62, 66), (247, 246, 243), (176, 172, 164)


def dining_room(draw: "ImageDraw", random: Random) -> None:
    """Two laid tables, a free way to the garden door, an exit sign and a fire extinguisher."""
    _room(draw, random)
    _door_and_signs(draw)
    for left in (180, 900):
        _table(draw, left + random.randrange(-40, 40), 820 + random.randrange(-20, 40))


def wall_of_papers(draw: "ImageDraw", random: Random) -> None:
    """Three sheets side by side above a chest of drawers."""
    draw.rectangle((240, 860, 1360, 1200), fill=_WOOD)
    for drawer in (260, 640, 1010):
        draw.rectangle((drawer, 900, drawer + 330, 1010), outline=(118, 84, 54), width=8)
        draw.ellipse((drawer + 150, 940, drawer + 180, 970), fill=_DARK)
    for left in (300, 660, 1020):
        _sheet(draw, left + random.randrange(-14, 14), 260 + random.randrange(-16, 16), 280, 400, random)


def corridor(draw: "ImageDraw", random: Random) -> None:
    """A corridor in perspective: closed doors with locks on both sides, a window at the end."""
    width, height = SIZE
    draw.polygon(((0, height), (600, 700), (1000, 700), (width, height)), fill=(150, 132, 110))
    draw.polygon(((0, 0), (600, 320), (1000, 320), (width, 0)), fill=(238, 236, 230))
    draw.rectangle((600, 320, 1000, 700), fill=(226, 224, 216))
    sky = random.choice([(186, 208, 226), (203, 211, 216)])
    draw.rectangle((700, 380, 900, 600), fill=sky, outline=_WHITE, width=14)
    for near, far, top, low in ((110, 300, 170, 1010), (380, 520, 300, 860)):
        for side in (1, -1):
            one, other = (x if side == 1 else width - x for x in (near, far))
            draw.polygon(
                ((one, top), (other, top + 70), (other, low - 60), (one, low)),
                fill=_WOOD,
                outline=(96, 70, 46),
            )
            lock = other - side * 26
            draw.ellipse((lock - 12, low - 330, lock + 12, low - 306), fill=_DARK)


def blocked_way(draw: "ImageDraw", random: Random) -> None:
    """A cellar passage: two bicycles and a mattress along the wall before a door with an exit sign."""
    width, height = SIZE
    draw.rectangle((0, 0, width, height), fill=(176, 176, 172))
    draw.rectangle((0, 820, width, height), fill=(128, 126, 122))
    draw.rectangle((960, 260, 1260, 830), fill=(92, 112, 128), outline=_DARK, width=8)
    draw.rectangle((1020, 160, 1200, 224), fill=(20, 128, 72))
    draw.polygon(
        ((1180, 192), (1140, 170), (1140, 184), (1050, 184), (1050, 200), (1140, 200), (1140, 214)),
        fill=_WHITE,
    )
    draw.rounded_rectangle((60, 300, 330, 1060), 40, fill=(226, 222, 206), outline=_LINE, width=6)
    for line in range(370, 1040, 90):
        draw.line((70, line, 320, line), fill=(206, 202, 188), width=4)
    for left in (330, 520):
        _bicycle(draw, left + random.randrange(-12, 12), 900, random)


def yard(draw: "ImageDraw", random: Random) -> None:
    """A lawn with a football goal and a table for table tennis, a low fence behind."""
    width, height = SIZE
    draw.rectangle((0, 0, width, 560), fill=random.choice([(176, 204, 228), (196, 206, 214)]))
    draw.rectangle((0, 560, width, height), fill=(112, 148, 88))
    for post in range(0, width, 80):
        draw.rectangle((post, 480, post + 14, 590), fill=(168, 148, 120))
    draw.rectangle((0, 510, width, 524), fill=(168, 148, 120))
    draw.rectangle((140, 520, 640, 800), outline=_WHITE, width=16)
    for net in range(170, 640, 34):
        draw.line((net, 536, net, 796), fill=(222, 226, 222), width=2)
    for net in range(550, 800, 34):
        draw.line((156, net, 624, net), fill=(222, 226, 222), width=2)
    draw.polygon(
        ((900, 800), (1340, 760), (1460, 860), (980, 910)), fill=(40, 92, 140), outline=_WHITE, width=8
    )
    draw.line((1120, 778, 1216, 886), fill=_WHITE, width=12)
    for leg in (930, 1010, 1320, 1430):
        draw.rectangle((leg, 870, leg + 16, 1030), fill=_DARK)


def schedule(draw: "ImageDraw", random: Random) -> None:
    """Four weeks on paper as a grid; the nights without anybody awake are marked."""
    draw.rectangle((0, 0, *SIZE), fill=(150, 118, 84))
    draw.polygon(((150, 90), (1470, 120), (1450, 1110), (120, 1080)), fill=_WHITE)
    marked = set(random.sample(range(28), 9))
    for night in range(28):
        row, column = divmod(night, 7)
        left, top = 240 + column * 162, 230 + row * 200
        fill = (247, 214, 92) if night in marked else (250, 250, 248)
        draw.rectangle((left, top, left + 162, top + 200), fill=fill, outline=_DARK, width=3)
        _lines(draw, left + 16, top + 24, 120, 2 if night in marked else 4, random)
    _lines(draw, 240, 150, 420, 2, random)


def medicine_cabinet(draw: "ImageDraw", random: Random) -> None:
    """A locked cabinet with a code lock, and beside it a list with two empty boxes."""
    draw.rounded_rectangle((220, 180, 820, 960), 18, fill=_WHITE, outline=_LINE, width=10)
    draw.line((520, 190, 520, 950), fill=_LINE, width=6)
    draw.rounded_rectangle((548, 500, 640, 680), 12, fill=_DARK)
    for row in range(4):
        for column in range(3):
            left, top = 560 + column * 25, 520 + row * 36
            draw.ellipse((left, top, left + 16, top + 16), fill=(206, 210, 214))
    draw.rectangle((960, 240, 1420, 940), fill=_WHITE, outline=_LINE, width=4)
    empty = set(random.sample(range(21), 2))
    for box in range(21):
        row, column = divmod(box, 3)
        left, top = 1000 + column * 130, 320 + row * 84
        draw.rectangle((left, top, left + 120, top + 72), outline=_DARK, width=3)
        if box not in empty:
            draw.line(
                (left + 14, top + 50, left + 50, top + 22, left + 78, top + 48), fill=(38, 62, 140), width=5
            )


def notice_board(draw: "ImageDraw", random: Random) -> None:
    """A board with four notices in different colours; two show a telephone."""
    draw.rectangle((160, 140, 1440, 1040), fill=(196, 160, 116), outline=(112, 82, 54), width=26)
    colours = [(250, 244, 214), (220, 234, 246), (244, 226, 222), (226, 240, 222)]
    for number, colour in enumerate(colours):
        left, top = 230 + number % 2 * 610 + random.randrange(-16, 16), 200 + number // 2 * 410
        draw.rectangle((left, top, left + 520, top + 360), fill=colour, outline=_LINE, width=3)
        draw.ellipse((left + 250, top + 8, left + 276, top + 34), fill=(178, 40, 40))
        _lines(draw, left + 190, top + 80, 290, 6, random)
        if number % 3 == 0:
            draw.rounded_rectangle((left + 50, top + 90, left + 140, top + 270), 16, fill=_DARK)
            draw.rectangle((left + 60, top + 112, left + 130, top + 238), fill=(198, 214, 226))


def _bicycle(draw: "ImageDraw", left: int, low: int, random: Random) -> None:
    colour = random.choice([(150, 40, 44), (40, 74, 120), (52, 104, 70)])
    for wheel in (left, left + 260):
        draw.ellipse((wheel, low - 90, wheel + 180, low + 90), outline=_DARK, width=12)
    hub, back, seat, bar = (
        (left + 180, low),
        (left + 90, low),
        (left + 150, low - 150),
        (left + 320, low - 170),
    )
    for one, other in (
        (back, hub),
        (back, seat),
        (hub, seat),
        (hub, bar),
        (seat, bar),
        (bar, (left + 350, low)),
    ):
        draw.line((*one, *other), fill=colour, width=14)
    draw.rectangle((left + 110, low - 180, left + 190, low - 160), fill=_DARK)
    draw.line((left + 280, low - 196, left + 370, low - 206), fill=_DARK, width=12)


def _sheet(draw: "ImageDraw", left: int, top: int, width: int, height: int, random: Random) -> None:
    draw.rectangle((left, top, left + width, top + height), fill=_WHITE, outline=_LINE, width=3)
    _lines(draw, left + 30, top + 40, width - 60, height // 34, random)


def _lines(draw: "ImageDraw", left: int, top: int, width: int, count: int, random: Random) -> None:
    """Lines of a text that cannot be read."""
    for row in range(count):
        length = int(width * random.uniform(0.55, 1))
        draw.rectangle((left, top + row * 30, left + length, top + row * 30 + 9), fill=(128, 130, 134))


def _room(draw: "ImageDraw", random: Random) -> None:
    width, height = SIZE
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


SCENES: Mapping[str, Callable[["ImageDraw", Random], None]] = MappingProxyType(
    {
        each.__name__: each
        for each in (
            dining_room,
            wall_of_papers,
            corridor,
            blocked_way,
            yard,
            schedule,
            medicine_cabinet,
            notice_board,
        )
    }
)
"""Every scene by the name that a story gives it."""
