"""The protocol's budget, printed as ratios of one run: `python -m tests.benchmarks.bench_protocol`.

CPU seconds of this process, the best of some rounds, ours and the floor by turns. The budget: a protocol of 60 pages, tagged,
finished and signed, takes at most 1.4 times what plain reportlab takes to set the same content.
"""

import time
from collections.abc import Callable

from inspektor.i18n import Texts
from inspektor.report.appearance import Appearance
from inspektor.report.build import build
from inspektor.report.content import visit_protocol
from inspektor.report.credentials import Credential, make_identity, open_p12
from inspektor.report.sign import sign
from inspektor.report.verify import verify
from inspektor.shapes.protocol import ProtocolFacts
from tests.benchmarks.floors import plain_report
from tests.protocol_facts import MADE, with_observations

ROUNDS = 5
SIZES = {10: 56, 60: 458}
BUDGET = 1.4


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def a_credential() -> Credential:
    """A key to sign with."""
    identity = make_identity(
        "Karin Åkerström", "Uppföljare", "Norrby kommun", "", "fras", MADE, seal_secret="x"
    )
    return open_p12(identity.personal, "fras")


def measure(facts: ProtocolFacts, credential: Credential) -> None:
    """Build, sign and verify one protocol; plain reportlab by turns with it."""
    document = visit_protocol(facts, Texts("sv"))
    signature = Appearance("Karin Åkerström", "Uppföljare", "Upprättat")
    built = build(document)

    def signed() -> bytes:
        return sign(built.data, "underskrift-1", credential, signature, certify=True, lock=False, when=MADE)

    file = signed()
    floor, making, signing, checking = [], [], [], []
    for _ in range(ROUNDS):
        floor.append(cpu(lambda: plain_report(document)))
        making.append(cpu(lambda: build(document)))
        signing.append(cpu(signed))
        checking.append(cpu(lambda: verify(file)))
    whole = min(making) + min(signing)
    print(
        f"{built.pages} pages: plain reportlab {min(floor):.2f} s; tagged and finished {min(making):.2f} s "
        f"(ratio {min(making) / min(floor):.2f}); signing {min(signing):.2f} s; "
        f"all {whole:.2f} s, ratio {whole / min(floor):.2f} (budget {BUDGET}); "
        f"checking {min(checking):.2f} s; {len(built.data) // 1000} kB, signed {len(file) // 1000} kB"
    )


def main() -> None:
    """Both sizes of the budget."""
    credential = a_credential()
    for pages, observations in SIZES.items():
        print(f"about {pages} pages,", end=" ")
        measure(with_observations(observations), credential)


if __name__ == "__main__":
    main()
