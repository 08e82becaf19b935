"""One file of Fashion-MNIST: unpacked, and checked byte by byte.

IDX format: http://yann.lecun.com/exdb/mnist/ (a big-endian magic number and one count an axis, then bytes).
"""

import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.problems import Problem

Bytes = npt.NDArray[np.uint8]

FILES: Final = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)

_CHUNK: Final = 1 << 20  # bytes; zlib and hashlib let the window's thread run while they work on one
_GZIP_MAGIC: Final = b"\x1f\x8b"


@dataclass(frozen=True)
class FileContent:
    """What one of the four files holds once unpacked: `header`, then `size` bytes with this SHA-256 (hex)."""

    header: bytes
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The name of a set and the content of each of `FILES`."""

    name: str
    files: Mapping[str, FileContent]

    @classmethod
    def of(cls, name: str, *, train_count: int, test_count: int, sha256: Mapping[str, str]) -> "Manifest":
        """`sha256` gives for each of `FILES` the hex digest of the bytes after the header."""
        counts = (train_count, train_count, test_count, test_count)
        files = zip(FILES, counts, strict=True)
        return cls(name, {file: file_content(file, count, sha256[file]) for file, count in files})


def file_content(file: str, count: int, sha256: str) -> FileContent:
    """What `file` of `FILES` holds for `count` tiles."""
    if "images" in file:
        return FileContent(struct.pack(">IIII", 0x803, count, TILE_SIDE, TILE_SIDE), count * TILE_SIDE**2, sha256)
    return FileContent(struct.pack(">II", 0x801, count), count, sha256)


# Measured on Debian's package: with the header of the published .gz files (name, 2017-08-31) put back, its four files
# have the MD5s of Zalando's README.  6000 and 1000 tiles a class.
FASHION_MNIST: Final = Manifest.of(
    "Fashion-MNIST",
    train_count=60_000,
    test_count=10_000,
    sha256={
        "train-images-idx3-ubyte": "2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012",
        "train-labels-idx1-ubyte": "657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7",
        "t10k-images-idx3-ubyte": "c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a",
        "t10k-labels-idx1-ubyte": "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9",
    },
)


def never() -> bool:
    """The `cancelled` of whoever does not cancel."""
    return False


def locate(folder: Path, name: str) -> Path | None:
    """The file `name` of `FILES`, gzipped or plain.  Gzipped first, so that a download mends a folder."""
    candidates = (folder / f"{name}.gz", folder / name)
    return next((path for path in candidates if os.path.isfile(path)), None)


def read_file(path: Path, name: str, manifest: Manifest, *, cancelled: Callable[[], bool] = never) -> Bytes:
    """The checked content of `path`, which should hold `name` of `FILES`: read-only uint8 (n, 28, 28) or (n,).

    Raises:
        Problem: `dataset_truncated`, `dataset_damaged`, `dataset_swapped`, `dataset_unreadable` or `dataset_cancelled`.
    """
    try:
        array = _read_content(path, manifest.files[name], cancelled)
    except OSError as error:
        raise Problem("dataset_unreadable", file=path.name, reason=error.strerror or str(error)) from error
    except Problem as problem:
        if problem.code == "dataset_cancelled":
            raise
        for other in FILES:
            if other != name and _holds(path, manifest.files[other], cancelled):
                raise Problem("dataset_swapped", file=path.name, actual=other) from problem
        raise
    if "images" in name:
        return array.reshape(-1, TILE_SIDE, TILE_SIDE)
    if array.max() >= CLASS_COUNT:
        raise Problem("dataset_damaged", file=path.name)
    return array


def _holds(path: Path, content: FileContent, cancelled: Callable[[], bool]) -> bool:
    try:
        _read_content(path, content, cancelled)
    except Problem as problem:
        if problem.code == "dataset_cancelled":
            raise
        return False
    except OSError:
        return False
    return True


def _read_content(path: Path, content: FileContent, cancelled: Callable[[], bool]) -> Bytes:
    """The bytes after the header, uint8 (content.size,), never more of them than that in memory."""
    head = len(content.header)
    array = np.empty(head + content.size, np.uint8)
    filled = 0
    with open(path, "rb") as file:
        for piece in _unpacked(file, path.name):
            if cancelled():
                raise Problem("dataset_cancelled")
            if filled + len(piece) > len(array):
                raise Problem("dataset_damaged", file=path.name)
            array[filled : filled + len(piece)] = np.frombuffer(piece, np.uint8)
            filled += len(piece)
            if array[: min(filled, head)].tobytes() != content.header[:filled]:
                raise Problem("dataset_damaged", file=path.name)
    if filled < len(array):
        raise Problem("dataset_truncated", file=path.name)
    array.flags.writeable = False
    if hashlib.sha256(array[head:].data).hexdigest() != content.sha256:
        raise Problem("dataset_damaged", file=path.name)
    return array[head:]


def _unpacked(file: IO[bytes], name: str) -> Iterator[bytes]:
    """The content in pieces of at most a megabyte, gunzipped where it is gzip, whatever the name says."""
    packed = file.read(_CHUNK)
    if not packed.startswith(_GZIP_MAGIC):
        while packed:
            yield packed
            packed = file.read(_CHUNK)
        return
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    while not unpacker.eof:
        if not packed:
            raise Problem("dataset_truncated", file=name)
        try:
            piece = unpacker.decompress(packed, _CHUNK)
        except zlib.error as error:
            raise Problem("dataset_damaged", file=name) from error
        yield piece
        packed = unpacker.unconsumed_tail or file.read(_CHUNK)
