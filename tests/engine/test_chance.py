import numpy as np
import pytest
import tensorflow as tf

from fashion_gui.engine.chance import uniform

COUNT = 200_000


def drawn(*, shape=(COUNT,), seed=1, step=2, stream=3):
    return uniform(shape, seed=seed, step=step, stream=stream).numpy()


def word_mixed(word):
    """The published C code, in Python's whole numbers."""
    word ^= word >> 16
    word = word * 0x21F0AAAD % 2**32
    word ^= word >> 15
    word = word * 0xD35A2D97 % 2**32
    return word ^ word >> 15


def expected(position, *, seed, step, stream):
    key = 0
    for part in (seed % 2**32, seed >> 32, step, stream):
        key = word_mixed(((key ^ part) + 0x9E3779B9) % 2**32)
    return (word_mixed(position ^ key) >> 8) / 2**24


@pytest.mark.parametrize("seed", [0, 1, 2**31 - 1, (2**31 - 1) * 1000 + 7])
def test_the_numbers_are_those_of_the_hash(seed):
    numbers = drawn(shape=(40, 5), seed=seed, step=70_000)
    wanted = [expected(position, seed=seed, step=70_000, stream=3) for position in range(200)]
    np.testing.assert_array_equal(numbers, np.float32(wanted).reshape(40, 5))


def test_all_of_the_range_is_equally_likely():
    numbers = drawn()
    assert numbers.dtype == np.float32
    assert 0 <= numbers.min() < 0.001
    assert 0.999 < numbers.max() < 1
    shares = np.histogram(numbers, bins=64, range=(0, 1))[0] / COUNT * 64
    np.testing.assert_allclose(shares, 1, atol=0.09)  # 5 standard deviations: sqrt(64 / COUNT) = 0.018 each


@pytest.mark.parametrize(
    "other", [{"step": 3}, {"stream": 4}, {"seed": 2}, {"seed": 2**32 + 1}, {"step": 3, "stream": 2}], ids=str
)
def test_other_seeds_steps_and_streams_have_nothing_to_do_with_each_other(other):
    numbers, others = drawn(), drawn(**other)
    assert np.mean(numbers == others) < 0.001
    assert abs(np.corrcoef(numbers, others)[0, 1]) < 5 / COUNT**0.5


@pytest.mark.parametrize("distance", [1, 2, 16, 128, 256])
def test_neighbours_have_nothing_to_do_with_each_other(distance):
    numbers = drawn()
    assert abs(np.corrcoef(numbers[:-distance], numbers[distance:])[0, 1]) < 5 / COUNT**0.5


def test_one_place_has_nothing_in_common_over_the_steps():
    steps = np.array([drawn(shape=(4,), step=step) for step in range(3000)])
    assert np.abs(steps.mean(axis=0) - 0.5).max() < 5 * (1 / 12 / 3000) ** 0.5
    for column in steps.T:
        assert abs(np.corrcoef(column[:-1], column[1:])[0, 1]) < 5 / 3000**0.5


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("kind", [tf.int32, tf.int64])
def test_a_graph_gives_the_same_bits_inside_xla_and_outside(compiled, kind):
    @tf.function(jit_compile=compiled)
    def draw(tiles, step):
        return uniform(tf.shape(tiles)[:2], seed=1, step=step, stream=3)

    np.testing.assert_array_equal(draw(tf.zeros((30, 7, 2)), tf.constant(2, kind)), drawn(shape=(30, 7)))
