"""Saving and reading `.keras` files, and networks of a kind that is not read."""

import errno
import os

import keras
import numpy as np
import pytest
from keras_samples import NETWORK, TILES, make_model, make_parts, pack, refusal

from fashion_gui.core.labels import LANGUAGES
from fashion_gui.core.networks import COURSE_NETWORK
from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.engine.inference import Predictor
from fashion_gui.engine.keras_file import read_keras, save_keras
from fashion_gui.engine.networks import build_model


@pytest.fixture(scope="module")
def model():
    return make_model()


def answers_of(path):
    """What our own model gives with what `read_keras` found."""
    network, weights = read_keras(path)
    rebuilt = build_model(network, seed=9)
    rebuilt.set_weights(weights)
    return Predictor(rebuilt).probabilities(TILES)


# --- good files ------------------------------------------------------------------------------------------------------


def test_keras_opens_what_is_saved(model, tmp_path):
    path = tmp_path / "network.keras"
    save_keras(model, path)
    loaded = keras.models.load_model(path)
    np.testing.assert_allclose(loaded.predict(TILES, verbose=0), model.predict(TILES, verbose=0), atol=1e-6)


def test_what_is_saved_is_read(model, tmp_path):
    path = tmp_path / "network.keras"
    save_keras(model, path)
    network, weights = read_keras(path)
    assert network == NETWORK
    for array, expected in zip(weights, model.get_weights(), strict=True):
        np.testing.assert_array_equal(array, expected)


def test_a_full_disk_leaves_the_previous_file(model, tmp_path, monkeypatch):
    path = tmp_path / "network.keras"
    path.write_bytes(b"previous")

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(model, "save", full)
    with pytest.raises(Problem) as problem:
        save_keras(model, path)
    assert problem.value.code == "disk_full"
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"previous"]


def report_model():
    """As in the course report: the pictures were flattened and divided by 255 outside."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(256, activation="relu", name="hidden"),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax", name="answer"),
        ]
    )


def test_the_reports_own_model_is_read(tmp_path):
    report = report_model()
    report.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
    flat = (TILES.reshape(-1, 784) / 255).astype(np.float32)
    report.fit(flat, keras.utils.to_categorical(np.arange(50) % 10), verbose=0)  # the file then holds an optimizer, too
    report.save(tmp_path / "report.keras")
    assert read_keras(tmp_path / "report.keras")[0] == COURSE_NETWORK
    expected = report.predict(flat, verbose=0)
    np.testing.assert_allclose(answers_of(tmp_path / "report.keras"), expected, atol=1e-6)


def test_dropout_does_not_matter(tmp_path):
    layers = keras.layers
    foreign = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Rescaling(1.0 / 255),
            layers.Dropout(0.2),
            layers.Dense(7, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    foreign.save(tmp_path / "foreign.keras")
    expected = foreign.predict(TILES.astype(np.float32), verbose=0)
    np.testing.assert_allclose(answers_of(tmp_path / "foreign.keras"), expected, atol=1e-6)


# --- networks of another kind ----------------------------------------------------------------------------------------


def foreign_models():
    """Networks that Keras builds without complaint, and why they are refused."""
    layers, tile, flat = keras.layers, (28, 28), (784,)
    dense, flatten, rescaling = layers.Dense, layers.Flatten, layers.Rescaling

    def sequential(shape, *before, end=None):
        return keras.Sequential([keras.Input(shape), *before, end or dense(10, activation="softmax")])

    inputs = keras.Input(flat)
    return {
        "functional": (keras.Model(inputs, dense(10, activation="softmax")(inputs)), "not_sequential"),
        "convolution": (sequential((28, 28), rescaling(1 / 255), layers.Conv1D(2, 3), flatten()), "unknown_layer"),
        "lambda": (sequential(flat, layers.Lambda(lambda values: values / 255)), "unknown_layer"),
        "nested": (
            sequential(flat, keras.Sequential([keras.Input(flat), dense(5, activation="relu")])),
            "foreign_layer",
        ),
        "not divided": (sequential(tile, flatten()), "other_input"),
        "divided twice": (sequential(flat, rescaling(1 / 255)), "other_input"),
        "divided by 256": (sequential(tile, rescaling(1 / 256), flatten()), "other_input"),
        "moved": (sequential(tile, rescaling(1 / 255, offset=-1), flatten()), "other_input"),
        "normalised": (sequential(flat, layers.BatchNormalization()), "unusual_layer"),
        "columns in one row": (
            sequential(tile, rescaling(1 / 255), flatten(data_format="channels_first")),
            "unusual_layer",
        ),
        "elu": (sequential(flat, dense(5, activation="elu")), "other_output"),
        "too wide": (sequential(flat, dense(4097, activation="relu")), "unusual_layer"),
        "no softmax": (sequential(flat, end=dense(10)), "other_output"),
        "no bias": (sequential(flat, end=dense(10, activation="softmax", use_bias=False)), "unusual_layer"),
        "two classes": (sequential(flat, end=dense(2, activation="softmax")), "other_output"),
        "no dense layer": (sequential(flat, end=layers.Softmax()), "unknown_layer"),
        "other tiles": (sequential((32, 32), rescaling(1 / 255), flatten()), "other_input"),
        "no flatten": (sequential(tile, rescaling(1 / 255)), "weights_misfit"),
    }


def test_networks_of_another_kind_are_refused(tmp_path):
    for name, (foreign, reason) in foreign_models().items():
        foreign.save(tmp_path / f"{name}.keras")
        assert (name, refusal(tmp_path / f"{name}.keras")) == (name, reason)


def test_a_layer_of_another_kind_is_named_in_both_languages(tmp_path):
    layers = [keras.Input((784,)), keras.layers.Softmax()]
    keras.Sequential(layers).save(tmp_path / "мягкая.keras")
    with pytest.raises(Problem) as problem:
        read_keras(tmp_path / "мягкая.keras")
    for language in LANGUAGES:
        sentence = problem_sentence(problem.value.code, problem.value.parameters, language)
        assert "мягкая.keras" in sentence
        assert "Softmax" in sentence


# --- no file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["missing.keras", "."])
def test_no_file_is_a_problem(tmp_path, name):
    with pytest.raises(Problem) as problem:
        read_keras(tmp_path / name)
    assert problem.value.code == "file_missing"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_a_problem(tmp_path):
    path = pack(tmp_path / "forbidden.keras", make_parts(tmp_path))
    path.chmod(0)
    with pytest.raises(Problem) as problem:
        read_keras(path)
    assert problem.value.code == "file_unreadable"
