"""`.keras` files of networks with convolutions: ours come back, others are refused with the layer that is to blame."""

import io
import json
import zipfile

import h5py
import keras
import numpy as np
import pytest
from keras_samples import TILES, pack, refusal

from fashion_gui.core.labels import LANGUAGES
from fashion_gui.core.networks import (
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.engine.inference import Predictor
from fashion_gui.engine.keras_file import read_keras, save_keras
from fashion_gui.engine.networks import build_model

LAST = Dense(10, "softmax")
NETWORKS = {
    "photo": Network(
        (
            Conv2D(8, 3, "relu"),
            BatchNormalization(),
            MaxPooling2D(2),
            *[Conv2D(12, 3, "relu"), BatchNormalization()] * 2,
            MaxPooling2D(3),
            Conv2D(16, 5, "linear"),
            BatchNormalization(),
            GlobalAveragePooling2D(),
            Dropout(0.3),
            LAST,
        )
    ),
    "flattened": Network((Conv2D(4, 3, "relu"), MaxPooling2D(2), Dropout(0.25), Dense(9, "relu"), LAST)),
    "pooled only": Network((MaxPooling2D(4), LAST)),
    "normalised": Network((Dense(9, "relu"), BatchNormalization(), Dropout(0.5), LAST)),
}
every_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())


def model_of(network):
    """A model whose weights all differ from those of a fresh one, moving means and variances included."""
    model = build_model(network, seed=1)
    random = np.random.default_rng(2)
    model.set_weights(
        [array + random.uniform(0.05, 0.2, array.shape).astype(np.float32) for array in model.get_weights()]
    )
    return model


@every_network
def test_what_is_saved_answers_the_same_when_opened_again(network, tmp_path):
    model = model_of(network)
    save_keras(model, tmp_path / "network.keras")
    again, weights = read_keras(tmp_path / "network.keras")
    assert again == network
    rebuilt = build_model(again, seed=9)
    rebuilt.set_weights(weights)
    np.testing.assert_allclose(
        Predictor(rebuilt).probabilities(TILES), Predictor(model).probabilities(TILES), rtol=0, atol=1e-6
    )


def test_nothing_is_given_to_load_model(tmp_path, monkeypatch):
    save_keras(model_of(NETWORKS["photo"]), tmp_path / "network.keras")
    for place in (keras.models, keras.saving):
        monkeypatch.setattr(place, "load_model", lambda *_, **__: pytest.fail("Keras loaded the file"))
    assert read_keras(tmp_path / "network.keras")[0] == NETWORKS["photo"]


# --- what Keras builds without complaint -------------------------------------------------------------------------


def foreign(*changed, shape=(28, 28)):
    """A network like ours, but with the layers `changed` after the reshape."""
    layers = keras.layers
    start = [keras.Input(shape), layers.Rescaling(1 / 255), layers.Reshape((28, 28, 1))]
    end = [layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")]
    return keras.Sequential([*start, *changed, *end])


def conv(size=3, filters=2, *, padding="same", **settings):
    return keras.layers.Conv2D(filters, size, padding=padding, **settings)


FOREIGN = {
    "ours": (lambda: [conv()], None),
    "strides": (lambda: [conv(strides=2)], "Conv2D"),
    "padding": (lambda: [conv(padding="valid")], "Conv2D"),
    "groups": (lambda: [conv(), conv(groups=2)], "Conv2D"),
    "dilated": (lambda: [conv(dilation_rate=2)], "Conv2D"),
    "no bias": (lambda: [conv(use_bias=False)], "Conv2D"),
    "not square": (lambda: [conv((3, 1))], "Conv2D"),
    "large window": (lambda: [conv(9)], "Conv2D"),
    "many filters": (lambda: [conv(filters=513)], "Conv2D"),
    "overlapping": (lambda: [keras.layers.MaxPooling2D(3, strides=2)], "MaxPooling2D"),
    "padded pool": (lambda: [keras.layers.MaxPooling2D(3, padding="same")], "MaxPooling2D"),
    "flat pool": (lambda: [keras.layers.MaxPooling2D((2, 1))], "MaxPooling2D"),
    "epsilon": (lambda: [conv(), keras.layers.BatchNormalization(epsilon=0.01)], "BatchNormalization"),
    "axis": (lambda: [conv(), keras.layers.BatchNormalization(axis=1)], "BatchNormalization"),
    "not scaled": (lambda: [conv(), keras.layers.BatchNormalization(scale=False)], "BatchNormalization"),
    "not centred": (lambda: [conv(), keras.layers.BatchNormalization(center=False)], "BatchNormalization"),
    "renormalised": (lambda: [conv(), keras.layers.BatchNormalization(renorm=True)], "BatchNormalization"),
    "kept as pictures": (
        lambda: [conv(), keras.layers.GlobalAveragePooling2D(keepdims=True)],
        "GlobalAveragePooling2D",
    ),
    "reshaped": (lambda: [keras.layers.Reshape((14, 56, 1)), conv()], "Reshape"),
    "reshaped twice": (lambda: [conv(filters=1), keras.layers.Reshape((28, 28, 1))], "Reshape"),
    "dropped before": (lambda: [keras.layers.Dropout(0.1), conv()], "Reshape"),
}


@pytest.mark.parametrize(("changed", "kind"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_setting_that_changes_an_answer_is_refused(changed, kind, tmp_path):
    path = tmp_path / "сеть.keras"
    foreign(*changed()).save(path)
    if kind is None:
        assert read_keras(path)[0].layers[0] == Conv2D(2, 3, "linear")
        return
    assert refusal(path) == "unusual_layer"
    with pytest.raises(Problem) as problem:
        read_keras(path)
    for language in LANGUAGES:
        assert kind in problem_sentence(problem.value.code, problem.value.parameters, language)


def test_other_layers_for_pictures_are_refused(tmp_path):
    layers = keras.layers
    for layer in (
        layers.Lambda(lambda values: values),
        layers.AveragePooling2D(2),
        layers.DepthwiseConv2D(3, padding="same"),
        layers.Activation("relu"),
        layers.RandomFlip(),
    ):
        foreign(conv(), layer).save(tmp_path / "other.keras")
        assert (layer.name, refusal(tmp_path / "other.keras")) == (layer.name, "unknown_layer")


def test_an_order_of_layers_that_is_not_ours_is_refused(tmp_path):
    layers = keras.layers
    late = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Reshape((28, 28, 1)),
            layers.Rescaling(1 / 255),
            conv(),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    late.save(tmp_path / "late.keras")
    assert refusal(tmp_path / "late.keras") == "unusual_layer"


# --- files that are changed by hand ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "good.keras"
    save_keras(model_of(NETWORKS["photo"]), path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_file(path, parts, kind, **settings):
    """The file with other settings for its first layer of `kind`; None removes one."""
    config = json.loads(parts["config.json"])
    layer = next(layer for layer in config["config"]["layers"] if layer["class_name"] == kind)
    layer["config"] |= settings
    layer["config"] = {name: value for name, value in layer["config"].items() if value is not None}
    return pack(path, parts | {"config.json": json.dumps(config).encode()})


CHANGES = {
    "as it was": ("Conv2D", {}, ""),
    "another padding": ("Conv2D", {"padding": "causal"}, "unusual_layer"),
    "channels first": ("Conv2D", {"data_format": "channels_first"}, "unusual_layer"),
    "channels first in a pool": ("MaxPooling2D", {"data_format": "channels_first"}, "unusual_layer"),
    "channels first in a mean": ("GlobalAveragePooling2D", {"data_format": "channels_first"}, "unusual_layer"),
    "no padding": ("Conv2D", {"padding": None}, "damaged"),
    "filters of no kind": ("Conv2D", {"filters": "8"}, "unusual_layer"),
    "a window of no kind": ("Conv2D", {"kernel_size": 3}, "damaged"),
    "a million filters": ("Conv2D", {"filters": 10**6}, "unusual_layer"),
    "other filters": ("Conv2D", {"filters": 9}, "weights_misfit"),
    "a smaller window": ("Conv2D", {"kernel_size": [2, 2]}, "weights_misfit"),
    "another activation": ("Conv2D", {"activation": "elu"}, "other_output"),
    "function as activation": ("Conv2D", {"activation": {"module": "builtins", "config": "eval"}}, "other_output"),
    "a large pool": ("MaxPooling2D", {"pool_size": [8, 8], "strides": [8, 8]}, "unusual_layer"),
    "quantized": ("Conv2D", {"quantization_config": {"bits": 4}}, "unusual_layer"),
    "rate of no kind": ("Dropout", {"rate": "much"}, "damaged"),
    "rate not a number": ("Dropout", {"rate": float("nan")}, "other_output"),
    "momentum": ("BatchNormalization", {"momentum": 0.5}, ""),
}


@pytest.mark.parametrize(("kind", "settings", "reason"), CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_setting_is_refused_or_harmless(kind, settings, reason, parts, tmp_path):
    path = changed_file(tmp_path / "changed.keras", parts, kind, **settings)
    if reason:
        assert refusal(path) == reason
    else:
        assert read_keras(path)[0] == NETWORKS["photo"]


def test_a_network_that_claims_too_much_room_is_refused_before_it_is_read(parts, tmp_path):
    """Each layer is of a size that is read, and the file is small: HDF5 need not store what was never written."""
    network = Network((Conv2D(512, 7, "relu"), Dense(4096, "relu"), LAST))
    config = json.loads(parts["config.json"])
    kinds = keras.layers
    layers = [
        {"module": "keras.layers", "class_name": type(layer).__name__, "config": layer.get_config()}
        for layer in (
            kinds.InputLayer((28, 28)),
            kinds.Rescaling(1 / 255),
            kinds.Reshape((28, 28, 1)),
            kinds.Conv2D(512, 7, padding="same", activation="relu"),
            kinds.Flatten(),
            kinds.Dense(4096, activation="relu"),
            kinds.Dense(10, activation="softmax"),
        )
    ]
    config["config"]["layers"] = json.loads(json.dumps(layers))
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        shapes = iter(network.weight_shapes())
        for name in ("conv2d", "dense", "dense_1"):
            for variable in "01":
                file.create_dataset(f"layers/{name}/vars/{variable}", next(shapes), np.float32)
    members = {"config.json": json.dumps(config).encode(), "model.weights.h5": content.getvalue()}
    path = pack(tmp_path / "claims.keras", parts | members)
    assert path.stat().st_size < 100_000
    assert refusal(path) == "too_large"


def with_array(parts, place, arrange):
    """The weights with another object at `place`."""
    content = io.BytesIO(parts["model.weights.h5"])
    with h5py.File(content, "r+") as file:
        spare = file[place][()]
        del file[place]
        arrange(file, place, spare)
    return parts | {"model.weights.h5": content.getvalue()}


def outside(file, place, array):
    file.create_dataset(place, array.shape, "f4", external=[("secret.bin", 0, array.nbytes)])


def chunked(file, place, array):
    file.create_dataset(place, data=array, chunks=True)


def linked(file, place, array):
    file["spare"] = array
    file[place] = h5py.SoftLink("/spare")


def endless(file, place, array):
    file[place] = array * np.float32(np.inf)


def turned(file, place, array):
    file[place] = array.T


KERNEL, VARIANCE = "layers/conv2d_1/vars/0", "layers/batch_normalization_1/vars/3"
ARRAYS = {
    "another file's bytes": (KERNEL, outside, "weights_not_plain"),
    "chunked": (VARIANCE, chunked, "weights_not_plain"),
    "soft link": (VARIANCE, linked, "weights_elsewhere"),
    "infinite": (VARIANCE, endless, "weights_not_numbers"),
    "another shape": (KERNEL, turned, "weights_misfit"),
}


@pytest.mark.parametrize(("place", "arrange", "reason"), ARRAYS.values(), ids=ARRAYS.keys())
def test_arrays_of_another_kind_are_refused(place, arrange, reason, parts, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.bin").write_bytes(bytes(100_000))
    assert refusal(pack(tmp_path / "arrays.keras", with_array(parts, place, arrange))) == reason
