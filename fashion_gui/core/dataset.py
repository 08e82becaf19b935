"""Fashion-MNIST on disk: found, unpacked, and checked byte by byte before anything learns from it.

A folder holds four IDX files, each plain or gzipped. They have to be Fashion-MNIST itself, or what a `dataset.json`
beside them promises (a small set prepared by a teacher, or by the tests).
"""

import gzip
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final

import numpy as np

from fashion_gui.core import paths
from fashion_gui.core.dataset_files import FASHION_MNIST, Bytes, Manifest, file_content, locate, never, read_file
from fashion_gui.core.dataset_files import FILES as FILES
from fashion_gui.core.files import atomic_write, atomic_write_json
from fashion_gui.core.problems import Problem

MANIFEST_FILE: Final = "dataset.json"
MAX_COUNT: Final = 1_000_000  # tiles in a set that a manifest may promise

_MAX_MANIFEST_BYTES: Final = 65_536
_MAX_NAME: Final = 100  # letters; it stands in the status bar


@dataclass(frozen=True, eq=False)
class Dataset:
    """Tiles uint8 (n, 28, 28), background 0, with labels uint8 (n,) 0-9; the arrays are read-only."""

    train_images: Bytes
    train_labels: Bytes
    test_images: Bytes
    test_labels: Bytes
    name: str

    def pictures(self, set_name: str) -> tuple[Bytes, Bytes]:
        """Tiles and labels of the set "train" or "test"."""
        if set_name == "train":
            return self.train_images, self.train_labels
        return self.test_images, self.test_labels


# --- finding ---------------------------------------------------------------------------------------------------------


def search_folders(chosen: Path | None) -> list[Path]:
    """Where Fashion-MNIST may lie, best first.  A `chosen` folder is the only one."""
    if chosen is not None:
        return [chosen]
    keras = Path(os.environ.get("KERAS_HOME") or os.path.expanduser("~/.keras"))
    return [
        paths.resource("fashion-mnist"),
        Path("/usr/share/datasets/fashion-mnist"),
        keras / "datasets" / "fashion-mnist",
        paths.dataset_cache_folder(),
    ]


def find_dataset(chosen: Path | None) -> Path:
    """The first folder that holds all four files; their content is not looked at.

    Raises:
        Problem: `dataset_file_missing` when `chosen` lacks a file, `dataset_missing` when no folder has all.
    """
    for folder in search_folders(chosen):
        missing = next((name for name in FILES if locate(folder, name) is None), None)
        if missing is None:
            return folder
        if chosen is not None:
            raise Problem("dataset_file_missing", folder=str(folder), file=missing)
    raise Problem("dataset_missing")


# --- reading ---------------------------------------------------------------------------------------------------------


def load_dataset(folder: Path, *, cancelled: Callable[[], bool] = never) -> Dataset:
    """Read and check the set in `folder`; Fashion-MNIST takes under a second.  `cancelled` is asked once a megabyte.

    Raises:
        Problem: `dataset_file_missing`, `dataset_truncated`, `dataset_damaged`, `dataset_swapped`,
            `dataset_unreadable` or `dataset_cancelled`.
    """
    manifest = _manifest_of(folder)
    arrays = []
    for name in FILES:
        path = locate(folder, name)
        if path is None:
            raise Problem("dataset_file_missing", folder=str(folder), file=name)
        arrays.append(read_file(path, name, manifest, cancelled=cancelled))
    train_images, train_labels, test_images, test_labels = arrays
    return Dataset(train_images, train_labels, test_images, test_labels, manifest.name)


# --- sets with a manifest of their own -------------------------------------------------------------------------------


def _manifest_of(folder: Path) -> Manifest:
    """What `dataset.json` promises; without one, Fashion-MNIST."""
    path = folder / MANIFEST_FILE
    if not os.path.isfile(path):
        return FASHION_MNIST
    try:
        with open(path, "rb") as file:
            values = json.loads(file.read(_MAX_MANIFEST_BYTES))
        return _manifest_from(values)
    except OSError as error:
        raise Problem("dataset_unreadable", file=path.name, reason=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise Problem("dataset_damaged", file=path.name) from error


def _manifest_from(values: object) -> Manifest:
    if not isinstance(values, dict) or set(values) != {"name", "sha256", "train_count", "test_count"}:
        raise ValueError("not a manifest")
    name, sha256, counts = values["name"], values["sha256"], (values["train_count"], values["test_count"])
    if not isinstance(name, str) or not 1 <= len(name) <= _MAX_NAME:
        raise ValueError("no name")
    if not isinstance(sha256, dict) or set(sha256) != set(FILES):
        raise ValueError("not a manifest")
    if not all(type(count) is int and 1 <= count <= MAX_COUNT for count in counts):
        raise ValueError(f"counts out of range: {counts}")
    return Manifest.of(name, train_count=counts[0], test_count=counts[1], sha256=sha256)


def _write(data: bytes, file: IO[bytes]) -> None:
    file.write(data)


def write_dataset(folder: Path, dataset: Dataset) -> None:
    """Write `dataset` as four .gz files and a manifest, which comes last.  Not checked: `load_dataset` does that.

    Raises:
        Problem: `disk_full` or `cannot_write`.
    """
    arrays = (dataset.train_images, dataset.train_labels, dataset.test_images, dataset.test_labels)
    sha256 = {}
    for file, array in zip(FILES, arrays, strict=True):
        data = np.ascontiguousarray(array).tobytes()
        sha256[file] = hashlib.sha256(data).hexdigest()
        header = file_content(file, len(array), sha256[file]).header
        packed = gzip.compress(header + data, mtime=0)  # the same set gives the same bytes
        atomic_write(folder / f"{file}.gz", partial(_write, packed))
    counts = {"train_count": len(dataset.train_labels), "test_count": len(dataset.test_labels)}
    atomic_write_json(folder / MANIFEST_FILE, {"name": dataset.name, "sha256": sha256, **counts})
