"""Printing to a real CUPS queue: the pages that were chosen come out, and no others."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from protocol_facts import with_observations

from inspektor.i18n import Texts
from inspektor.report.build import build_protocol

ROOT = Path(__file__).parents[2]
PPD = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
QUEUE = "Provskrivaren"
FILES = """ServerRoot {0}/etc
RequestRoot {0}/spool
CacheDir {0}/cache
StateDir {0}/state
TempDir {0}/tmp
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
FileDevice Yes
SystemGroup root
"""
SERVER = """Listen {0}/sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
# The program's own printing, in a process of its own: CUPS learns once a process where its server is.
PRINT = """
import sys
from pathlib import Path
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget
from ui.dialogs.printing import PdfPrinter
from ui.pdf_pages import close_thread

app = QApplication([])
queue = QPrinterInfo.printerInfo(sys.argv[2])
assert not queue.isNull(), QPrinterInfo.availablePrinterNames()
printer = QPrinter(queue, QPrinter.PrinterMode.HighResolution)
if len(sys.argv) > 3:
    printer.setPageRanges(QPageRanges.fromString(sys.argv[3]))
window = QWidget()
job = PdfPrinter(Path(sys.argv[1]).read_bytes(), window)
ended = []
job.printed.connect(lambda: (ended.append(0), app.quit()))
job.failed.connect(lambda error: (ended.append(str(error)), app.quit()))
job.print_to(printer)
app.exec()
close_thread()
sys.exit(ended[0])
"""


@dataclass
class Cups:
    """A running server and what its printer has put out."""

    folder: Path

    @property
    def out(self) -> Path:
        """What came out last."""
        return self.folder / "out" / "ut.pdf"

    def environment(self) -> dict[str, str]:
        """What a program needs to find it."""
        return os.environ | {"CUPS_SERVER": str(self.folder / "sock"), "QT_QPA_PLATFORM": "offscreen"}

    def call(self, *words: object) -> str:
        """Run a program of CUPS's."""
        done = subprocess.run(words, env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def print(self, pdf: Path, *pages: str) -> pypdfium2.PdfDocument:
        """Print by the program; gives what comes out, once the queue is empty."""
        words = [sys.executable, "-P", "-c", PRINT, pdf, QUEUE, *pages]
        environment = self.environment() | {"PYTHONPATH": str(ROOT)}
        # On its way to CUPS a document lies in memory: there is no other place here where it could.
        environment |= {"TMPDIR": str(self.folder / "nowhere"), "XDG_RUNTIME_DIR": str(self.folder / "tmp")}
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        for _ in range(300):
            if self.out.exists() and not self.call("lpstat", "-o", QUEUE):
                return pypdfium2.PdfDocument(self.out.read_bytes())
            time.sleep(0.1)
        raise AssertionError((self.folder / "log" / "error").read_text())


@pytest.fixture(scope="module")
def cups(require_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cups]:
    """A CUPS server of the test's own, by hand: a private folder, a socket in it, a printer that writes a file."""
    programs = [require_tool(name) for name in ("cupsd", "lpadmin", "lpstat")]
    if os.geteuid() != 0 and not os.environ.get("INSPEKTOR_CI"):
        pytest.skip("cupsd takes root to run its filters")
    folder = tmp_path_factory.mktemp("c")
    for here in (folder, *folder.parents):  # the filters run as a user of their own
        if not here.stat().st_mode & 0o001:
            here.chmod(0o755)
    for name in ("etc/ppd", "spool", "cache", "state", "tmp", "log", "out"):
        (folder / name).mkdir(parents=True)
    for name in ("tmp", "out"):
        (folder / name).chmod(0o1777)
    (folder / "files.conf").write_text(FILES.format(folder))
    (folder / "cupsd.conf").write_text(SERVER.format(folder))
    words = [programs[0], "-f", "-c", folder / "cupsd.conf", "-s", folder / "files.conf"]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        made = Cups(folder)
        while not (folder / "sock").exists():
            assert server.poll() is None, (folder / "log" / "error").read_text()
            time.sleep(0.05)
        made.call(programs[1], "-p", QUEUE, "-E", "-v", f"file:{made.out}", "-P", PPD)
        yield made
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A protocol of several pages."""
    path = tmp_path_factory.mktemp("protocol") / "protokoll å.pdf"
    path.write_bytes(build_protocol(with_observations(16), Texts("sv"), draft=False).data)
    return path


def picture(document: pypdfium2.PdfDocument, page: int) -> bytes:
    """A page, small and grey."""
    return bytes(document[page].render(scale=0.5).to_pil().convert("L").tobytes())


def difference(one: bytes, other: bytes) -> float:
    """How far two pictures of equal size are from each other: 0 is the same."""
    assert len(one) == len(other)
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


@pytest.mark.timeout(120)
def test_the_pages_chosen_come_out_of_the_queue_and_no_others(cups: Cups, protocol: Path):
    with pypdfium2.PdfDocument(protocol.read_bytes()) as wanted:
        count = len(wanted)
        pages = [picture(wanted, page) for page in range(count)]
    assert count > 3
    for chosen, expected in (("", list(range(count))), ("2-3", [1, 2])):
        with cups.print(protocol, *([chosen] if chosen else [])) as printed:
            assert len(printed) == len(expected)
            assert [round(side) for side in printed[0].get_size()] == [595, 842]
            for place, page in enumerate(expected):
                shown = picture(printed, place)
                assert sum(grey < 160 for grey in shown) > 300, "blank"
                own, *others = sorted((difference(shown, pages[each]), each) for each in range(count))
                assert own[1] == page
                assert own[0] < others[0][0] * 0.7, (own, others)
