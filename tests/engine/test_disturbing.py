"""The disturbed test set against plain numpy, and what is told of it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from generated import make_dataset, make_tiles

from fashion_gui.core.disturbance import RANGES, SLIDERS, UNCHANGED, Disturbance
from fashion_gui.core.metrics import accuracy
from fashion_gui.core.networks import CONVOLUTIONAL_NETWORK, COURSE_NETWORK, Conv2D, Dense, GlobalAveragePooling2D
from fashion_gui.core.networks import Network as Net
from fashion_gui.core.questions import Disturb, Sweep
from fashion_gui.engine import disturbing
from fashion_gui.engine.current_model import CurrentModel
from fashion_gui.engine.disturbing import disturb, disturb_tiles, multiplications, sweep
from fashion_gui.engine.engine import Engine

TILES = make_tiles(40)[0]
PLACES = np.arange(28)


def disturbed(tiles=TILES, *, seed=1, **sliders):
    return disturb_tiles(tiles, Disturbance(**sliders), seed)


def shifted(tiles, across, down):
    """By whole pixels; what comes in is black."""
    answer = np.zeros_like(tiles)
    for row in range(28):
        for column in range(28):
            if 0 <= row - down < 28 and 0 <= column - across < 28:
                answer[:, row, column] = tiles[:, row - down, column - across]
    return answer


def interpolated(tile, rows, columns):
    """The tile's brightness at any places, linear between its pixels, 0 outside."""
    padded = np.pad(tile.astype(float), 30)
    rows, columns = rows + 30, columns + 30
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, right = rows - top, columns - left
    return (
        padded[top, left] * (1 - down) * (1 - right)
        + padded[top, left + 1] * (1 - down) * right
        + padded[top + 1, left] * down * (1 - right)
        + padded[top + 1, left + 1] * down * right
    )


# --- pictures --------------------------------------------------------------------------------------------------------


def test_without_a_disturbance_each_bit_stays():
    assert disturb_tiles(TILES, UNCHANGED, 1) is TILES
    nearly = disturbed(turn=0.0, noise=1e-6)  # through all the steps
    np.testing.assert_array_equal(nearly, TILES)
    np.testing.assert_array_equal(disturbed(turn=360.0), TILES)


@pytest.mark.parametrize(("across", "down"), [(3, 0), (-4, 0), (0, 5), (2, -7), (10, 10)])
def test_shifts_by_whole_pixels(across, down):
    np.testing.assert_array_equal(disturbed(shift_x=across, shift_y=down), shifted(TILES, across, down))


def test_a_shift_by_half_a_pixel_is_the_mean_of_neighbours():
    tiles = TILES.astype(float)
    wanted = (tiles + shifted(tiles, 1, 0)) / 2
    np.testing.assert_array_equal(disturbed(shift_x=0.5), np.rint(wanted))


def test_mirror():
    np.testing.assert_array_equal(disturbed(mirror=1), TILES[:, :, ::-1])


@pytest.mark.parametrize(("turn", "quarters"), [(90, -1), (-90, 1), (180, 2)])
def test_quarter_turns_are_exact(turn, quarters):
    np.testing.assert_array_equal(disturbed(turn=turn), np.rot90(TILES, quarters, axes=(1, 2)))


def test_turns_clockwise():
    tile = np.zeros((1, 28, 28), np.uint8)
    tile[0, 13:15, 24] = 200  # right of the middle
    answer = disturbed(tile, turn=90)
    assert set(np.argwhere(answer[0])[:, 0]) == {24}  # below it


@pytest.mark.parametrize("sliders", [{"turn": 30}, {"turn": -75, "shift_x": 3.5, "shift_y": -2}, {"size": 1.4}])
def test_turned_and_larger_is_interpolated(sliders):
    angle, size = np.radians(sliders.get("turn", 0)), sliders.get("size", 1)
    rows, columns = np.meshgrid(PLACES - 13.5, PLACES - 13.5, indexing="ij")
    rows, columns = rows - sliders.get("shift_y", 0), columns - sliders.get("shift_x", 0)
    from_columns = (np.cos(angle) * columns + np.sin(angle) * rows) / size + 13.5
    from_rows = (np.cos(angle) * rows - np.sin(angle) * columns) / size + 13.5
    wanted = np.array([interpolated(tile, from_rows, from_columns) for tile in TILES])
    assert np.abs(disturbed(**sliders) - wanted).max() <= 0.5 + 1e-2


def test_half_as_large_is_the_mean_over_a_triangle():
    triangle = np.zeros((14, 28))
    for place in range(14):
        for share, beside in ((0.125, -1), (0.375, 0), (0.375, 1), (0.125, 2)):
            if 0 <= 2 * place + beside < 28:
                triangle[place, 2 * place + beside] = share
    wanted = np.zeros((len(TILES), 28, 28))
    wanted[:, 7:21, 7:21] = triangle @ TILES @ triangle.T
    answer = disturbed(size=0.5)
    np.testing.assert_array_equal(answer[:, 7:21, 7:21], np.rint(wanted)[:, 7:21, 7:21])
    assert answer[:, :6].max() == answer[:, 22:].max() == 0


def test_turned_and_smaller_keeps_the_corners():
    tiles = np.full((1, 28, 28), 200, np.uint8)
    whole = tiles.sum() * 0.25
    assert disturbed(tiles, size=0.5, turn=45).sum() == pytest.approx(whole, rel=0.01)


def test_a_smaller_grey_area_is_as_grey():
    tiles = np.full((1, 28, 28), 100, np.uint8)
    for size in (0.3, 0.45, 0.7, 0.95):
        assert disturbed(tiles, size=size)[0, 12:16, 12:16].tolist() == [[100] * 4] * 4


@pytest.mark.parametrize("deviation", [0.4, 1.0, 3.0])
def test_blur_is_a_gaussian(deviation):
    reach = 14
    distances = np.arange(-reach, reach + 1)
    bell = np.exp(-0.5 * (distances / deviation) ** 2)
    bell = np.outer(bell, bell) / bell.sum() ** 2
    padded = np.pad(TILES[:5].astype(float), ((0, 0), (reach, reach), (reach, reach)))
    wanted = np.zeros((5, 28, 28))
    for down in range(2 * reach + 1):
        for across in range(2 * reach + 1):
            wanted += bell[down, across] * padded[:, down : down + 28, across : across + 28]
    assert np.abs(disturbed(TILES[:5], blur=deviation) - wanted).max() <= 0.5 + 1e-3


def test_background_and_inversion():
    np.testing.assert_array_equal(disturbed(background=60), np.maximum(TILES, 60))
    np.testing.assert_array_equal(disturbed(invert=1), 255 - TILES)
    np.testing.assert_array_equal(disturbed(invert=1, background=60), 255 - np.maximum(TILES, 60))
    np.testing.assert_array_equal(
        disturbed(shift_x=6, background=60), np.maximum(shifted(TILES, 6, 0), 60)
    )  # also where the frame was empty


def test_all_in_the_order_that_is_promised():
    answer = disturbed(mirror=1, turn=90, shift_x=2, shift_y=-3, background=40, invert=1)
    wanted = shifted(np.rot90(TILES[:, :, ::-1], -1, axes=(1, 2)), 2, -3)
    np.testing.assert_array_equal(answer, 255 - np.maximum(wanted, 40))


def test_noise_is_normal_and_the_same_each_time():
    grey = np.full((2500, 28, 28), 128, np.uint8)
    answer = disturbed(grey, noise=20)
    noise = answer.astype(float) - 128
    assert abs(noise.mean()) < 0.1
    assert noise.std() == pytest.approx(20, rel=0.01)
    assert np.mean(np.abs(noise) > 40) == pytest.approx(0.0455, abs=0.005)  # beyond two deviations
    np.testing.assert_array_equal(answer, disturbed(grey, noise=20))
    np.testing.assert_array_equal(answer[:1500], disturbed(grey[:1500], noise=20))
    assert np.corrcoef(noise[0].ravel(), noise[1000].ravel())[0, 1] == pytest.approx(0, abs=0.15)
    assert np.corrcoef(noise[0].ravel(), noise[1].ravel())[0, 1] == pytest.approx(0, abs=0.15)
    assert not np.array_equal(answer, disturbed(grey, noise=20, seed=2))


def test_noise_stays_in_the_range():
    answer = disturbed(np.full((10, 28, 28), 250, np.uint8), noise=120)
    assert answer.max() == 255
    assert answer.min() < 100


def test_whatever_the_sliders_say_it_is_compiled_once():
    for name in SLIDERS:
        for value in RANGES[name][:2]:
            disturbed(**{name: value})
    assert disturbing._compiled().experimental_get_tracing_count() == 1


def test_no_tiles_at_all():
    assert disturbed(TILES[:0], invert=1).shape == (0, 28, 28)


# --- answers ---------------------------------------------------------------------------------------------------------

CHANGE = Disturbance(shift_x=1.0, noise=30.0)


@pytest.fixture(scope="module")
def dataset():
    return make_dataset(test_count=2300)


def engine_with(network, dataset):
    engine = Engine()
    engine.dataset = dataset
    engine._current = CurrentModel.build(network, seed=1)
    return engine


@pytest.fixture(scope="module")
def engine(dataset):
    return engine_with(COURSE_NETWORK, dataset)


def answers_of(reply):
    return np.frombuffer(reply.probabilities, np.float32).reshape(reply.count, 10)


def test_the_answer_is_that_to_the_disturbed_tiles(engine, dataset):
    *pieces, reply = disturb(engine.freeze(), Disturb(7, CHANGE), dataset)
    tiles = disturb_tiles(dataset.test_images, CHANGE, disturbing.NOISE_SEED)
    assert (reply.id, reply.count, reply.total, reply.final) == (7, 2300, 2300, True)
    np.testing.assert_allclose(answers_of(reply), engine.predict(tiles), atol=1e-6)
    np.testing.assert_array_equal(np.frombuffer(reply.tiles, np.uint8).reshape(10, 28, 28), tiles[:10])
    assert len(pieces) >= 3


def test_a_slow_network_tells_in_parts(engine, dataset, monkeypatch):
    now = iter(np.arange(0, 1000, 0.05))  # a piece takes 50 ms
    monkeypatch.setattr(disturbing.time, "monotonic", lambda: float(next(now)))
    monkeypatch.setattr(disturbing, "_PIECE_SECONDS", 0.0)  # a picture at a time
    replies = [reply for reply in disturb(engine.freeze(), Disturb(7, CHANGE), dataset) if reply is not None]
    counts = [reply.count for reply in replies]
    assert counts[0] in range(500, 510)
    assert all(2 * first <= second for first, second in pairwise(counts[:-1]))
    assert [reply.final for reply in replies] == [False] * (len(counts) - 1) + [True]
    whole = answers_of(replies[-1])
    for reply in replies:
        np.testing.assert_array_equal(answers_of(reply), whole[: reply.count])
        assert reply.total == 2300
        assert reply.tiles == replies[0].tiles


def test_a_quick_network_tells_once(engine, dataset, monkeypatch):
    monkeypatch.setattr(disturbing.time, "monotonic", lambda: 0.0)
    replies = [reply for reply in disturb(engine.freeze(), Disturb(7, CHANGE), dataset) if reply is not None]
    assert [reply.final for reply in replies] == [True]


def test_it_is_the_network_that_was_asked(dataset):
    engine = engine_with(COURSE_NETWORK, dataset)
    frozen = engine.freeze()
    *_, wanted = disturb(frozen, Disturb(1, CHANGE), dataset)
    answers = disturb(frozen, Disturb(1, CHANGE), dataset)
    next(answers)
    engine._current = CurrentModel.build(COURSE_NETWORK, seed=2)
    engine.freeze().probabilities(TILES)  # takes the copy that both share
    *_, reply = answers
    assert reply == wanted


def test_sweep_tells_after_each_value(engine, dataset):
    values = [-3.0, 0.0, 2.5]
    replies = [r for r in sweep(engine.freeze(), Sweep(9, CHANGE, "shift_x", values), dataset) if r is not None]
    assert [reply.values for reply in replies] == [values[:1], values[:2], values]
    assert [reply.final for reply in replies] == [False, False, True]
    last = replies[-1]
    assert (last.id, last.slider, last.pictures) == (9, "shift_x", 2300)
    for value, share in zip(last.values, last.accuracies, strict=True):
        tiles = disturb_tiles(dataset.test_images, replace(CHANGE, shift_x=value), disturbing.NOISE_SEED)
        assert share == pytest.approx(accuracy(engine.predict(tiles), dataset.test_labels), abs=1e-3)


def test_a_slow_network_is_asked_about_fewer(dataset, monkeypatch):
    monkeypatch.setattr(disturbing, "_SLOW", 100)
    engine = engine_with(Net((Conv2D(2, 3, "relu"), GlobalAveragePooling2D(), Dense(10, "softmax"))), dataset)
    *_, reply = sweep(engine.freeze(), Sweep(9, UNCHANGED, "blur", [1.0]), dataset)
    assert reply.pictures == 1000
    tiles = disturb_tiles(dataset.test_images[:1000], Disturbance(blur=1.0), 1)
    assert reply.accuracies == [pytest.approx(accuracy(engine.predict(tiles), dataset.test_labels[:1000]), abs=2e-3)]


def test_multiplications():
    assert multiplications(COURSE_NETWORK) == COURSE_NETWORK.parameter_count()
    one = Net((Conv2D(2, 3, "relu"), GlobalAveragePooling2D(), Dense(10, "softmax")))
    assert multiplications(one) == 28 * 28 * 2 * (9 + 1) + 30
    assert multiplications(COURSE_NETWORK) < disturbing._SLOW < multiplications(CONVOLUTIONAL_NETWORK)
