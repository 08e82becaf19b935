"""What the user thinks of labels of the dataset: the data set itself is never changed.

    {"format": 1, "sets": {"Fashion-MNIST/test/0123456789abcdef": {"17": 6, "40": "right", "51": "unknown"}}}

The key of a set has its name and a digest of its pictures and labels, so that votes never reach other pictures of the
same name.  Every vote is on disk when the method returns.
"""

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.collection import LABELS
from fashion_gui.core.files import atomic_write_json, free_name, move_file
from fashion_gui.core.paths import votes_file
from fashion_gui.core.problems import Problem

RIGHT: Final = "right"  # the label of the dataset
UNKNOWN: Final = "unknown"  # nobody could tell

_FORMAT: Final = 1
_MAX_BYTES: Final = 20_000_000  # a vote on each of 1000000 pictures

Vote = int | str  # the right class 0-9 or NONE of the ten, RIGHT or UNKNOWN


def set_key(name: str, set_name: str, images: npt.NDArray[np.uint8], labels: npt.NDArray[np.uint8]) -> str:
    """Which set this is: uint8 (n, 28, 28) and uint8 (n,).  10000 pictures take some hundredths of a second."""
    digest = hashlib.sha256(np.ascontiguousarray(images).data)
    digest.update(np.ascontiguousarray(labels).data)
    return f"{name}/{set_name}/{digest.hexdigest()[:16]}"


@dataclass(frozen=True)
class _Content:
    sets: dict[str, dict[int, Vote]]
    whole: bool  # whether all of the file could be made sense of


class Votes:
    """The votes in `path`, by default the user's.

    A damaged file is moved aside, to `set_aside`; what could be read of it stays.  All methods raise Problem:
    `votes_unreadable`, `disk_full`, `cannot_write`.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or votes_file()
        self.set_aside: Path | None = None

    def of(self, key: str) -> dict[int, Vote]:
        """All votes on the set `key`, by the picture's index."""
        return self._read().get(key, {})

    def put(self, key: str, index: int, vote: Vote | None) -> None:
        """Vote on the picture `index`; None takes the vote back.

        The file is read again before: another window may have voted, too.
        """
        if vote is not None and not _is_vote(vote):
            raise ValueError(f"not a vote: {vote!r}")
        sets = self._read()
        votes = sets.setdefault(key, {})
        if vote is None:
            votes.pop(index, None)
        else:
            votes[index] = vote
        self._write(sets)

    def _read(self) -> dict[str, dict[int, Vote]]:
        try:
            if not self.path.exists():
                return {}
            too_large = self.path.stat().st_size > _MAX_BYTES
            data = b"" if too_large else self.path.read_bytes()
        except OSError as error:
            raise Problem("votes_unreadable", path=str(self.path), reason=error.strerror or str(error)) from error
        content = _parse(data)
        if not content.whole:
            stem = f"{self.path.stem}-damaged-{time.strftime('%Y-%m-%d_%H-%M-%S')}"
            aside = free_name(self.path.with_name(stem), "_", suffix=self.path.suffix)
            move_file(self.path, aside)
            self.set_aside = aside
            if content.sets:
                self._write(content.sets)
        return content.sets

    def _write(self, sets: dict[str, dict[int, Vote]]) -> None:
        kept = {key: {str(index): votes[index] for index in sorted(votes)} for key, votes in sets.items() if votes}
        atomic_write_json(self.path, {"format": _FORMAT, "sets": kept})


def _is_vote(value: Any) -> bool:
    return value in (RIGHT, UNKNOWN) or (type(value) is int and value in LABELS)


def _parse(data: bytes) -> _Content:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _Content({}, whole=False)
    sets = value.get("sets") if isinstance(value, dict) else None
    if not isinstance(sets, dict) or value.get("format") != _FORMAT:
        return _Content({}, whole=False)
    good: dict[str, dict[int, Vote]] = {}
    whole = True
    for key, votes in sets.items():
        entries = votes.items() if isinstance(votes, dict) else ()
        good[key] = {int(index): vote for index, vote in entries if _is_index(index) and _is_vote(vote)}
        whole = whole and isinstance(votes, dict) and len(good[key]) == len(votes)
    return _Content({key: votes for key, votes in good.items() if votes}, whole)


def _is_index(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 7
