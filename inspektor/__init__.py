"""Inspektor's core: everything an inspector's data can be and do, without Qt and without a screen."""

__version__ = "0.1.0"
