"""Somebody who uses the program: presses keys until the wanted control has the keyboard, writes, waits and reads.

A control that Tab does not reach fails with the list of what Tab reached.
"""

from __future__ import annotations

from collections.abc import Callable

import eyes
import hands
from eyes import BUTTON, CHOICE, FIELD, LIST, RADIO, ROW, TICK, Seen, Words, fits
from PySide6.QtGui import QAccessible
from pytestqt.exceptions import TimeoutError as NothingCame
from pytestqt.qtbot import QtBot

PATIENCE_MS = 20_000
CALM = 12  # looks, 10 ms apart
FAR = 150  # presses of Tab; more than any page has controls


class Person:
    """Eyes and hands; knows no widget."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.actions = 0
        """Presses that take a decision: shortcuts, Enter, choosing; not the letters one writes, nor Tab."""

    # Waiting and reading

    def wait(
        self, true: Callable[[], object], why: str | Callable[[], str], patience: int = PATIENCE_MS
    ) -> None:
        """Wait until something is so; `why` it is not, for the report."""
        try:
            self._qtbot.waitUntil(lambda: bool(true()), timeout=patience)
        except NothingCame:
            said = why if isinstance(why, str) else why()
            raise AssertionError(f"{said}. In sight:\n{eyes.told()}") from None

    def sees(self, words: Words, role: QAccessible.Role | None = None) -> Seen:
        """Wait until something of that name is in sight."""
        self.wait(lambda: eyes.find(words, role), f"nothing is called {words!r}")
        return eyes.find(words, role)[0]

    def reads(self, words: Words, patience: int = PATIENCE_MS) -> None:
        """Wait until something in sight says so."""
        self.wait(lambda: eyes.says(words), f"nothing says {words!r}", patience)

    def misses(self, words: Words, role: QAccessible.Role | None = None) -> None:
        """Wait until nothing of that name is in sight any more."""
        self.wait(lambda: not eyes.find(words, role), f"{words!r} is still in sight")

    def has_at_keyboard(self, words: Words) -> None:
        """Wait until the keyboard is in the control, or on the row, of that name."""
        self.wait(lambda: _is(eyes.at_keyboard(), words), f"the keyboard is not at {words!r}")

    def settle(self) -> None:
        """Wait until nothing changes any more: what a screen reads has come."""
        looks: list[str] = []

        def same() -> bool:
            looks.append(eyes.told())
            return len(looks) > CALM and len(set(looks[-CALM:])) == 1

        self.wait(same, "it does not come to rest")

    def stops(self) -> list[Seen]:
        """What Tab reaches, once round from where the keyboard is."""
        reached: list[Seen] = []
        while True:
            hands.press("Tab")
            here = eyes.control()
            assert here is not None
            if any((here.role, here.name, here.place) == (s.role, s.name, s.place) for s in reached):
                return reached
            reached.append(here)
            assert len(reached) < FAR, "Tab does not come round"

    # Going

    def tab_to(self, words: Words, role: QAccessible.Role | None = None) -> Seen:
        """Press Tab until the wanted control has the keyboard."""
        self.sees(words, role)
        reached: list[str] = []
        for _ in range(FAR):
            here = eyes.control()
            if _is(here, words) and role in (None, here.role if here else None):
                assert here is not None
                assert here.enabled, f"{here} cannot be used"
                return here
            reached.append(str(here))
            hands.press("Tab")
        once = list(dict.fromkeys(reached))
        raise AssertionError(f"Tab does not reach {words!r}; it reached:\n" + "\n".join(once))

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys wherever the keyboard is."""
        self.actions += times
        hands.press(keys, times)

    def write(self, text: str) -> None:
        """Write where the keyboard is."""
        hands.write(text)

    # Using controls

    def fill(self, words: Words, text: str) -> None:
        """Go to a field and write in it, instead of what stood there."""
        self.tab_to(words, FIELD)
        hands.press("Ctrl+A")
        hands.write(text)

    def push(self, words: Words) -> None:
        """Go to a button and press it."""
        self.wait(
            lambda: any(button.enabled for button in eyes.find(words, BUTTON)),
            f"no button {words!r} can be pressed",
        )
        self.tab_to(words, BUTTON)
        self.press("Space")

    def tick(self, words: Words) -> None:
        """Go to a box and tick it."""
        box = self.tab_to(words, TICK)
        assert not box.checked
        self.press("Space")
        self.wait(lambda: _checked(words), f"{words!r} is not ticked")

    def choose(self, name: Words, words: Words) -> None:
        """Go to a list of choices and press the arrow down until the wanted one stands there."""
        self.tab_to(name, CHOICE)
        offered: list[str] = []
        self.wait(
            lambda: _arrow_to(words, _value, offered),
            lambda: f"{name!r} does not offer {words!r} but {offered}",
        )
        self.actions += 1

    def mark(self, words: Words) -> None:
        """Go to a row of joined choices and press the arrow until the wanted one is marked."""
        self.sees(words, RADIO)
        names = [thing.name for thing in eyes.things() if thing.role is RADIO]
        self.tab_to(eyes.re.compile("|".join(f"^{eyes.re.escape(name)}$" for name in names)), RADIO)
        for _ in names:
            if _is(eyes.control(), words):
                break
            hands.press("Right")
        here = eyes.control()
        assert _is(here, words), f"the arrows do not lead to {words!r} but to {here}"
        self.actions += 1

    def go_to_row(self, name: Words, words: Words) -> None:
        """Go to a list and press the arrows until the wanted row has the keyboard."""
        self.sees(words, ROW)
        self.tab_to(name, LIST)
        rows: list[str] = []
        self.wait(
            lambda: _arrow_to(words, _row, rows), lambda: f"the arrows do not lead to {words!r} but to {rows}"
        )

    def walk_to(self, words: Words) -> None:
        """Press the arrows, up to the first and then down, until the wanted control has the keyboard."""
        passed: list[str] = []
        self.wait(
            lambda: _walk_to(words, passed),
            lambda: f"the arrows do not lead to {words!r} but to:\n" + "\n".join(passed),
        )

    def open_row(self, name: Words, words: Words) -> None:
        """Go to a row and press Enter."""
        self.go_to_row(name, words)
        self.press("Return")

    def points_at(self, words: Words, role: QAccessible.Role | None = None) -> None:
        """Press the pointer's button on something."""
        self.actions += 1
        hands.point(eyes.middle(self.sees(words, role)))


def _is(thing: Seen | None, words: Words) -> bool:
    return thing is not None and fits(words, thing.name)


def _arrow_to(words: Words, here: Callable[[], str], passed: list[str]) -> bool:
    """Press the arrow down, from the first, until the words are here; what was passed is kept for the report."""
    hands.press("Home")
    passed.clear()
    while not fits(words, here()):
        if here() in passed:
            return False
        passed.append(here())
        hands.press("Down")
    return True


def _walk_to(words: Words, passed: list[str]) -> bool:
    """Press the arrow up and then down, each as far as it goes; what was passed is kept for the report."""
    for key in ("Up", "Down"):
        passed.clear()
        while (here := str(eyes.control())) not in passed:
            if _is(eyes.control(), words):
                return True
            passed.append(here)
            hands.press(key)
    return False


def _row() -> str:
    here = eyes.at_keyboard()
    return here.name if here is not None else ""


def _value() -> str:
    here = eyes.control()
    return here.value if here is not None else ""


def _checked(words: Words) -> bool:
    return any(box.checked for box in eyes.find(words, TICK))
