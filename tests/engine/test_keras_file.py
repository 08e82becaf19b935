import errno
import io
import json
import os
import zipfile

import h5py
import keras
import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.labels import LANGUAGES
from fashion_gui.core.networks import COURSE_NETWORK, Dense, Network
from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.engine.inference import Predictor
from fashion_gui.engine.keras_file import read_keras, save_keras
from fashion_gui.engine.networks import build_model

NETWORK = Network((Dense(5, "relu"), Dense(10, "softmax")))
TILES, _ = make_tiles(50)


@pytest.fixture(scope="module")
def model():
    built = build_model(NETWORK, seed=1)
    built.set_weights([array + np.float32(0.05) for array in built.get_weights()])
    return built


@pytest.fixture(scope="module")
def parts(model, tmp_path_factory):
    """The members of a good file, name -> bytes."""
    path = tmp_path_factory.mktemp("good") / "good.keras"
    save_keras(model, path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def answers_of(path):
    """What our own model gives with what `read_keras` found."""
    network, weights = read_keras(path)
    rebuilt = build_model(network, seed=9)
    rebuilt.set_weights(weights)
    return Predictor(rebuilt).probabilities(TILES)


def refusal(path):
    """The code of the problem without its beginning "model_"."""
    with pytest.raises(Problem) as problem:
        read_keras(path)
    assert problem.value.parameters["name"] == path.name
    assert path.name in str(problem.value)
    beginning, _, reason = problem.value.code.partition("_")
    assert beginning == "model"
    return reason


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
        "convolution": (sequential((28, 28, 1), layers.Conv2D(2, 3), flatten()), "unknown_layer"),
        "lambda": (sequential(flat, layers.Lambda(lambda values: values / 255)), "unknown_layer"),
        "nested": (
            sequential(flat, keras.Sequential([keras.Input(flat), dense(5, activation="relu")])),
            "foreign_layer",
        ),
        "not divided": (sequential(tile, flatten()), "other_input"),
        "divided twice": (sequential(flat, rescaling(1 / 255)), "other_input"),
        "divided by 256": (sequential(tile, rescaling(1 / 256), flatten()), "other_input"),
        "moved": (sequential(tile, rescaling(1 / 255, offset=-1), flatten()), "other_input"),
        "normalised": (sequential(flat, layers.BatchNormalization()), "unknown_layer"),
        "sigmoid": (sequential(flat, dense(5, activation="sigmoid")), "other_output"),
        "too wide": (sequential(flat, dense(4097, activation="relu")), "unusual_dense"),
        "no softmax": (sequential(flat, end=dense(10)), "other_output"),
        "no bias": (sequential(flat, end=dense(10, activation="softmax", use_bias=False)), "unusual_dense"),
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


# --- files meant to harm ---------------------------------------------------------------------------------------------


def with_config(parts, change):
    config = json.loads(parts["config.json"])
    change(config)
    return parts | {"config.json": json.dumps(config).encode()}


def layer_of(config, index):
    return config["config"]["layers"][index]


CONFIGS = {
    "another module": (lambda config: config.update(module="os", class_name="system"), "not_sequential"),
    "registered": (lambda config: config.update(registered_name="evil>Network"), "not_sequential"),
    "foreign layer": (lambda config: layer_of(config, 3).update(module="builtins", class_name="eval"), "foreign_layer"),
    "registered layer": (lambda config: layer_of(config, 3).update(registered_name="evil>Dense"), "foreign_layer"),
    "lambda": (lambda config: layer_of(config, 2).update(class_name="Lambda"), "unknown_layer"),
    "function as activation": (
        lambda config: layer_of(config, 3)["config"].update(
            activation={"module": "builtins", "class_name": "function", "config": "eval", "registered_name": "function"}
        ),
        "other_output",
    ),
    "huge": (lambda config: layer_of(config, 3)["config"].update(units=10**9), "unusual_dense"),
    "units of no kind": (lambda config: layer_of(config, 3)["config"].update(units="5"), "unusual_dense"),
    "true units": (lambda config: layer_of(config, 3)["config"].update(units=True), "other_output"),
    "quantized": (
        lambda config: layer_of(config, 3)["config"].update(quantization_config={"bits": 4}),
        "unusual_dense",
    ),
    "wrong units": (lambda config: layer_of(config, 3)["config"].update(units=6), "weights_misfit"),
    "scale of no kind": (lambda config: layer_of(config, 1)["config"].update(scale=[1 / 255]), "damaged"),
    "rescaled twice": (lambda config: config["config"]["layers"].insert(1, layer_of(config, 1)), "unknown_layer"),
    "rescaled at the end": (lambda config: config["config"]["layers"].append(layer_of(config, 1)), "unknown_layer"),
    "no input": (lambda config: config["config"]["layers"].pop(0), "other_input"),
    "no layers": (lambda config: config["config"].update(layers=config["config"]["layers"][:3]), "other_output"),
    "layers of no kind": (lambda config: config["config"].update(layers=[1]), "damaged"),
    "hundreds of layers": (
        lambda config: config["config"]["layers"].extend([layer_of(config, 4)] * 200),
        "other_output",
    ),
}


@pytest.mark.parametrize(("change", "reason"), CONFIGS.values(), ids=CONFIGS.keys())
def test_a_changed_configuration_is_refused(parts, tmp_path, change, reason):
    assert refusal(pack(tmp_path / "changed.keras", with_config(parts, change))) == reason


@pytest.mark.parametrize("config", [b"", b"[]", b"5", b"null", b"\xff", b"[" * 100_000, b"[" * 5000 + b"]" * 5000])
def test_a_broken_configuration_is_refused(parts, tmp_path, config):
    assert refusal(pack(tmp_path / "broken.keras", parts | {"config.json": config}))


def test_an_unpickled_lambda_never_runs(parts, tmp_path, monkeypatch):
    """A real Lambda layer whose code, once loaded, would fail the test."""
    monkeypatch.setattr(keras.models, "load_model", lambda *_, **__: pytest.fail("Keras loaded the file"))
    evil = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Lambda(lambda values: values),
            keras.layers.Dense(5, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    evil.save(tmp_path / "evil.keras")
    assert refusal(tmp_path / "evil.keras") == "unknown_layer"


def weights_file(arrange):
    """An HDF5 file made by `arrange(vars of the first layer, vars of the second)`, which sets the four arrays."""
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        arrange(file.create_group("layers/dense/vars"), file.create_group("layers/dense_1/vars"))
    return content.getvalue()


def plain(first, second):
    first["0"], first["1"] = np.zeros((784, 5), np.float32), np.zeros(5, np.float32)
    second["0"], second["1"] = np.zeros((5, 10), np.float32), np.zeros(10, np.float32)


def replaced(array=None, **settings):
    """`plain`, but the first kernel is `array`, or an empty data set made with `settings`."""

    def arrange(first, second):
        plain(first, second)
        del first["0"]
        if array is None:
            first.create_dataset("0", **settings)
        else:
            first["0"] = array

    return arrange


def linked(link):
    def arrange(first, second):
        plain(first, second)
        first.file["spare"] = first["1"][()]
        del first["1"]
        first["1"] = link

    return arrange


def virtual(first, second):
    plain(first, second)
    del first["1"]
    layout = h5py.VirtualLayout((5,), np.float32)
    layout[:] = h5py.VirtualSource("secret.h5", "numbers", shape=(5,))
    first.create_virtual_dataset("1", layout)


CHUNKS = {"shape": (784, 5), "maxshape": (None, None), "chunks": (16_384, 16_384)}
NAN = np.full((784, 5), np.nan, np.float32)
MISFIT, NO_NUMBERS = "weights_misfit", "weights_not_numbers"
ELSEWHERE, NOT_PLAIN = "weights_elsewhere", "weights_not_plain"
WEIGHTS = {
    "nothing": (lambda first, second: None, ELSEWHERE),
    "another shape": (replaced(np.zeros((5, 784), np.float32)), MISFIT),
    "a number": (replaced(np.float32(1)), MISFIT),
    "float64": (replaced(np.zeros((784, 5))), MISFIT),
    "big-endian": (replaced(np.zeros((784, 5), ">f4")), MISFIT),
    "text": (replaced(np.full((784, 5), b"1234")), MISFIT),
    "nan": (replaced(NAN), NO_NUMBERS),
    "infinite": (replaced(NAN * 0 + np.inf), NO_NUMBERS),
    "huge": (replaced(shape=(2**40, 5), dtype="f4"), MISFIT),
    "unpacks to a gigabyte": (replaced(**CHUNKS, dtype="f4", compression="gzip"), NOT_PLAIN),
    "another file's bytes": (replaced(shape=(784, 5), dtype="f4", external=[("secret.bin", 0, 15_680)]), NOT_PLAIN),
    "external link": (linked(h5py.ExternalLink("secret.h5", "/numbers")), ELSEWHERE),
    "soft link": (linked(h5py.SoftLink("/spare")), ELSEWHERE),
    "virtual": (virtual, NOT_PLAIN),
}


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    """Files that a weights file may point to, in the current folder as well as beside the model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.bin").write_bytes(bytes(784 * 5 * 4))
    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file["numbers"] = np.ones(5, np.float32)


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize(("arrange", "reason"), WEIGHTS.values(), ids=WEIGHTS.keys())
def test_weights_of_another_kind_are_refused(parts, tmp_path, arrange, reason):
    assert refusal(pack(tmp_path / "weights.keras", parts | {"model.weights.h5": weights_file(arrange)})) == reason


def test_plain_weights_are_read(parts, tmp_path):
    _, weights = read_keras(pack(tmp_path / "plain.keras", parts | {"model.weights.h5": weights_file(plain)}))
    assert not any(array.any() for array in weights)


@pytest.mark.parametrize(
    "change",
    [
        {"../../evil.txt": b"x"},
        {"assets/vocabulary.txt": b"x"},
        {"/etc/evil": b"x"},
        {"config.json": b" " * 256_001},
        {"metadata.json": b" " * 256_001},
        {"model.weights.h5": b""},
        {"model.weights.h5": b"weights" * 100},
    ],
)
def test_other_members_are_refused(parts, tmp_path, change):
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    assert refusal(pack(folder / "members.keras", parts | change))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / "members.keras"]


def test_a_missing_member_is_refused(parts, tmp_path):
    assert refusal(pack(tmp_path / "few.keras", {"config.json": parts["config.json"]}))


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_member_given_twice_is_refused(parts, tmp_path):
    path = pack(tmp_path / "twice.keras", parts)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("config.json", parts["config.json"])
    assert refusal(path)


def test_a_zip_bomb_is_refused(parts, tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.keras", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", parts["config.json"])
        archive.writestr("metadata.json", parts["metadata.json"])
        with archive.open("model.weights.h5", "w") as member:
            for _ in range(65):
                member.write(bytes(1_000_000))
    assert (tmp_path / "bomb.keras").stat().st_size < 1_000_000
    assert refusal(tmp_path / "bomb.keras") == "too_large"


def test_a_file_that_is_cut_off_is_refused(parts, tmp_path):
    whole = pack(tmp_path / "whole.keras", parts).read_bytes()
    cut = tmp_path / "cut.keras"
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:length])
        assert refusal(cut)


def outcome(path):
    """The network, or the beginning of the problem's code."""
    try:
        return read_keras(path)[0]
    except Problem as problem:
        return problem.code.partition("_")[0]


def test_flipped_bytes_are_refused_or_harmless(parts, tmp_path):
    """Any byte of the file may be wrong: the answer is a network or one problem, nothing else."""
    whole = pack(tmp_path / "flipped.keras", parts).read_bytes()
    random = np.random.default_rng(1)
    for place in random.integers(0, len(whole), 300):
        flipped = bytearray(whole)
        flipped[place] ^= int(random.integers(1, 256))
        (tmp_path / "flipped.keras").write_bytes(flipped)
        assert outcome(tmp_path / "flipped.keras") in ("model", NETWORK)


@pytest.mark.parametrize(
    "content", [b"", b"Dear network,\n", b"\x89HDF\r\n\x1a\n" + bytes(2000), b"PK\x05\x06" + bytes(18)]
)
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    (tmp_path / "other.keras").write_bytes(content)
    assert refusal(tmp_path / "other.keras")


def test_an_old_hdf5_model_is_refused(tmp_path):
    with h5py.File(tmp_path / "old.keras", "w") as file:
        plain(file.create_group("a"), file.create_group("b"))
    assert refusal(tmp_path / "old.keras")


@pytest.mark.parametrize("name", ["missing.keras", "."])
def test_no_file_is_a_problem(tmp_path, name):
    with pytest.raises(Problem) as problem:
        read_keras(tmp_path / name)
    assert problem.value.code == "file_missing"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_a_problem(parts, tmp_path):
    path = pack(tmp_path / "forbidden.keras", parts)
    path.chmod(0)
    with pytest.raises(Problem) as problem:
        read_keras(path)
    assert problem.value.code == "file_unreadable"
