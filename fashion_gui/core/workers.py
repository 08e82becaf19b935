"""How a worker is started: the same program with another first argument."""

import sys
from pathlib import Path


def worker_command(name: str) -> list[str]:
    """Program and arguments of the worker `name` ("engine" or "photo"), for a frozen app and for plain Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker", name]
    return [sys.executable, "-m", "fashion_gui", "--worker", name]


def worker_folder() -> Path:
    """The folder to start a worker in: the one that holds the package, absolute.

    `python -m` looks for modules in the current folder first: this makes a checkout importable without being installed,
    and keeps a stranger's `numpy.py` beside the photos from being run.
    """
    return Path(__file__).resolve().parent.parent.parent
