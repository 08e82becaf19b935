import numpy as np
import pytest
import tensorflow as tf

from fashion_gui.engine import shifts as shifts_module
from fashion_gui.engine.chance import FLIPS, SHIFTS_ACROSS, SHIFTS_DOWN
from fashion_gui.engine.shifts import augmented

TILES = np.random.default_rng(3).integers(1, 256, (300, 28, 28), dtype=np.uint8)  # no 0: background is what came in


def changed(tiles=TILES, *, flips=True, shifts=2, seed=1, step=4):
    return augmented(tf.constant(tiles), flips=flips, shifts=shifts, seed=seed, step=step).numpy()


def moved(tile, *, mirrored, down, across):
    """With NumPy: `down` and `across` may be negative."""
    tile = tile[:, ::-1] if mirrored else tile
    answer = np.zeros_like(tile)
    rows, columns = (slice(max(0, by), 28 + min(0, by)) for by in (down, across))
    sources = (slice(max(0, -by), 28 - max(0, by)) for by in (down, across))
    answer[rows, columns] = tile[tuple(sources)]
    return answer


def changes_of(tiles, answers, *, shifts):
    """How each tile was changed: (mirrored, down, across); it must be exactly one of the changes there are."""
    found = []
    for tile, answer in zip(tiles, answers, strict=True):
        fitting = [
            (mirrored, down, across)
            for mirrored in (False, True)
            for down in range(-shifts, shifts + 1)
            for across in range(-shifts, shifts + 1)
            if np.array_equal(answer, moved(tile, mirrored=mirrored, down=down, across=across))
        ]
        assert len(fitting) == 1
        found += fitting
    return np.array(found)


@pytest.mark.parametrize(("flips", "shifts"), [(True, 0), (False, 1), (True, 2), (True, 4)])
def test_each_tile_is_mirrored_and_moved_by_whole_pixels_and_no_more(flips, shifts):
    answers = changed(flips=flips, shifts=shifts)
    assert answers.dtype == np.uint8
    mirrored, down, across = changes_of(TILES, answers, shifts=shifts).T
    assert set(mirrored) == ({0, 1} if flips else {0})
    assert set(down) == set(across) == set(range(-shifts, shifts + 1))


def test_all_changes_are_equally_likely_and_independent_of_each_other():
    tiles = np.resize(TILES, (3000, 28, 28))
    mirrored, down, across = changes_of(tiles, changed(tiles, shifts=1), shifts=1).T
    assert np.mean(mirrored) == pytest.approx(0.5, abs=5 * 0.5 / 3000**0.5)
    counts = np.bincount(mirrored * 9 + (down + 1) * 3 + (across + 1), minlength=18)
    np.testing.assert_allclose(counts, 3000 / 18, atol=5 * (3000 / 18) ** 0.5)


@pytest.mark.parametrize(
    ("chances", "change"),
    [((0.0, 0.0, 0.0), (True, 3, -3)), ((0.5, 0.5, 0.5), (False, 0, 0)), ((0.999, 0.999, 0.0), (False, -3, 3))],
)
def test_the_ends_of_the_range_are_reached_and_nothing_comes_round(monkeypatch, chances, change):
    """A tile that loses three rows or columns gets background instead, not what it lost."""
    drawn = dict(zip((FLIPS, SHIFTS_DOWN, SHIFTS_ACROSS), chances, strict=True))
    monkeypatch.setattr(shifts_module, "uniform", lambda shape, *, stream, **_: tf.fill(shape, drawn[stream]))
    mirrored, down, across = change
    wanted = [moved(tile, mirrored=mirrored, down=down, across=across) for tile in TILES]
    np.testing.assert_array_equal(changed(shifts=3), wanted)


def test_without_flips_and_shifts_nothing_changes():
    np.testing.assert_array_equal(changed(flips=False, shifts=0), TILES)


def test_one_seed_and_step_changes_in_one_way_and_others_in_others():
    np.testing.assert_array_equal(changed(), changed())
    for other in ({"step": 5}, {"seed": 2}):
        first, second = (changes_of(TILES, changed(**options), shifts=2) for options in ({}, other))
        assert np.mean(np.all(first == second, axis=1)) < 0.1  # 1 / 50 by chance


def test_a_smaller_batch_is_changed_as_the_beginning_of_a_larger_one():
    np.testing.assert_array_equal(changed(TILES[:7]), changed()[:7])


@pytest.mark.parametrize("compiled", [True, False])
def test_a_graph_gives_the_same_tiles_inside_xla_and_outside(compiled):
    @tf.function(
        jit_compile=compiled, input_signature=[tf.TensorSpec((None, 28, 28), tf.uint8), tf.TensorSpec((), tf.int32)]
    )
    def graph(tiles, step):
        return augmented(tiles, flips=True, shifts=2, seed=1, step=step)

    np.testing.assert_array_equal(graph(TILES, 4), changed())
