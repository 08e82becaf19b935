import numpy as np
import pytest

from fashion_gui.core.options import SCHEDULES, TrainOptions
from fashion_gui.core.schedules import COSINE_TO, ONE_CYCLE_FROM, WARM_UP, WARM_UP_FROM, rates


def whole(schedule, *, epochs, steps, rate=0.5):
    return rates(TrainOptions(epochs=epochs, schedule=schedule, learning_rate=rate), 0, epochs * steps, steps=steps)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize(("epochs", "steps"), [(1, 1), (1, 2), (1, 7), (3, 4), (100, 240)])
def test_every_step_has_a_rate_that_is_none_too_high(schedule, epochs, steps):
    found = whole(schedule, epochs=epochs, steps=steps)
    assert (found.dtype, found.shape) == (np.float32, (epochs * steps,))
    assert np.isfinite(found).all()
    assert (found > 0).all()
    assert found.max() <= np.float32(0.5)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_pieces_are_those_of_the_whole(schedule):
    options = TrainOptions(epochs=4, schedule=schedule)
    pieces = [rates(options, first, count, steps=10) for first, count in ((0, 1), (1, 13), (14, 26))]
    np.testing.assert_array_equal(np.concatenate(pieces), whole(schedule, epochs=4, steps=10, rate=0.01))


def test_constant_stays():
    assert set(whole("constant", epochs=3, steps=5).tolist()) == {0.5}


def test_cosine_warms_up_and_falls():
    found = whole("cosine", epochs=10, steps=240) / 0.5
    top = int(found.argmax())
    assert top == WARM_UP
    assert (found[0], found[top], found[-1]) == pytest.approx((WARM_UP_FROM, 1, COSINE_TO), abs=1e-4)
    assert (np.diff(found[: top + 1]) > 0).all()
    assert (np.diff(found[top:]) < 0).all()


def test_a_short_training_warms_up_in_a_fifth_of_it():
    assert int(whole("cosine", epochs=5, steps=20).argmax()) == 20


def test_one_cycle_rises_in_a_straight_line_to_the_rate_and_falls_to_nothing():
    found = whole("one_cycle", epochs=5, steps=240) / 0.5
    top = int(found.argmax())
    assert top == 360  # three tenths of 1200
    assert (found[0], found[top]) == pytest.approx((ONE_CYCLE_FROM, 1), abs=1e-6)
    assert np.diff(found[: top + 1]) == pytest.approx(np.full(top, (1 - ONE_CYCLE_FROM) / top), abs=1e-6)
    assert (np.diff(found[top:]) < 0).all()
    assert 0 < found[-1] < 1e-4
