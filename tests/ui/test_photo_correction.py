"""Corrections by hand: what was drawn goes with the picture, in exact shares."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fashion_gui.core.protocol import Correction, Stroke
from fashion_gui.ui.photo_correction import (
    SMALLEST_BOX,
    Steps,
    inverted,
    mirrored,
    same_way_up,
    turned_left,
    turned_right,
    with_box,
    with_box_nudged,
    with_stroke,
)

EIGHTHS = st.integers(0, 8).map(lambda value: value / 8)  # exact, so that there and back is equal
POINTS = st.lists(st.tuples(EIGHTHS, EIGHTHS), min_size=1, max_size=5).map(lambda pairs: [v for p in pairs for v in p])


@st.composite
def corrections(draw):
    box = []
    if draw(st.booleans()):
        left, right = draw(st.integers(0, 3)), draw(st.integers(4, 8))
        top, bottom = draw(st.integers(0, 3)), draw(st.integers(4, 8))
        box = [left / 8, top / 8, right / 8, bottom / 8]
    strokes = draw(st.lists(st.builds(Stroke, st.booleans(), POINTS), max_size=3))
    return Correction(draw(st.integers(0, 3)), draw(st.booleans()), box, strokes, draw(st.booleans()))


def shown(correction, side=8):
    """The picture that the worker shows, by its own rule: turned clockwise by quarters, then mirrored."""
    picture = np.rot90(np.arange(side * side).reshape(side, side), -correction.quarter_turns)
    return picture[:, ::-1] if correction.mirrored else picture


def under(picture, points):
    """What lies under the points, each in the middle of a cell."""
    side = len(picture)
    return [int(picture[int(y * side), int(x * side)]) for x, y in zip(points[::2], points[1::2], strict=True)]


@pytest.mark.parametrize("change", [turned_right, turned_left, mirrored])
@given(correction=corrections(), cells=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1))
def test_a_stroke_stays_on_what_it_was_drawn_on(change, correction, cells):
    points = [(value + 0.5) / 8 for cell in cells for value in cell]
    before = with_stroke(correction, points, garment=True)
    after = change(before)
    assert under(shown(after), after.strokes[-1].points) == under(shown(before), points)


@pytest.mark.parametrize("change", [turned_right, turned_left, mirrored])
@given(correction=corrections())
def test_a_box_keeps_what_is_in_it(change, correction):
    assume(correction.box)
    after = change(correction)
    left, top, right, bottom = (int(8 * value) for value in correction.box)
    left2, top2, right2, bottom2 = (int(8 * value) for value in after.box)
    inside = shown(correction)[top:bottom, left:right]
    inside2 = shown(after)[top2:bottom2, left2:right2]
    assert sorted(inside.ravel()) == sorted(inside2.ravel())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (turned_right, lambda picture: np.rot90(picture, -1)),
        (turned_left, lambda picture: np.rot90(picture)),
        (mirrored, lambda picture: picture[:, ::-1]),
    ],
)
@given(correction=corrections())
def test_the_picture_turns_as_it_is_shown(change, expected, correction):
    assert np.array_equal(shown(change(correction)), expected(shown(correction)))


@given(correction=corrections())
def test_there_and_back_changes_nothing(correction):
    assert turned_left(turned_right(correction)) == correction
    assert turned_right(turned_right(turned_right(turned_right(correction)))) == correction
    assert mirrored(mirrored(correction)) == correction
    assert inverted(inverted(correction)) == correction
    assert inverted(correction) == replace(correction, inverted=not correction.inverted)


@given(correction=corrections())
def test_only_turns_and_the_mirror_change_the_way_up(correction):
    assert same_way_up(correction, with_stroke(inverted(correction), [0.5, 0.5], garment=False))
    assert not same_way_up(correction, turned_right(correction))
    assert not same_way_up(correction, mirrored(correction))
    assert same_way_up(correction, replace(correction, quarter_turns=correction.quarter_turns + 4))


def test_a_box_is_in_order_and_inside_the_photo():
    assert with_box(Correction(), (0.75, 1.5), (-0.25, 0.5)).box == [0, 0.5, 0.75, 1]


def test_a_slip_of_the_hand_is_no_box():
    before = Correction(box=[0, 0, 0.5, 0.5])
    slip = SMALLEST_BOX / 2
    assert with_box(before, (0.25, 0.25), (0.75, 0.25 + slip)) == before
    assert with_box(before, (0.25, 0.25), (0.25 + slip, 0.75)) == before


def test_strokes_stay_inside_the_photo():
    stroke = with_stroke(Correction(), [-1, 0.25, 2, 0.5], garment=False).strokes[0]
    assert stroke == Stroke(False, [0, 0.25, 1, 0.5])


def test_the_keys_move_and_stretch_a_box_inside_the_photo():
    first = with_box_nudged(Correction(), 0.25, 0, corner=False)
    assert first.box == [0.1, 0.1, 0.9, 0.9]
    box = Correction(box=[0.25, 0.25, 0.75, 0.5])
    assert with_box_nudged(box, 0.125, -0.125, corner=False).box == [0.375, 0.125, 0.875, 0.375]
    assert with_box_nudged(box, 0.5, -0.5, corner=False).box == [0.5, 0, 1, 0.25]  # at the edge it stops whole
    assert with_box_nudged(box, 0.125, 0.25, corner=True).box == [0.25, 0.25, 0.875, 0.75]
    assert with_box_nudged(box, -0.75, 0, corner=True) == box  # not through its own left edge


def test_steps_are_taken_back_one_by_one():
    steps = Steps()
    assert not steps.can_undo()
    first, second = turned_right(Correction()), inverted(turned_right(Correction()))
    for step in (Correction(), first, first, second):  # what changes nothing is no step
        steps.add(step)
    seen = []
    while steps.can_undo():
        seen.append(steps.current())
        steps.undo()
    assert seen == [second, first]
    steps.undo()
    assert steps.current() == Correction()
