"""What is set right by hand on a photo: pure functions on `Correction`, and the steps that led to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from fashion_gui.core.protocol import Correction, PhotoPrepared, Stroke

SMALLEST_BOX: Final = 0.03  # of a side; a smaller drag is a slip of the hand
_FIRST_BOX: Final = (0.1, 0.1, 0.9, 0.9)  # where the arrow keys begin

Move = Callable[[float, float], tuple[float, float]]


def turned_right(correction: Correction) -> Correction:
    """The picture as it is shown turned clockwise by 90°; what was drawn on it turns with it."""
    turns = correction.quarter_turns + (-1 if correction.mirrored else 1)  # the mirror comes after the turns
    return replace(_moved(correction, lambda x, y: (1 - y, x)), quarter_turns=turns % 4)


def turned_left(correction: Correction) -> Correction:
    """As `turned_right`, the other way round."""
    turns = correction.quarter_turns + (1 if correction.mirrored else -1)
    return replace(_moved(correction, lambda x, y: (y, 1 - x)), quarter_turns=turns % 4)


def mirrored(correction: Correction) -> Correction:
    """Left and right of the picture as it is shown exchanged, and of what was drawn on it."""
    return replace(_moved(correction, lambda x, y: (1 - x, y)), mirrored=not correction.mirrored)


def inverted(correction: Correction) -> Correction:
    """Bright and dark of the garment exchanged."""
    return replace(correction, inverted=not correction.inverted)


def with_box(correction: Correction, first: tuple[float, float], second: tuple[float, float]) -> Correction:
    """A box between two corners, whatever their order; unchanged if it would be too small to mean anything."""
    (left, right), (top, bottom) = (sorted(_share(value) for value in pair) for pair in zip(first, second, strict=True))
    if right - left < SMALLEST_BOX or bottom - top < SMALLEST_BOX:
        return correction
    return replace(correction, box=[left, top, right, bottom])


def with_box_nudged(correction: Correction, across: float, down: float, *, corner: bool) -> Correction:
    """The box moved, or only its right lower `corner`; without a box one that leaves a margin."""
    if not correction.box:
        return replace(correction, box=list(_FIRST_BOX))
    left, top, right, bottom = correction.box
    if corner:
        return with_box(correction, (left, top), (max(right + across, left), max(bottom + down, top)))
    across = min(max(across, -left), 1 - right)
    down = min(max(down, -top), 1 - bottom)
    return with_box(correction, (left + across, top + down), (right + across, bottom + down))


def with_stroke(correction: Correction, points: list[float], *, garment: bool) -> Correction:
    """One more line drawn: x, y, x, y, ..."""
    stroke = Stroke(garment, [_share(value) for value in points])
    return replace(correction, strokes=[*correction.strokes, stroke])


def same_way_up(first: Correction, second: Correction) -> bool:
    """Whether both show the photo turned and mirrored alike."""
    return (first.quarter_turns % 4, first.mirrored) == (second.quarter_turns % 4, second.mirrored)


class Steps:
    """The corrections of one photo in the order in which they were made."""

    def __init__(self) -> None:
        self._steps = [Correction()]

    def current(self) -> Correction:
        """What holds now."""
        return self._steps[-1]

    def add(self, correction: Correction) -> None:
        """One step more; none if it changes nothing."""
        if correction != self.current():
            self._steps.append(correction)

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return len(self._steps) > 1

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo():
            self._steps.pop()


@dataclass(frozen=True)
class ShownPhoto:
    """The photo on show: `correction` holds now, `prepared` is what the worker made of `answered`, an earlier one."""

    name: str
    prepared: PhotoPrepared
    answered: Correction
    correction: Correction
    can_undo: bool


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _moved(correction: Correction, move: Move) -> Correction:
    strokes = [replace(stroke, points=_moved_points(stroke.points, move)) for stroke in correction.strokes]
    box = correction.box
    if box:
        x0, y0, x1, y1 = _moved_points(box, move)
        box = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
    return replace(correction, box=box, strokes=strokes)


def _moved_points(points: list[float], move: Move) -> list[float]:
    return [value for x, y in zip(points[::2], points[1::2], strict=True) for value in move(x, y)]
