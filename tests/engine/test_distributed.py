"""Several devices learn what one learns.  The devices are parts of the processor here, see conftest.py."""

import functools
from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf
from generated import make_dataset, make_tiles
from trainings import training_events

from fashion_gui.core import runs
from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import BatchNormalization, Conv2D, Dense, Dropout, MaxPooling2D, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.engine.distributed import Replicas, all_gpus
from fashion_gui.engine.engine import Engine
from fashion_gui.engine.learner import DatasetLearner
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.training import Samples, TrainingLoop

DENSE = Network((Dense(16, "relu"), Dropout(0.3), Dense(16, "relu"), Dropout(0.2), Dense(10, "softmax")))
NORMALISED = Network((Conv2D(4, 3, "relu"), BatchNormalization(), MaxPooling2D(4), Dense(10, "softmax")))
OPTIONS = TrainOptions(epochs=2, batch_size=130, seed=3)  # 130 divides neither the samples nor into three
ALL = replace(
    OPTIONS,
    **{"optimizer": "adamw", "learning_rate": 0.001, "schedule": "one_cycle", "weight_decay": 0.01},
    **{"label_smoothing": 0.1, "averaging": True, "flips": True, "shifts": 2},
)
TILES, LABELS = make_tiles(1000, seed=4)
SAMPLES = Samples.of(TILES, np.random.default_rng(5).permutation(LABELS))  # labels that cannot be learnt
VALIDATION = Samples.of(*make_tiles(200, seed=6))


@pytest.fixture(scope="module")
def replicas():
    return Replicas(tf.distribute.MirroredStrategy(["CPU:0", "CPU:1", "CPU:2"]))


def loop_of(options, network, together=None, history=()):
    """A training loop and its model."""
    if together:
        model = together.model(network, seed=options.seed)
        learner = together.learner(model, SAMPLES, options)
    else:
        model = build_model(network, seed=options.seed, trains=True)
        learner = DatasetLearner(model, SAMPLES, options)
    loop = TrainingLoop(learner, count=len(SAMPLES), validation=VALIDATION, options=options, done=len(history))
    return loop, model


@functools.cache
def trained(options, network, together=None):
    """The figures of each epoch, and the weights that were kept last."""
    loop, model = loop_of(options, network, together)
    kept = [(event, model.get_weights()) for event in loop.events() if isinstance(event, Epoch)]
    return [figures_of(epoch) for epoch, _ in kept], kept[-1][1]


def figures_of(epoch):
    return epoch.loss, epoch.accuracy, epoch.val_loss, epoch.val_accuracy


def assert_same(one, two, *, rtol=1e-5, atol=1e-6):
    (figures, weights), (other_figures, other_weights) = one, two
    np.testing.assert_allclose(figures, other_figures, rtol=max(rtol, 1e-5))
    for here, there in zip(weights, other_weights, strict=True):
        np.testing.assert_allclose(here, there, rtol=rtol, atol=atol)


# The last batch of 999 has one row, fewer than devices.
@pytest.mark.parametrize("options", [replace(OPTIONS, batch_size=999, optimizer="momentum"), ALL])
def test_several_devices_learn_what_one_learns(replicas, options):
    assert_same(trained(options, DENSE, replicas), trained(options, DENSE))


def test_batch_normalisation_is_that_of_the_whole_batch(replicas):
    # Keras takes the variance from sums of squares then, whose fifth digit is rounding already.
    options = replace(OPTIONS, epochs=1, learning_rate=0.001)
    assert_same(trained(options, NORMALISED, replicas), trained(options, NORMALISED), rtol=1e-3, atol=1e-4)


def test_each_device_ends_with_the_same_weights(replicas):
    loop, model = loop_of(ALL, DENSE, replicas)
    list(loop.events())
    for weight in model.weights:
        first, *others = (value.numpy() for value in weight.value.values)
        assert others
        for other in others:
            np.testing.assert_array_equal(first, other)


@pytest.mark.parametrize("several_first", [True, False])
def test_a_training_goes_on_on_another_number_of_devices(replicas, several_first):
    before, after = (replicas, None) if several_first else (None, replicas)
    loop, model = loop_of(ALL, DENSE, before)
    events = loop.events()
    epoch = next(event for event in events if isinstance(event, Epoch))
    weights, state = model.get_weights(), loop.state()
    events.close()
    loop, model = loop_of(ALL, DENSE, after, history=(epoch,))
    model.set_weights(weights)
    loop.restore(state)
    ((epoch, weights),) = [(event, model.get_weights()) for event in loop.events() if isinstance(event, Epoch)]
    assert_same((trained(ALL, DENSE)[0][1:], weights), ([figures_of(epoch)], trained(ALL, DENSE)[1]))


def test_a_state_that_does_not_fit_is_refused(replicas):
    loop, _ = loop_of(ALL, DENSE, replicas)
    with pytest.raises(ValueError, match="zip"):
        loop.restore(loop.state()[:-1])


def test_a_run_of_several_devices_is_that_of_one(replicas, tmp_path):
    options = replace(OPTIONS, batch_size=50)
    weights = []
    for name, together in (("several", replicas), ("one", None)):
        engine = Engine()
        engine.dataset, engine.together = make_dataset(), together
        events = list(training_events(engine, options, tmp_path, run=name, network=DENSE))
        assert events[-1].reason == "completed"
        weights.append(runs.read_weights(runs.read_run(tmp_path / name)))
    for several, one in zip(*weights, strict=True):
        np.testing.assert_allclose(several, one, rtol=1e-5, atol=1e-6)


def test_without_gpus_one_device_trains():
    assert all_gpus() is None
    assert Engine.devices() == ["CPU"]
