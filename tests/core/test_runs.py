import io
import json
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from fashion_gui.core import runs
from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import Dense, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem

OPTIONS = TrainOptions(epochs=3, seed=5)
NETWORK = Network((Dense(4, "relu"), Dense(10, "softmax")))
VERSIONS = {"keras": "3"}


def epochs(count):
    return tuple(Epoch(number, 1 / number, 0.5, 2 / number, 0.4, 0.1) for number in range(1, count + 1))


def weights(value):
    return [np.full(shape, value, np.float32) for shape in NETWORK.weight_shapes()]


def make_run(folder, *, finished=2):
    runs.create_run(folder, options=OPTIONS, network=NETWORK, versions=VERSIONS)
    for count in range(1, finished + 1):
        runs.save_epoch(folder, options=OPTIONS, history=epochs(count), weights=weights(count), state=[])
    return folder


def test_what_is_saved_is_read(tmp_path):
    folder = make_run(tmp_path / "run")
    result = runs.Result("completed", 0.4, 0.85, 12.5)
    runs.save_result(folder, result)
    run = runs.read_run(folder)
    assert (run.name, run.folder) == ("run", folder)
    assert (run.options, run.network) == (OPTIONS, NETWORK)
    assert (run.history, run.result) == (epochs(2), result)
    assert datetime.fromisoformat(run.created) <= datetime.now()


@pytest.mark.parametrize(("epoch", "value"), [(1, 1), (2, 2), (None, 2)])
def test_the_weights_of_every_epoch_are_read(tmp_path, epoch, value):
    run = runs.read_run(make_run(tmp_path / "run"))
    read = runs.read_weights(run, epoch)
    assert [array.dtype for array in read] == [np.float32] * 4
    for array, expected in zip(read, weights(value), strict=True):
        np.testing.assert_array_equal(array, expected)


def test_a_run_that_was_cut_off_is_readable(tmp_path):
    run = runs.read_run(make_run(tmp_path / "run", finished=1))
    assert run.result is None
    assert len(run.history) == 1


def test_a_run_is_never_begun_in_an_existing_folder(tmp_path):
    folder = make_run(tmp_path / "run")
    with pytest.raises(Problem) as problem:
        runs.create_run(folder, options=OPTIONS, network=NETWORK, versions=VERSIONS)
    assert problem.value.code == "cannot_write"
    assert len(runs.read_run(folder).history) == 2


def test_a_folder_without_a_run_is_missing(tmp_path):
    with pytest.raises(Problem) as problem:
        runs.read_run(tmp_path)
    assert problem.value.code == "run_missing"


GOOD_RESULT = {"reason": "completed", "test_loss": 0.5, "test_accuracy": 0.5, "seconds": 1}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("run.json", ""),
        ("run.json", "[]"),
        ("run.json", "{}"),
        ("run.json", '{"created": "x", "options": 5, "network": {"layers": []}}'),
        ("run.json", '{"created": "x", "options": {"epochs": 0}, "network": {"layers": []}}'),
        ("run.json", '{"created": "x", "options": {}, "network": {"layers": [{"kind": "lambda"}]}}'),
        ("run.json", "[" * 100_000),
        ("history.json", "{}}"),
        ("history.json", "[1]"),
        ("history.json", json.dumps([{"epoch": 1}])),
        ("result.json", "5"),
        ("result.json", '{"reason": "completed"}'),
        ("result.json", json.dumps(GOOD_RESULT | {"reason": "tired"})),
        ("result.json", json.dumps(GOOD_RESULT | {"reason": []})),
        ("result.json", json.dumps(GOOD_RESULT | {"test_loss": float("nan")})),
        ("result.json", json.dumps(GOOD_RESULT | {"test_loss": "0.5"})),
        ("result.json", b"\xff\xfe"),
        ("history.json", b" " * 8_000_001),
    ],
)
def test_damaged_files_are_one_problem(tmp_path, file, text):
    folder = make_run(tmp_path / "run")
    (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Problem) as problem:
        runs.read_run(folder)
    assert problem.value.code == "run_damaged"
    assert runs.list_runs(tmp_path) == []


def npz_of(arrays, *, compress=False):
    file = io.BytesIO()
    (np.savez_compressed if compress else np.savez)(file, **{f"{i:03d}": array for i, array in enumerate(arrays)})
    return file.getvalue()


def npz_with(member):
    """An archive whose arrays are all `member`, bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for index in range(4):
            archive.writestr(f"{index:03d}.npy", member)
    return file.getvalue()


def header_of(shape):
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": "<f4", "fortran_order": False, "shape": shape})
    return file.getvalue()


class _Bomb:
    def __reduce__(self):
        return (pytest.fail, ("a pickle was loaded",))


PACKED = npz_of(weights(1), compress=True)
BAD_WEIGHTS = {
    "nothing": b"",
    "no archive": b"weights",
    "cut off": npz_of(weights(1))[:-40],
    "too few": npz_of(weights(1)[:3]),
    "too many": npz_of([*weights(1), np.zeros(1, np.float32)]),
    "another shape": npz_of([weights(1)[0].T, *weights(1)[1:]]),
    "another dtype": npz_of([array.view(np.int32) for array in weights(1)]),
    "not finite": npz_of([*weights(1)[:3], np.full(10, np.nan, np.float32)]),
    "a pickle": npz_of([*weights(1)[:3], np.array([_Bomb()], object)]),
    "unpacks to too much": npz_of([np.zeros((10_000, 784), np.float32), *weights(1)[1:]], compress=True),
    "claims terabytes": npz_with(header_of((10**12,))),
    "a broken header": npz_with(b"\x93NUMPY\x01\x00\x10\x00{'descr': (((((\n\n\n"),
    "damaged deflate": PACKED[:60] + b"\xff" * 20 + PACKED[80:],
}


@pytest.mark.parametrize("content", BAD_WEIGHTS.values(), ids=BAD_WEIGHTS.keys())
def test_damaged_weights_are_one_problem(tmp_path, content):
    run = runs.read_run(make_run(tmp_path / "run"))
    (run.folder / "weights" / "epoch-0002.npz").write_bytes(content)
    with pytest.raises(Problem) as problem:
        runs.read_weights(run)
    assert problem.value.code == "run_damaged"


def test_the_weights_of_an_epoch_that_was_not_are_a_problem(tmp_path):
    run = runs.read_run(make_run(tmp_path / "run"))
    with pytest.raises(Problem) as problem:
        runs.read_weights(run, 3)
    assert problem.value.code == "run_damaged"


# --- what training on needs ------------------------------------------------------------------------------------------

STATE = [np.array(1.5), np.arange(6, dtype=np.float32).reshape(2, 3)]


def kept_with_state(folder, *, finished=2):
    runs.create_run(folder, options=OPTIONS, network=NETWORK, versions=VERSIONS)
    runs.save_start(folder, weights(0))
    for count in range(1, finished + 1):
        state = [STATE[0] + count, STATE[1]]
        runs.save_epoch(folder, options=OPTIONS, history=epochs(count), weights=weights(count), state=state)
    return runs.read_run(folder)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_state_of_the_last_epoch_is_read(tmp_path):
    run = kept_with_state(tmp_path / "run")
    scale, rest = runs.read_state(run, like=STATE)
    assert (scale.dtype, scale.item()) == (np.float64, 3.5)
    np.testing.assert_array_equal(rest, STATE[1])
    assert names(run.folder / "state") == ["epoch-0002.npz"]


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"no archive",
        npz_of(STATE)[:-30],
        npz_of(STATE[:1]),
        npz_of([*STATE, *STATE]),
        npz_of([STATE[0], STATE[1].T]),
        npz_of([STATE[0], STATE[1].astype(np.float64)]),
        npz_of([np.array(np.nan), STATE[1]]),
        npz_of([np.array(_Bomb(), object), STATE[1]]),
        npz_of([STATE[0], np.zeros((2, 3_000_000), np.float32)], compress=True),
    ],
    ids=[
        "missing",
        "nothing",
        "no archive",
        "cut off",
        "too few",
        "too many",
        "shape",
        "dtype",
        "nan",
        "pickle",
        "bomb",
    ],
)
def test_a_run_without_its_state_cannot_be_gone_on_with(tmp_path, content):
    run = kept_with_state(tmp_path / "run")
    (run.folder / "state" / "epoch-0002.npz").unlink()
    if content is not None:
        (run.folder / "state" / "epoch-0002.npz").write_bytes(content)
    with pytest.raises(Problem) as problem:
        runs.read_state(run, like=STATE)
    assert problem.value.code == "run_not_resumable"
    assert len(runs.read_weights(run)) == 4


def test_reopening_removes_the_result_and_what_a_killed_process_left(tmp_path):
    run = kept_with_state(tmp_path / "run")
    runs.save_result(run.folder, runs.Result("stopped", 0.4, 0.85, 12.5))
    runs.rename_run(run.folder, "Mine")
    before = names(run.folder)
    for name in ("weights/epoch-0003.npz", "state/epoch-0003.npz", "state/epoch-0001.npz"):
        (run.folder / name).write_bytes(b"half")
    for name in (".history.json.1a2b3c4d.part", "weights/.epoch-0003.npz.1.part", "state/.epoch-0003.npz.1.part"):
        (run.folder / name).write_bytes(b"half")
    runs.reopen_run(run)
    assert names(run.folder) == [name for name in before if name != "result.json"]
    assert names(run.folder / "weights") == ["epoch-0000.npz", "epoch-0001.npz", "epoch-0002.npz"]
    assert names(run.folder / "state") == ["epoch-0002.npz"]
    again = runs.read_run(run.folder)
    assert (again.result, again.history, again.title) == (None, run.history, "Mine")


@pytest.mark.parametrize(
    ("reason", "finished", "unfinished"),
    [
        (None, 2, True),
        ("stopped", 2, True),
        ("early", 2, True),
        ("diverged", 2, False),
        ("completed", 3, False),
        (None, 3, True),  # killed before the test set was measured
        (None, 0, True),
    ],
)
def test_whether_a_run_can_be_gone_on_with(tmp_path, reason, finished, unfinished):
    folder = make_run(tmp_path / "run", finished=finished)
    if reason:
        runs.save_result(folder, runs.Result(reason, 0.4, 0.85, 12.5))
    assert runs.read_run(folder).is_unfinished() is unfinished


# --- thinning --------------------------------------------------------------------------------------------------------


def losses(*values):
    return tuple(Epoch(number, 1.0, 0.5, value, 0.4, 0.1) for number, value in enumerate(values, start=1))


def test_a_run_that_is_too_large_keeps_the_first_the_best_the_last_and_every_kth(tmp_path, monkeypatch):
    options = TrainOptions(epochs=20)
    folder = tmp_path / "run"
    runs.create_run(folder, options=options, network=NETWORK, versions=VERSIONS)
    runs.save_start(folder, weights(0))
    size = (folder / "weights" / "epoch-0000.npz").stat().st_size
    monkeypatch.setattr(runs, "KEPT_BYTES", 5 * size)  # of 20: every fourth
    values = [9, 8, 7, 6, 5, 4, 3, *[3.5] * 6]  # epoch 7 is the best one
    kept = {}
    for count in range(1, len(values) + 1):
        history = losses(*values[:count])
        runs.save_epoch(folder, options=options, history=history, weights=weights(count), state=[])
        kept[count] = runs.kept_epochs(folder)
    assert kept[3] == (0, 1, 3)
    assert kept[6] == (0, 1, 4, 6)
    assert kept[10] == (0, 1, 4, 7, 8, 10)
    assert kept[13] == (0, 1, 4, 7, 8, 12, 13)
    run = runs.read_run(folder)
    for epoch in range(14):
        if epoch in kept[13]:
            assert runs.read_weights(run, epoch)[0][0, 0] == epoch
        else:
            with pytest.raises(Problem) as problem:
                runs.read_weights(run, epoch)
            assert problem.value.code == "run_damaged"


def test_a_run_that_fits_keeps_all(tmp_path):
    assert runs.kept_epochs(make_run(tmp_path / "run", finished=3)) == (1, 2, 3)


def test_a_run_that_is_gone_has_no_epochs(tmp_path, monkeypatch):
    folder = make_run(tmp_path / "run", finished=3)
    monkeypatch.setattr(Path, "is_dir", lambda _: True)  # as it looks to who asks first and reads then
    shutil.rmtree(folder)
    assert runs.kept_epochs(folder) == ()


def test_an_old_epoch_that_cannot_be_removed_is_no_failure(tmp_path, monkeypatch):
    folder = make_run(tmp_path / "run")

    def in_use(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.unlink", in_use)
    runs.save_epoch(folder, options=OPTIONS, history=epochs(3), weights=weights(3), state=[])
    assert len(runs.read_run(folder).history) == 3


def test_runs_are_listed_newest_first(tmp_path):
    for name, created in (("a", "2026-01-02"), ("b", "2026-01-03"), ("c", "2026-01-01")):
        about = make_run(tmp_path / name) / "run.json"
        about.write_text(json.dumps({**json.loads(about.read_text()), "created": created}))
    make_run(tmp_path / "without an epoch", finished=0)
    (tmp_path / "a file").touch()
    (tmp_path / "a folder").mkdir()
    assert [run.name for run in runs.list_runs(tmp_path)] == ["b", "a", "c"]


def test_no_folder_no_runs(tmp_path):
    assert runs.list_runs(tmp_path / "none") == []


def test_new_names_are_free_and_allowed(tmp_path):
    made = []
    for _ in range(3):
        made.append(runs.new_run_name(OPTIONS, folder=tmp_path))
        make_run(tmp_path / made[-1])
    assert len(set(made)) == 3
    free = runs.new_run_name(OPTIONS, folder=tmp_path)
    assert runs.new_run_name(OPTIONS, folder=tmp_path, taken=free) not in (free, *made)
    assert all(name.endswith("_course_seed5") or name[-2:] in ("_2", "_3") for name in made)
    assert all(runs.is_run_name(name) for name in made)


@pytest.mark.parametrize("name", ["", ".", "..", ".hidden", "a/b", "a\\b", "../x", "a b", "x\n", "x" * 152, "C:"])
def test_a_run_name_is_no_path(name):
    assert not runs.is_run_name(name)


@pytest.mark.parametrize(("finished", "left"), [(0, False), (1, True)])
def test_only_a_run_without_epochs_is_removed(tmp_path, finished, left):
    folder = make_run(tmp_path / "run", finished=finished)
    runs.remove_empty_run(folder)
    assert folder.exists() is left


def test_a_folder_that_is_no_run_is_never_removed(tmp_path):
    runs.remove_empty_run(tmp_path)
    assert tmp_path.exists()
