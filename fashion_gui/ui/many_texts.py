"""An answered photo as a table's row, and what each of its cells says."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.problems import Problem
from fashion_gui.core.verdict import Judgement, Verdict
from fashion_gui.ui.finding_texts import verdict_text
from fashion_gui.ui.language import name_of, sentence_of
from fashion_gui.ui.plain_text import plain_tip

UNREADABLE: Final = "unreadable"
KINDS: Final = (*(verdict.value for verdict in Verdict), UNREADABLE)  # of rows; none is a part of another

translate = QCoreApplication.translate  # the name that lupdate looks for


class Column(IntEnum):
    """The table's columns."""

    PHOTO = 0
    TILE = 1
    FILE = 2
    ANSWER = 3
    PROBABILITY = 4
    VERDICT = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """A photo with its answer: small enough to keep thousands of them.  `tile` is uint8 (28, 28) as bytes."""

    place: int  # among all that were found
    path: Path
    thumbnail: QImage
    tile: bytes
    probabilities: npt.NDArray[np.float32]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A photo without an answer, or a folder without photos."""

    place: int
    path: Path
    problem: Problem


Row = Answered | Unreadable


def tile_of(row: Answered) -> npt.NDArray[np.uint8]:
    """The tile as uint8 (28, 28)."""
    return np.frombuffer(row.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)


def kind_of(row: Row) -> str:
    """One of `KINDS`."""
    return UNREADABLE if isinstance(row, Unreadable) else row.judgement.verdict.value


def kind_text(kind: str) -> str:
    """The word for one of `KINDS`, as the table and the filter show it."""
    return {
        Verdict.RECOGNISED.value: translate("ManyTexts", "recognised"),
        Verdict.UNSURE.value: translate("ManyTexts", "unsure"),
        Verdict.UNFAMILIAR.value: translate("ManyTexts", "unfamiliar"),
        UNREADABLE: translate("ManyTexts", "unreadable"),
    }[kind]


def head_text(column: int) -> str:
    """The column's head."""
    return (
        translate("ManyTexts", "Photo"),
        translate("ManyTexts", "Tile"),
        translate("ManyTexts", "File"),
        translate("ManyTexts", "Answer"),
        translate("ManyTexts", "Probability"),
        translate("ManyTexts", "Verdict"),
    )[column]


def cell_text(row: Row, column: int) -> str:
    """What the cell shows; "" for a picture."""
    match column:
        case Column.FILE:
            return file_name(row.path)
        case Column.ANSWER:
            return _answer(row)
        case Column.PROBABILITY if isinstance(row, Answered):
            return translate("ManyTexts", "{percent} %").format(percent=round(100 * row.judgement.probability))
        case Column.VERDICT:
            return kind_text(kind_of(row))
    return ""


def spoken_text(row: Row, column: int) -> str:
    """For screen readers, which do not see pictures."""
    match column:
        case Column.PHOTO:
            return translate("ManyTexts", "the photo")
        case Column.TILE:
            return translate("ManyTexts", "its tile, 28 × 28")
    return cell_text(row, column)


def hint_text(row: Row, column: int) -> str:
    """When the pointer rests on the cell: the whole path, or the whole sentence."""
    if column in (Column.PHOTO, Column.TILE, Column.FILE):
        return plain_tip(_printable(str(row.path)))
    return plain_tip(verdict_text(row.judgement) if isinstance(row, Answered) else cell_text(row, Column.ANSWER))


def sort_key(row: Row, column: int) -> str | float:
    """What the column is sorted by: photos in the order of their files, tiles by how much of them is bright.

    Rows without an answer come first, or last.
    """
    match column:
        case Column.PHOTO:
            return row.place
        case Column.TILE:
            return float(tile_of(row).mean()) if isinstance(row, Answered) else -1.0
        case Column.PROBABILITY:
            return row.judgement.probability if isinstance(row, Answered) else -1.0
        case Column.VERDICT:
            return KINDS.index(kind_of(row))
        case Column.ANSWER if isinstance(row, Unreadable):
            return ""
    return cell_text(row, column).lower()


def file_name(path: Path) -> str:
    """To be shown: a name that is no valid Unicode has lone surrogates."""
    return _printable(path.name or str(path))


def _printable(text: str) -> str:
    return text.encode(errors="replace").decode()


def _answer(row: Row) -> str:
    if isinstance(row, Unreadable):
        return _printable(sentence_of(row.problem.code, row.problem.parameters))
    first, second = name_of(row.judgement.label).capitalize(), name_of(row.judgement.second).lower()
    if row.judgement.verdict is Verdict.UNSURE:
        return translate("ManyTexts", "{first} or {second}").format(first=first, second=second)
    return first
