"""`.keras` files that are damaged or meant to harm: each is refused for the right reason, and nothing in it runs."""

import io
import json
import zipfile

import h5py
import keras
import numpy as np
import pytest
from keras_samples import NETWORK, make_parts, pack, refusal

from fashion_gui.core.problems import Problem
from fashion_gui.engine.keras_file import read_keras


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    return make_parts(tmp_path_factory.mktemp("good"))


# --- the configuration -----------------------------------------------------------------------------------------------


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
    "huge": (lambda config: layer_of(config, 3)["config"].update(units=10**9), "unusual_layer"),
    "units of no kind": (lambda config: layer_of(config, 3)["config"].update(units="5"), "unusual_layer"),
    "true units": (lambda config: layer_of(config, 3)["config"].update(units=True), "other_output"),
    "quantized": (
        lambda config: layer_of(config, 3)["config"].update(quantization_config={"bits": 4}),
        "unusual_layer",
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


# --- the weights -----------------------------------------------------------------------------------------------------


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


# --- the archive -----------------------------------------------------------------------------------------------------


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
