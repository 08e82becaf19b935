"""The script that the window shows is run: it trains, and its model is the engine's."""

from dataclasses import replace

import keras
import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.keras_code import keras_code
from fashion_gui.core.networks import (
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.options import OPTIMIZERS, SCHEDULES, TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.schedules import rates
from fashion_gui.engine.keras_file import read_keras, save_keras
from fashion_gui.engine.networks import build_model

LAST = Dense(10, "softmax")
SMALL = Network((Dense(16, "tanh"), BatchNormalization(), Dropout(0.25), Dense(12, "sigmoid"), LAST))
PICTURES = Network(
    (
        Conv2D(4, 3, "relu"),
        BatchNormalization(),
        MaxPooling2D(2),
        Conv2D(6, 5, "tanh"),
        GlobalAveragePooling2D(),
        Dropout(0.125),
        LAST,
    )
)
FLATTENED = Network((MaxPooling2D(3), Conv2D(3, 1, "linear"), Dense(8, "linear"), LAST))
FEW = TrainOptions(epochs=2, batch_size=50)
COUNT = 300


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs a script as a fresh process would, on a few tiles; gives its variables."""
    tiles, labels = make_tiles(COUNT)
    few = ((tiles, labels), (tiles[:40], labels[:40]))
    monkeypatch.setattr(keras.datasets.fashion_mnist, "load_data", lambda: few)

    def call(network, options):
        keras.backend.clear_session()  # numbers of layers' names from the beginning
        names = {}
        exec(keras_code(network, options), names)
        assert "test accuracy" in capsys.readouterr().out
        return names

    yield call
    keras.backend.clear_session()


@pytest.fixture
def untrained(monkeypatch):
    """Scripts do all but train, which takes time."""
    asked = {}
    monkeypatch.setattr(keras.Model, "fit", lambda *args, **settings: asked.update(settings))
    monkeypatch.setattr(keras.Model, "evaluate", lambda *args, **settings: (1.0, 0.5))
    return asked


def summary(model):
    """What Keras prints of the model."""
    lines = []
    model.summary(print_fn=lines.append, line_length=100)
    return lines


@pytest.mark.parametrize("network", [COURSE_NETWORK, SMALL, PICTURES, FLATTENED])
@pytest.mark.usefixtures("untrained")
def test_the_model_is_that_of_the_engine(run, network):
    model = run(network, FEW)["model"]
    ours = build_model(network, seed=1)
    assert summary(model) == summary(ours)
    assert [layer.name for layer in model.layers] == [row.name for row in network.rows()]
    assert model.count_params() == network.parameter_count()
    # The same weights give the same answers: activations, windows and borders are those of the engine, too.
    ours.set_weights(model.get_weights())
    tiles, _ = make_tiles(20)
    np.testing.assert_allclose(model(tiles).numpy(), ours(tiles).numpy(), atol=1e-6)


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_train_as_their_options_say(run, preset):
    options = replace(PRESETS[preset].options, epochs=2, batch_size=60)
    names = run(SMALL, options)
    assert names["history"].epoch == [0, 1]
    assert names["model"].count_params() == SMALL.parameter_count()


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("changes", [{}, {"weight_decay": 0.03}])
def test_optimizers_have_the_settings_of_the_options(run, optimizer, changes):
    chosen = run(SMALL, replace(FEW, optimizer=optimizer, **changes))["optimizer"]
    kinds = {"sgd": "SGD", "momentum": "SGD", "adam": "Adam", "adamw": "AdamW"}
    assert type(chosen).__name__ == kinds[optimizer]
    assert float(chosen.learning_rate) == pytest.approx(FEW.learning_rate)
    assert (chosen.weight_decay or 0) == changes.get("weight_decay", 0)
    if optimizer in ("sgd", "momentum"):
        assert (chosen.momentum, chosen.nesterov) == ((0.9, True) if optimizer == "momentum" else (0, False))


@pytest.mark.usefixtures("untrained")
def test_biases_and_normalisation_do_not_shrink(run):
    names = run(SMALL, replace(FEW, optimizer="adamw", weight_decay=0.01))
    kept = [variable.name for variable in names["model"].trainable_variables if len(variable.shape) == 1]
    shrunk = [v.name for v in names["model"].trainable_variables if names["optimizer"]._use_weight_decay(v)]
    assert set(kept) == {"bias", "gamma", "beta"}
    assert shrunk == ["kernel"] * 3


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize("schedule", [name for name in SCHEDULES if name != "constant"])
@pytest.mark.parametrize("epochs", [1, 3, 40])
def test_schedules_are_the_engines(run, schedule, epochs):
    options = TrainOptions(epochs=epochs, batch_size=7, learning_rate=0.02, schedule=schedule)
    steps = -(-240 // 7)
    rate = run(SMALL, options)["learning_rate"]
    wanted = rates(options, 0, steps * epochs, steps=steps)
    shown = [float(rate(step)) for step in range(steps * epochs)]
    np.testing.assert_allclose(shown, wanted, rtol=1e-4, atol=1e-7)


def test_a_part_is_kept_for_validation(run, untrained):
    run(SMALL, TrainOptions(epochs=3, batch_size=9, validation_share=0.15))
    assert untrained == {"batch_size": 9, "epochs": 3, "validation_split": 0.15}


def test_it_stops_early(run):
    options = TrainOptions(epochs=50, batch_size=50, learning_rate=9.0, patience=2)
    losses = run(SMALL, options)["history"].history["val_loss"]
    assert len(losses) < 50
    assert len(losses) - 1 - int(np.argmin(losses)) == 2


@pytest.mark.usefixtures("untrained")
def test_labels_are_smoothed(run):
    names = run(SMALL, replace(FEW, label_smoothing=0.1))
    wanted, given = np.eye(10)[[3]], np.full((1, 10), 0.01)
    given[0, 3] = 0.91
    loss = float(names["model"].loss(wanted, given))
    assert loss == pytest.approx(-(0.91 * np.log(0.91) + 0.09 * np.log(0.01)), rel=1e-4)


def test_averaged_weights_answer_at_the_end(run):
    names = run(SMALL, replace(FEW, averaging=True))
    model, optimizer = names["model"], names["optimizer"]
    assert optimizer.use_ema
    assert optimizer.ema_momentum == pytest.approx(10 / 19)  # a mean over about ten steps, as many as there were
    for weight, mean in zip(model.trainable_variables, optimizer._model_variables_moving_average, strict=True):
        np.testing.assert_allclose(weight.numpy(), mean.numpy())


@pytest.mark.parametrize("network", [SMALL, PICTURES])
def test_pictures_change_only_while_training(run, network):
    names = run(network, replace(FEW, flips=True, shifts=2))
    model, trainer = names["model"], names["trainer"]
    assert summary(model) == summary(build_model(network, seed=1))
    tiles, _ = make_tiles(20)
    np.testing.assert_allclose(trainer(tiles, training=False).numpy(), model(tiles).numpy(), atol=1e-6)
    before = keras.Sequential(trainer.layers[:-1])
    changed = before(tiles, training=True).numpy()
    assert changed.shape == tiles.shape
    assert not np.array_equal(changed, tiles)
    assert set(np.unique(changed)) <= {0, *np.unique(tiles)}  # whole pixels move, black comes in


@pytest.mark.usefixtures("untrained")
def test_shifts_go_as_far_as_they_may(run):
    trainer = run(SMALL, replace(FEW, shifts=3))["trainer"]
    tile = np.zeros((1, 28, 28), np.uint8)
    tile[0, 14, 14] = 255
    before = keras.Sequential(trainer.layers[:-1])
    changed = before(np.repeat(tile, 500, axis=0), training=True).numpy()
    _, rows, columns = np.nonzero(changed)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (11, 17, 11, 17)


def test_every_activation_comes_back_from_a_file(tmp_path):
    path = tmp_path / "network.keras"
    save_keras(build_model(SMALL, seed=1), path)
    assert read_keras(path)[0] == SMALL
