"""What importing costs: the package is cheap, its facts are standard library only."""

import subprocess
import sys

import pytest

HEAVY = ("reportlab", "pikepdf", "pyhanko", "cryptography", "PIL", "asn1crypto")


def loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["inspektor.report", "inspektor.shapes.protocol", "inspektor.report.blocks"]
)
def test_importing_loads_none_of_the_heavy_libraries(module):
    assert not loaded_by(module) & set(HEAVY)


def test_the_content_is_made_without_them_too():
    assert not loaded_by("inspektor.report.content") & set(HEAVY)
