"""The main job on example data, through the same actions as the window: everything in it is invented."""

from inspektor.demo.run import DemoFolderTaken, DemoResult, example_workspace, run_demo

__all__ = ["DemoFolderTaken", "DemoResult", "example_workspace", "run_demo"]
