import gzip
import json
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fashion_gui.core.dataset import FILES, load_dataset, write_dataset
from fashion_gui.core.dataset_files import FASHION_MNIST, read_file
from fashion_gui.core.problems import Problem

DEBIAN = Path("/usr/share/datasets/fashion-mnist")
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = FILES


def problem_of(folder):
    with pytest.raises(Problem) as caught:
        load_dataset(folder)
    return caught.value


def content_of(folder, name):
    return gzip.decompress((folder / f"{name}.gz").read_bytes())


def put(folder, name, content):
    (folder / f"{name}.gz").write_bytes(gzip.compress(content))


# --- good sets -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not DEBIAN.is_dir(), reason="the package dataset-fashion-mnist is not installed")
def test_real_fashion_mnist():
    dataset = load_dataset(DEBIAN)

    assert dataset.name == "Fashion-MNIST"
    assert dataset.train_images.shape == (60_000, 28, 28)
    assert dataset.test_images.shape == (10_000, 28, 28)
    assert np.bincount(dataset.train_labels).tolist() == [6000] * 10
    assert np.bincount(dataset.test_labels).tolist() == [1000] * 10
    assert dataset.train_labels[:10].tolist() == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5]


def test_what_is_written_is_read_back(small_folder, small_dataset):
    loaded = load_dataset(small_folder)

    assert loaded.name == "Small"
    for field in ("train_images", "train_labels", "test_images", "test_labels"):
        array = getattr(loaded, field)
        assert array.dtype == np.uint8
        assert np.array_equal(array, getattr(small_dataset, field))
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
        with pytest.raises(ValueError, match="WRITEABLE"):
            array.flags.writeable = True


def test_the_same_set_gives_the_same_bytes(small_folder, small_dataset, tmp_path):
    write_dataset(tmp_path / "again", small_dataset)

    assert {path.name: path.read_bytes() for path in small_folder.iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()
    }


def test_an_array_that_is_a_view_is_written_in_order(tmp_path, small_dataset):
    write_dataset(tmp_path, replace(small_dataset, train_images=small_dataset.train_images[:, :, ::-1]))

    assert np.array_equal(load_dataset(tmp_path).train_images, small_dataset.train_images[:, :, ::-1])


@pytest.mark.parametrize("name", FILES)
def test_a_file_may_lie_there_unpacked(small_folder, small_dataset, name):
    (small_folder / name).write_bytes(content_of(small_folder, name))
    (small_folder / f"{name}.gz").unlink()

    assert np.array_equal(load_dataset(small_folder).train_labels, small_dataset.train_labels)


def test_gz_in_the_name_does_not_make_gzip(small_folder, small_dataset):
    (small_folder / f"{TEST_IMAGES}.gz").write_bytes(content_of(small_folder, TEST_IMAGES))

    assert np.array_equal(load_dataset(small_folder).test_images, small_dataset.test_images)


# --- damage ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "kept", [0, 1, 5, 20, -9, -1]
)  # nothing, half the magic, inside header, data and gzip's trailer
def test_truncated_gzip(small_folder, name, kept):
    path = small_folder / f"{name}.gz"
    path.write_bytes(path.read_bytes()[:kept])

    problem = problem_of(small_folder)
    # One byte of gzip is not yet gzip: it is taken for a plain file with a wrong first byte.
    assert problem.code == ("dataset_damaged" if kept == 1 else "dataset_truncated")
    assert problem.parameters["file"] == path.name


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [0, 1, 7, 8, 15, 16, -1])
def test_truncated_content(small_folder, name, kept):
    put(small_folder, name, content_of(small_folder, name)[:kept])

    assert problem_of(small_folder).code == "dataset_truncated"


@pytest.mark.parametrize("name", FILES)
def test_content_too_long(small_folder, name):
    put(small_folder, name, content_of(small_folder, name) + b"\0")

    assert problem_of(small_folder).code == "dataset_damaged"


@pytest.mark.parametrize("bits", [0x01, 0x02, 0xFF])
@pytest.mark.parametrize("place", range(16))
def test_one_wrong_byte_in_the_header_of_the_images(small_folder, place, bits):
    content = bytearray(content_of(small_folder, TRAIN_IMAGES))
    content[place] ^= bits
    put(small_folder, TRAIN_IMAGES, bytes(content))

    problem = problem_of(small_folder)
    assert (problem.code, problem.parameters) == ("dataset_damaged", {"file": f"{TRAIN_IMAGES}.gz"})


@pytest.mark.parametrize("place", range(8))
def test_one_wrong_byte_in_the_header_of_the_labels(small_folder, place):
    content = bytearray(content_of(small_folder, TEST_LABELS))
    content[place] ^= 0x01
    put(small_folder, TEST_LABELS, bytes(content))

    assert problem_of(small_folder).code == "dataset_damaged"


@pytest.mark.parametrize("name", FILES)
def test_one_wrong_bit_in_the_last_byte(small_folder, name):
    content = bytearray(content_of(small_folder, name))
    content[-1] ^= 0x01
    put(small_folder, name, bytes(content))

    problem = problem_of(small_folder)
    assert (problem.code, problem.parameters) == ("dataset_damaged", {"file": f"{name}.gz"})


def test_one_wrong_bit_inside_the_packed_bytes(small_folder):
    path = small_folder / f"{TRAIN_IMAGES}.gz"
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2] ^= 0x10
    path.write_bytes(packed)

    assert problem_of(small_folder).code in ("dataset_damaged", "dataset_truncated")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TRAIN_IMAGES, TRAIN_LABELS),
        (TEST_IMAGES, TEST_LABELS),
        (TRAIN_IMAGES, TEST_IMAGES),
        (TRAIN_LABELS, TEST_LABELS),
    ],
)
def test_swapped_files(small_folder, first, second):
    a, b = content_of(small_folder, first), content_of(small_folder, second)
    put(small_folder, first, b)
    put(small_folder, second, a)

    problem = problem_of(small_folder)
    assert problem.code == "dataset_swapped"
    assert problem.parameters == {"file": f"{first}.gz", "actual": second}


def test_swapped_files_of_the_same_size(tmp_path, small_dataset):
    same = replace(
        small_dataset, train_images=small_dataset.train_images[20:], train_labels=small_dataset.train_labels[20:]
    )
    write_dataset(tmp_path, same)
    put(tmp_path, TRAIN_IMAGES, content_of(tmp_path, TEST_IMAGES))

    problem = problem_of(tmp_path)
    assert (problem.code, problem.parameters["actual"]) == ("dataset_swapped", TEST_IMAGES)


@pytest.mark.parametrize("name", FILES)
def test_missing_file(small_folder, name):
    (small_folder / f"{name}.gz").unlink()

    problem = problem_of(small_folder)
    assert problem.code == "dataset_file_missing"
    assert problem.parameters == {"folder": str(small_folder), "file": name}


@pytest.mark.parametrize("plain", [True, False])
def test_a_bomb_does_not_expand(small_folder, plain):
    bomb = content_of(small_folder, TEST_LABELS) + bytes(64_000_000)
    path = small_folder / f"{TEST_LABELS}.gz"
    path.write_bytes(bomb if plain else gzip.compress(bomb, compresslevel=1))
    del bomb

    tracemalloc.start()
    problem = problem_of(small_folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.code == "dataset_damaged"
    assert peak < 8_000_000


def test_label_ten(tmp_path, small_dataset):
    labels = small_dataset.test_labels.copy()
    labels[3] = 10
    write_dataset(tmp_path, replace(small_dataset, test_labels=labels))

    problem = problem_of(tmp_path)
    assert (problem.code, problem.parameters["file"]) == ("dataset_damaged", f"{TEST_LABELS}.gz")


def test_a_file_that_cannot_be_read(small_folder, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("fashion_gui.core.dataset_files.open", refuse, raising=False)

    problem = problem_of(small_folder)
    assert problem.code == "dataset_unreadable"
    assert problem.parameters["reason"] == "Permission denied"


def test_another_set_under_the_names_of_fashion_mnist(small_folder):
    (small_folder / "dataset.json").unlink()

    assert problem_of(small_folder).code == "dataset_damaged"


def test_cancelled(small_folder):
    with pytest.raises(Problem) as caught:
        load_dataset(small_folder, cancelled=lambda: True)
    assert caught.value.code == "dataset_cancelled"


def test_cancelled_while_looking_for_a_swap(small_folder):
    path = small_folder / f"{TRAIN_LABELS}.gz"
    put(small_folder, TRAIN_LABELS, bytes(99))
    asked = iter([False, True])

    with pytest.raises(Problem) as caught:
        read_file(path, TRAIN_LABELS, FASHION_MNIST, cancelled=lambda: next(asked))
    assert caught.value.code == "dataset_cancelled"


# --- manifests -------------------------------------------------------------------------------------------------------


def changed(**changes):
    return lambda manifest: manifest | changes


@pytest.mark.parametrize(
    "spoil",
    [
        changed(train_count=0),
        changed(train_count=-1),
        changed(train_count=41),
        changed(test_count=1_000_001),
        changed(test_count=True),
        changed(test_count=20.0),
        changed(train_count="40"),
        changed(name=5),
        changed(name=""),
        changed(name="x" * 101),
        changed(sha256={}),
        changed(sha256=[]),
        changed(sha256=dict.fromkeys(FILES, 0)),
        changed(sha256=dict.fromkeys(FILES, "0" * 64)),
        changed(more=1),
        lambda manifest: {"name": "Small"},
        lambda manifest: [],
        lambda manifest: None,
    ],
)
def test_wrong_manifest(small_folder, spoil):
    path = small_folder / "dataset.json"
    path.write_text(json.dumps(spoil(json.loads(path.read_text()))))

    assert problem_of(small_folder).code == "dataset_damaged"


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe\xff", b"[" * 60_000, b" " * 70_000 + b"{}"])
def test_manifest_that_is_not_json(small_folder, text):
    (small_folder / "dataset.json").write_bytes(text)

    problem = problem_of(small_folder)
    assert (problem.code, problem.parameters) == ("dataset_damaged", {"file": "dataset.json"})
