"""The documents' budgets, as ratios of one run: `python -m tests.benchmarks.bench_protocol [ROUNDS]`.

CPU seconds with those of child processes, the best of some rounds, ours and the floor by turns, of the same content at
about 10, 60 and 300 pages. The budget at 60: tagged, finished and signed, at most 1.4 times what plain reportlab takes, and five
times as fast as WeasyPrint. What is not installed is said, and how to get it.
"""

import resource
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pypdfium2 import PdfDocument

from inspektor.i18n import Texts
from inspektor.report.appearance import Appearance
from inspektor.report.blocks import Document
from inspektor.report.build import build
from inspektor.report.content import visit_protocol
from inspektor.report.credentials import Credential, make_identity, open_p12
from inspektor.report.sign import sign
from inspektor.report.verify import verify
from tests.benchmarks import other_ways
from tests.benchmarks.floors import plain_report
from tests.protocol_facts import MADE, with_observations

SIZES = (56, 458, 2370)
BUDGET, FASTER = 1.4, 5


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process and of those that ended in it."""
    begun = _spent()
    work()
    return _spent() - begun


def _spent() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def a_credential() -> Credential:
    """A key to sign with."""
    identity = make_identity(
        "Karin Åkerström", "Uppföljare", "Norrby kommun", "", "fras", MADE, seal_secret="x"
    )
    return open_p12(identity.personal, "fras")


def measure(document: Document, credential: Credential, rounds: int, folder: Path) -> None:
    """Build, sign and verify one protocol; plain reportlab by turns with it; then the other ways, once."""
    signature = Appearance("Karin Åkerström", "Uppföljare", "Upprättat")
    built = build(document)

    def signed() -> bytes:
        return sign(built.data, "underskrift-1", credential, signature, certify=True, lock=False, when=MADE)

    file = signed()
    floor, making, signing, checking = [], [], [], []
    for _ in range(rounds):
        floor.append(cpu(lambda: plain_report(document)))
        making.append(cpu(lambda: build(document)))
        signing.append(cpu(signed))
        checking.append(cpu(lambda: verify(file)))
    whole, least = min(making) + min(signing), min(floor)
    print(
        f"{built.pages} pages: plain reportlab {least:.2f} s; tagged and finished {min(making):.2f} s "
        f"(ratio {min(making) / least:.2f}); signing {min(signing):.2f} s; "
        f"all {whole:.2f} s, ratio {whole / least:.2f} (budget {BUDGET} at 60); "
        f"checking {min(checking):.2f} s; {len(built.data) // 1000} kB, signed {len(file) // 1000} kB",
        flush=True,
    )
    others(document, whole, folder)


def others(document: Document, ours: float, folder: Path) -> None:
    """The same content by WeasyPrint and through Word, each where it is installed."""
    html, out = folder / "same.html", folder / "same.pdf"
    html.write_text(other_ways.as_html(document), encoding="utf-8")
    if other_ways.weasyprint_python():
        compared(
            f"WeasyPrint (at least {FASTER} x at 60)", partial(other_ways.by_weasyprint, html, out), ours, out
        )
    if other_ways.has_libreoffice():
        compared("Word and LibreOffice", partial(other_ways.by_libreoffice, document, out), ours, out)


def compared(name: str, work: Callable[[], None], ours: float, out: Path) -> None:
    """How long it takes, and what comes of it."""
    taken = cpu(work)
    with PdfDocument(out) as made:
        pages = len(made)
    print(
        f"  {name}: {taken:.1f} s, {taken / ours:.1f} x; {pages} pages, {out.stat().st_size // 1000} kB",
        flush=True,
    )


def main() -> None:
    """All sizes."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if not other_ways.weasyprint_python():
        print(other_ways.HOW)
    if not other_ways.has_libreoffice():
        print("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    credential = a_credential()
    with tempfile.TemporaryDirectory() as folder:
        for observations in SIZES:
            document = visit_protocol(with_observations(observations), Texts("sv"))
            measure(document, credential, rounds, Path(folder))


if __name__ == "__main__":
    main()
