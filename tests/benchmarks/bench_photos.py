"""Photos, as ratios of one run: `QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_photos`.

Twenty photos of 24 megapixels go in while somebody types, on the real lanes; then one of 48 megapixels of each kind.
"""

import resource
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from inspektor.actions import observations
from inspektor.exchange.photo import read_photo
from inspektor.exchange.photo_small import small
from inspektor.report.photos import for_print
from inspektor.shapes.photos import PhotosTaken
from inspektor.store.workspace import Workspace
from tests.benchmarks.bench_store import percentile, timed
from tests.benchmarks.floors import bare_photo
from tests.builders import a_follow_up, a_workspace
from ui.jobs import GuiThreadGarbage, Jobs
from ui.operations import Operations
from ui.screens.follow_up.photo_work import take_in
from ui.written import Written, WrittenRecord

PHOTOS, SIZE, LARGE = 20, (6000, 4000), (8064, 6048)
BEAT_MS, KEY_MS = 1, 70


def a_picture(size: tuple[int, int], number: int = 0) -> Image.Image:
    """Noise under a pattern, so that a file is about as large as a phone's."""
    noise = Image.effect_noise((size[0] // 4, size[1] // 4), 60 + number).resize(
        size, Image.Resampling.BICUBIC
    )
    return Image.merge("RGB", (noise, noise.point(lambda v: 255 - v), noise.point(lambda v: v // 2)))


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


class Typist:
    """Types a key every KEY_MS and listens to the event loop; knows how long each save took and how long nothing moved."""

    def __init__(self, operations: Operations, observation_id: str) -> None:
        self.blocks: list[float] = []
        self.saves: list[float] = []
        self.keys: list[float] = []
        self._handed: list[tuple[float, float]] = []
        self._oldest = 0.0
        self._typed = 0
        self.field = Written("text", "Text", lines=6)
        self._record = WrittenRecord(operations, "observation", "actions.observations.set_fields", self.field)
        self._record.add(self.field)
        self._record.show(observation_id, {"text": ""})
        self.field.wrote.connect(self._hand_over)
        operations.changed.connect(self._durable)
        self.field.show()
        self.field.focus()
        self._beat = QTimer(self.field, timeout=self._tick, interval=BEAT_MS)
        self._keys = QTimer(self.field, timeout=self._type, interval=KEY_MS)
        self._last = time.perf_counter()

    def start(self) -> None:
        self._last = time.perf_counter()
        self._beat.start()
        self._keys.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.blocks.append((now - self._last) * 1000 - BEAT_MS)
        self._last = now

    def _type(self) -> None:
        self._typed += 1
        letter = "personalen äter med de boende "[self._typed % 30]
        self._oldest = self._oldest or time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.field.editor, key)

    def _hand_over(self, *_: object) -> None:
        self._handed.append((time.perf_counter(), self._oldest))
        self._oldest = 0.0

    def _durable(self, changes: object) -> None:
        if changes.touches("observation") and self._handed:
            handed, oldest = self._handed.pop(0)
            self.saves.append((time.perf_counter() - handed) * 1000)
            self.keys.append((time.perf_counter() - oldest) * 1000)

    def stop(self) -> None:
        self._beat.stop()
        self._keys.stop()


def run_until(done: Callable[[], bool]) -> None:
    while not done():
        QApplication.processEvents()
        time.sleep(0.0005)


def told(name: str, values: list[float]) -> float:
    worst = max(values)
    print(f"{name}: p50 {percentile(values, 0.5):.1f} p99 {percentile(values, 0.99):.1f} max {worst:.1f} ms")
    return worst


def typing(workspace: Workspace, seen: str, work: Callable[[Operations, list[PhotosTaken]], None]) -> Typist:
    """Type while the work runs."""
    operations = Operations(Jobs(), workspace)
    typist, answers = Typist(operations, seen), []
    began = time.perf_counter()
    run_until(lambda: time.perf_counter() - began > 1)  # the window comes to rest
    typist.start()
    work(operations, answers)
    run_until(lambda: bool(answers))
    typist.stop()
    operations.close()
    operations._jobs.close()
    typist.field.deleteLater()
    return typist


def twenty_while_typing(folder: Path) -> None:
    workspace = a_workspace(folder / "w")
    seen = observations.add(workspace, a_follow_up(workspace), "").created("observation")
    paths = []
    for number in range(PHOTOS):
        path = folder / f"IMG_{number}.jpg"
        path.write_bytes(saved(a_picture(SIZE, number), "JPEG", quality=88))
        paths.append(path)
    print(f"{PHOTOS} photos of {path.stat().st_size / 1e6:.1f} MB")

    def nothing(_operations: Operations, answers: list) -> None:
        QTimer.singleShot(6000, lambda: answers.append(None))

    def twenty(operations: Operations, answers: list) -> None:
        operations.work(take_in, seen, paths, owner=operations, done=answers.append, progress=lambda *_: None)

    alone = typing(workspace, seen, nothing)
    began = time.perf_counter()
    busy = typing(workspace, seen, twenty)
    took = time.perf_counter() - began - 1
    floor = sum(timed(lambda path=path: bare_photo(path, folder / "bare")) for path in paths) / 1000
    print(f"import: {took:.1f} s, bare decode and durable copy {floor:.1f} s, ratio {took / floor:.2f}")
    for name in ("blocks", "saves", "keys"):
        words = {"blocks": "GUI block", "saves": "handed over to durable", "keys": "oldest key to durable"}[
            name
        ]
        a, b = told(f"{words}, alone", getattr(alone, name)), told(f"{words}, importing", getattr(busy, name))
        print(f"{words}: ratio of the maxima {b / a:.2f}")
    workspace.close()


def large_ones() -> None:
    picture = a_picture(LARGE)
    files = {"JPEG": saved(picture, "JPEG", quality=88), "PNG": saved(picture.resize((4000, 3000)), "PNG")}
    import pillow_heif

    out = BytesIO()
    pillow_heif.from_pillow(picture).save(out, quality=40)
    files["HEIC"] = out.getvalue()
    del picture
    for kind, data in files.items():
        photo = read_photo(data)
        read = timed(lambda data=data: read_photo(data))
        shown = photo.shown or photo.data
        little = timed(lambda shown=shown: small(shown, 336, 1))
        printed = timed(lambda shown=shown: for_print(shown, 230, 180))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = f"{photo.width * photo.height / 1e6:.0f} MP {kind} of {len(data) / 1e6:.1f} MB"
        print(
            f"{size}: taken in {read:.0f} ms, made small {little:.0f} ms, made for paper {printed:.0f} ms; "
            f"highest memory so far {peak:.0f} MB"
        )


def main() -> None:
    app = QApplication([])
    garbage = GuiThreadGarbage()
    with tempfile.TemporaryDirectory() as folder:
        twenty_while_typing(Path(folder))
    large_ones()
    del garbage, app


if __name__ == "__main__":
    main()
