"""The main job on realistic data, through the actions a user has: for the command `demo` and for "Prova med exempeldata".

What happens and what is said lies in `resources/demo`, in Swedish; this package lets people live through it. All is invented.
"""

from inspektor.demo.casting import PASSPHRASE
from inspektor.demo.example import example_workspace
from inspektor.demo.run import DemoFailed, DemoFolderRefused, DemoFolderTaken, DemoResult, run_demo

__all__ = [
    "PASSPHRASE",
    "DemoFailed",
    "DemoFolderRefused",
    "DemoFolderTaken",
    "DemoResult",
    "example_workspace",
    "run_demo",
]
