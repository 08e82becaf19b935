"""The first piece of a training compiles its network; the caller has the floor meanwhile."""

import contextlib
import threading

import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.networks import Dense, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.engine.learner import DatasetLearner
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.training import Epoch, Progress, Samples, TrainingLoop

NETWORK = Network((Dense(8, "relu"), Dense(10, "softmax")))
TILES, LABELS = make_tiles(200)
OPTIONS = TrainOptions(epochs=2, batch_size=20)


class SlowLearner:
    """Whose first piece lasts until `go_on`."""

    def __init__(self, problem=None):
        self.go_on = threading.Event()
        self.model = build_model(NETWORK, seed=1)
        self.threads = []
        self._problem = problem

    def learn(self, batches, *, epoch, first, rates):
        assert self.go_on.wait(60)
        self.threads.append(threading.current_thread())
        if self._problem:
            raise self._problem
        return [20.0] * len(batches), 5

    def answering(self):
        return contextlib.nullcontext()


def loop_of(learner, *, aside=True):
    samples = Samples.of(TILES[:40], LABELS[:40])
    return TrainingLoop(learner, count=200, validation=samples, options=OPTIONS, compiles_aside=aside)


def test_the_caller_has_the_floor_while_the_first_piece_is_made():
    learner = SlowLearner()
    events = loop_of(learner).events()
    assert [next(events) for _ in range(3)] == [None] * 3
    learner.go_on.set()
    told = [event for event in events if event is not None]
    assert isinstance(told[0], Progress)
    assert sum(isinstance(event, Epoch) for event in told) == 2
    assert learner.threads[0] is not threading.current_thread()
    assert set(learner.threads[1:]) == {threading.current_thread()}


def test_what_goes_wrong_in_it_is_raised():
    learner = SlowLearner(TimeoutError("of its own"))
    learner.go_on.set()
    with pytest.raises(TimeoutError, match="of its own"):
        list(loop_of(learner).events())


def test_who_closes_the_events_does_not_wait_for_it():
    learner = SlowLearner()
    events = loop_of(learner).events()
    assert next(events) is None
    events.close()
    assert learner.threads == []
    learner.go_on.set()


def test_the_weights_are_the_same_bits():
    kept = []
    for aside in (True, False):
        model = build_model(NETWORK, seed=1, trains=True)
        learner = DatasetLearner(model, Samples.of(TILES, LABELS), OPTIONS)
        kept.append(
            [model.get_weights() for event in loop_of(learner, aside=aside).events() if isinstance(event, Epoch)]
        )
    for one, other in zip(kept[0], kept[1], strict=True):
        for first, second in zip(one, other, strict=True):
            np.testing.assert_array_equal(first, second)
