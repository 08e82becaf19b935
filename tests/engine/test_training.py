from dataclasses import replace
from functools import partial

import keras
import numpy as np
import pytest
import tensorflow as tf
from generated import make_tiles

from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import COURSE_NETWORK, Dense, Dropout, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.engine import training
from fashion_gui.engine.averaging import AVERAGED_STEPS, Average
from fashion_gui.engine.learner import DatasetLearner
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.training import (
    PIECE_STEPS,
    Diverged,
    Progress,
    Samples,
    TrainingLoop,
    epoch_order,
    steps_per_epoch,
)

SMALL = Network((Dense(16, "relu"), Dense(10, "softmax")))
TILES, LABELS = make_tiles(1000, seed=4)
NOISE = np.random.default_rng(5).permutation(LABELS)  # labels that cannot be learnt: the loss stays away from 0
OPTIONS = TrainOptions(epochs=2, batch_size=130, seed=3)  # 130 does not divide 1000
VALIDATION = Samples.of(*make_tiles(200, seed=6))


def train(model, samples, options):
    """The events of a training of `model`, without those inside the validation."""
    learner = DatasetLearner(model, samples, options)
    loop = TrainingLoop(learner, count=len(samples), validation=VALIDATION, options=options)
    return (event for event in loop.events() if event is not None)


def trained(options, *, network=SMALL, tiles=TILES, labels=NOISE):
    """The events of a training, and the model afterwards."""
    model = build_model(network, seed=options.seed, trains=True)
    return list(train(model, Samples.of(tiles, labels), options)), model


def epochs_of(events):
    return [event for event in events if isinstance(event, Epoch)]


def assert_same(first, second, **tolerance):
    for one, two in zip(first.get_weights(), second.get_weights(), strict=True):
        np.testing.assert_allclose(one, two, **tolerance)


@pytest.fixture(scope="module")
def two_epochs():
    return trained(OPTIONS)


@pytest.mark.parametrize(("network", "batch_size"), [(COURSE_NETWORK, 200), (SMALL, 130), (SMALL, 7)])
def test_an_epoch_is_that_of_keras(network, batch_size):
    options = replace(OPTIONS, batch_size=batch_size)
    events, model = trained(options, network=network)

    oracle = build_model(network, seed=options.seed)
    optimizer = keras.optimizers.SGD(options.learning_rate)
    oracle.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    val_tiles, val_labels = VALIDATION.tiles.numpy(), keras.utils.to_categorical(VALIDATION.labels, 10)
    for epoch in epochs_of(events):
        order = epoch_order(len(TILES), seed=options.seed, epoch=epoch.epoch)
        fitted = oracle.fit(
            TILES[order],
            keras.utils.to_categorical(NOISE[order], 10),
            batch_size=batch_size,
            shuffle=False,
            validation_data=(val_tiles, val_labels),
            verbose=0,
        )
        figures = {"loss": epoch.loss, "accuracy": epoch.accuracy}
        figures |= {"val_loss": epoch.val_loss, "val_accuracy": epoch.val_accuracy}
        assert figures == pytest.approx({name: values[0] for name, values in fitted.history.items()}, rel=1e-4)
    assert len(epochs_of(events)) == options.epochs
    assert_same(model, oracle, atol=1e-6)


# --- optimizers, schedules, smoothing: held to Keras -----------------------------------------------------------------

STEPS = 8  # an epoch of 1000 in batches of 130
OPTIMIZERS_OF_KERAS = {
    "sgd": keras.optimizers.SGD,
    "momentum": partial(keras.optimizers.SGD, momentum=0.9, nesterov=True),
    "adam": keras.optimizers.Adam,
    "adamw": keras.optimizers.AdamW,
}
COSINE_OF_KERAS = keras.optimizers.schedules.CosineDecay(
    0.001, 3 * STEPS - 4, alpha=0.01, warmup_target=0.01, warmup_steps=4
)


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Straight up in three tenths of the steps, then down along a cosine."""

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        rise = int(0.3 * 3 * STEPS)
        up = 0.04 + 0.96 * step / rise
        down = 0.5 * (1 + keras.ops.cos(np.pi * (step - rise) / (3 * STEPS - rise)))
        return 0.01 * keras.ops.where(step < rise, up, down)


@pytest.mark.parametrize(
    ("changes", "rate"),
    [
        ({"optimizer": "sgd"}, 0.01),
        ({"optimizer": "sgd", "weight_decay": 0.1}, 0.01),
        ({"optimizer": "momentum"}, 0.01),
        ({"optimizer": "momentum", "weight_decay": 0.1}, 0.01),
        ({"optimizer": "adam"}, 0.01),
        ({"optimizer": "adam", "weight_decay": 0.1}, 0.01),
        ({"optimizer": "adamw", "weight_decay": 0.1}, 0.01),
        ({"optimizer": "adamw", "weight_decay": 0.1, "schedule": "cosine"}, COSINE_OF_KERAS),
        ({"optimizer": "momentum", "schedule": "one_cycle"}, OneCycle()),
        ({"optimizer": "sgd", "label_smoothing": 0.2}, 0.01),
    ],
    ids=lambda value: "-".join(str(part) for part in value.values()) if isinstance(value, dict) else "",
)
def test_three_epochs_are_those_of_keras(changes, rate):
    options = replace(OPTIONS, epochs=3, **changes)
    events, model = trained(options)

    oracle = build_model(SMALL, seed=options.seed)
    decay = {"weight_decay": options.weight_decay} if options.weight_decay else {}
    optimizer = OPTIMIZERS_OF_KERAS[options.optimizer](learning_rate=rate, **decay)
    if decay:
        optimizer.exclude_from_weight_decay(var_names=["bias"])
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=options.label_smoothing)
    oracle.compile(optimizer=optimizer, loss=loss, metrics=["accuracy", "categorical_crossentropy"])
    for epoch in epochs_of(events):
        order = epoch_order(len(TILES), seed=options.seed, epoch=epoch.epoch)
        fitted = oracle.fit(
            TILES[order], keras.utils.to_categorical(NOISE[order], 10), batch_size=130, shuffle=False, verbose=0
        )
        # Without the smoothing: what is told can be compared whatever the training.
        (expected,) = fitted.history["categorical_crossentropy"]
        assert epoch.loss == pytest.approx(expected, rel=1e-4)
        last_rate = float(rate(epoch.epoch * STEPS - 1)) if callable(rate) else rate
        assert epoch.learning_rate == pytest.approx(last_rate, rel=1e-4)
    assert len(epochs_of(events)) == 3
    assert_same(model, oracle, atol=2e-5 if options.optimizer.startswith("adam") else 1e-6)


def test_averaged_weights_are_the_running_mean():
    """Of small, made up weights, by the formula in words: quick at first, then over about a thousand steps."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    average, random = Average(model), np.random.default_rng(1)
    mean = [array.copy() for array in model.get_weights()]
    for step in range(30):
        model.set_weights([random.normal(size=array.shape) for array in mean])
        average.follow(tf.constant(step))
        share = max(1 / AVERAGED_STEPS, 9 / (9 + step + 1))
        mean = [old + share * (new - old) for old, new in zip(mean, model.get_weights(), strict=True)]
    own = model.get_weights()
    with average.in_use(), average.in_use():
        for array, expected in zip(model.get_weights(), mean, strict=True):
            np.testing.assert_allclose(array, expected, atol=1e-6)
        for array, expected in zip(average.state(), own, strict=False):
            np.testing.assert_array_equal(array, expected)
    for array, expected in zip(model.get_weights(), own, strict=True):
        np.testing.assert_array_equal(array, expected)


CHANCES = replace(OPTIONS, flips=True, shifts=2, averaging=True)
DROPPING = Network((Dense(16, "relu"), Dropout(0.4), Dense(10, "softmax")))


def test_one_seed_gives_the_same_bits_whatever_happens_at_random(monkeypatch):
    """And however the steps come in pieces."""
    (events, model), (other, other_model) = (
        trained(replace(CHANCES, seed=seed), network=DROPPING) for seed in (CHANCES.seed, CHANCES.seed + 1)
    )
    monkeypatch.setattr(training, "PIECE_SECONDS", 0.0)  # a step at a time
    again, model_again = trained(CHANCES, network=DROPPING)
    assert_same(model, model_again, rtol=0, atol=0)
    assert [replace(epoch, seconds=0) for epoch in epochs_of(events)] == [
        replace(epoch, seconds=0) for epoch in epochs_of(again)
    ]
    assert not np.array_equal(model.get_weights()[0], other_model.get_weights()[0])
    assert epochs_of(events)[0].loss != epochs_of(other)[0].loss


def test_one_seed_gives_the_same_bits(two_epochs):
    (events, model), (again, model_again) = two_epochs, trained(OPTIONS)
    assert_same(model, model_again, rtol=0, atol=0)
    assert [replace(epoch, seconds=0) for epoch in epochs_of(events)] == [
        replace(epoch, seconds=0) for epoch in epochs_of(again)
    ]


def test_another_seed_gives_another_training(two_epochs):
    (events, model), (other, other_model) = two_epochs, trained(replace(OPTIONS, seed=4))
    assert epochs_of(events)[0].loss != epochs_of(other)[0].loss
    assert not np.array_equal(model.get_weights()[0], other_model.get_weights()[0])


def test_a_few_tiles_are_learnt_by_heart():
    noise = np.random.default_rng(1)
    tiles, labels = noise.integers(0, 256, (64, 28, 28), dtype=np.uint8), noise.integers(0, 10, 64, dtype=np.uint8)
    options = TrainOptions(epochs=60, batch_size=16, learning_rate=0.05)
    events, _ = trained(options, network=COURSE_NETWORK, tiles=tiles, labels=labels)
    assert epochs_of(events)[-1].accuracy > 0.95


def test_what_is_learnt_holds_for_new_tiles():
    events, _ = trained(TrainOptions(epochs=5, batch_size=20), labels=LABELS)
    assert epochs_of(events)[-1].val_accuracy > 0.95


def test_a_rate_far_too_high_diverges():
    seen = []
    options = TrainOptions(epochs=50, batch_size=10, learning_rate=1e30)  # above what a user may choose
    with pytest.raises(Diverged) as diverged:
        seen.extend(train(build_model(SMALL, seed=1), Samples.of(TILES, NOISE), options))
    assert diverged.value.epoch == 1
    assert all(np.isfinite(event.loss) for event in seen)


@pytest.mark.parametrize(
    ("count", "batch_size", "steps"),
    [
        (2000, 10, [1, 61, 121, 181, 200]),  # the first one shows how long a step takes
        (1000, 300, [1, 3, 4]),  # the smaller last batch comes alone
        (8000, 7000, [1, 2]),
    ],
)
def test_the_caller_has_the_floor_after_each_piece(monkeypatch, count, batch_size, steps):
    monkeypatch.setattr(training, "PIECE_SECONDS", 1e6)
    options = TrainOptions(epochs=1, batch_size=batch_size)
    events, _ = trained(options, tiles=np.resize(TILES, (count, 28, 28)), labels=np.resize(LABELS, count))
    *pieces, epoch = events
    assert all(isinstance(piece, Progress) for piece in pieces)
    assert [piece.step for piece in pieces] == steps
    assert max(np.diff([0, *steps])) <= PIECE_STEPS
    assert (pieces[-1].loss, pieces[-1].accuracy) == (epoch.loss, epoch.accuracy)


@pytest.mark.parametrize(("count", "batch_size", "steps"), [(1, 1, 1), (10, 10, 1), (11, 10, 2), (48_000, 200, 240)])
def test_steps_count_the_smaller_last_batch(count, batch_size, steps):
    assert steps_per_epoch(count, batch_size) == steps


def test_the_order_is_another_one_in_each_epoch():
    orders = [epoch_order(1000, seed=seed, epoch=epoch) for seed in (1, 2) for epoch in (1, 2)]
    assert all(order.dtype == np.int32 for order in orders)
    assert all(np.array_equal(np.sort(order), np.arange(1000)) for order in orders)
    assert len({order.tobytes() for order in orders}) == 4
    np.testing.assert_array_equal(orders[0], epoch_order(1000, seed=1, epoch=1))
