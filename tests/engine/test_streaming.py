"""What is drawn from photos for each step, and that it is read from the disk step by step."""

import gc
import sys
import time
import weakref
from pathlib import Path

import numpy as np
import pytest
from generated import write_photo_set

from fashion_gui.core.photo_set import VARIANTS, PhotoSet, read_photo_set
from fashion_gui.core.problems import Problem
from fashion_gui.engine.streaming import READ_AHEAD, PhotoStream, Pool


def photo_set(count=60, variants=4):
    """Tiles that say which photo and variant they are: shirts (6), shoes (5, 7 or 9), and hats, none of the ten."""
    tiles = np.zeros((count, variants, 28, 28), np.uint8)
    tiles[:, :, 0, 0] = np.arange(count)[:, np.newaxis]
    tiles[:, :, 0, 1] = np.arange(variants)
    return PhotoSet.of(list(tiles), [("shirt", "shoes", "hat")[number % 3] for number in range(count)])


def stream_of(photos, *, count=100, batch_size=30, seed=5):
    """Four steps an epoch: three of 30 and one of 10."""
    return PhotoStream(photos, count=count, batch_size=batch_size, seed=seed)


def drawn(stream, step):
    """Photo and variant of each tile, garments and others."""
    found = stream.at(step)
    return [tiles.numpy()[:, 0, :2].tolist() for tiles in (found.garments, found.others)]


def test_a_handful_of_photos_is_drawn_no_oftener_than_there_are():
    random = np.random.default_rng(1)
    pool = Pool.of(PhotoSet.of([np.zeros((4, 28, 28), np.uint8)] * 3, ["shirt"] * 3))
    draws = [pool.draw(50, random) for _ in range(100)]
    assert {len(photos) for photos, _ in draws} == {3}
    assert {pair for photos, variants in draws for pair in zip(photos.tolist(), variants.tolist(), strict=True)} == {
        (photo, variant) for photo in range(3) for variant in range(4)
    }
    assert len(Pool.of(photo_set()).draw(50, random)[0]) == 50


def test_small_groups_are_drawn_more_often_than_their_share():
    tiles = [np.zeros((1, 28, 28), np.uint8)] * 100
    pool = Pool.of(PhotoSet.of(tiles, ["dress"] * 10 + ["shirt"] * 90))
    photos, _ = pool.draw(100, np.random.default_rng(1))
    share = np.mean([pool.draw(100, np.random.default_rng(seed))[0] < 10 for seed in range(100)])
    assert share == pytest.approx(10**0.5 / (10**0.5 + 90**0.5), abs=0.02)
    assert photos.min() >= 0
    assert photos.max() < 100


def test_each_step_draws_garments_with_their_answers_and_others():
    photos = photo_set()
    stream = stream_of(photos)
    for step, (garments, others) in enumerate([(20, 10), (20, 10), (20, 10), (7, 3), (20, 10)]):
        found = stream.at(step)
        assert (found.garments.shape, found.others.shape) == ((garments, 28, 28), (others, 28, 28))
        numbers = found.garments.numpy()[:, 0, 0]
        assert set(numbers % 3) <= {0, 1}
        np.testing.assert_array_equal(found.allowed.numpy(), photos.allowed[numbers])
        assert set(found.others.numpy()[:, 0, 0] % 3) == {2}


def test_without_photos_there_is_nothing_to_draw():
    found = stream_of(None).at(0)
    assert [len(tensor) for tensor in (found.garments, found.allowed, found.others)] == [0, 0, 0]


def test_what_is_drawn_follows_from_seed_and_step_alone():
    photos = photo_set()
    whole = [drawn(stream_of(photos), step) for step in range(8)]
    stream = stream_of(photos)
    assert [drawn(stream, step) for step in (*range(8), 3, 4, 0)] == [*whole, whole[3], whole[4], whole[0]]
    assert [drawn(stream_of(photos, seed=6), step) for step in range(8)] != whole
    assert len({str(one) for one in whole}) == 8
    seeds = [int(stream.at(step).seed) for step in range(8)]
    assert len(set(seeds)) == 8


def test_from_the_disk_the_same_is_drawn(tmp_path):
    photos = photo_set(600)  # so many that some are only measured
    file = write_photo_set(photos, tmp_path / "photos.npy")
    from_disk, from_memory = (stream_of(one.split()[0]) for one in (read_photo_set(file), photos))
    for step in range(20):
        assert drawn(from_disk, step) == drawn(from_memory, step)


def test_no_more_is_read_than_a_few_steps_need():
    photos = photo_set()
    asked = []

    class Watched(np.ndarray):
        def __getitem__(self, key):
            asked.append(len(key[0]))
            return np.asarray(super().__getitem__(key))

    watched = PhotoSet(photos.tiles.view(Watched), photos.rows, photos.allowed, photos.groups)
    stream = stream_of(watched)
    for step in range(3):
        stream.at(step)
    end = time.monotonic() + 20
    while len(asked) < 2 * (3 + READ_AHEAD) and time.monotonic() < end:
        time.sleep(0.01)
    assert 2 * (3 + READ_AHEAD) <= len(asked) <= 2 * (3 + READ_AHEAD + 2)


def test_a_stream_that_is_not_used_any_more_goes():
    stream = stream_of(photo_set())
    stream.at(0)
    gone = weakref.ref(stream._source)
    del stream
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(("damage", "code"), [("gone", "file_missing"), ("cut", "photo_set_damaged")])
def test_a_file_that_cannot_be_read_any_more_is_told(tmp_path, damage, code):
    file = write_photo_set(photo_set(), tmp_path / "photos.npy")
    stream = stream_of(read_photo_set(file))
    before = drawn(stream, 0)
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(content[:500])
    with pytest.raises(Problem) as caught:
        list(map(stream.at, range(1, 100)))  # the next few are in memory already
    assert caught.value.code == code
    file.write_bytes(content)
    assert drawn(stream, 0) == before


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and makes a file with a large hole")
def test_a_large_set_is_never_in_memory(tmp_path):
    count, path = 100_000, tmp_path / "photos.npy"
    size = count * VARIANTS * 28 * 28  # 1.9 GB, none of it written
    with open(path, "wb") as file:
        about = {"shape": (count, VARIANTS, 28, 28), "fortran_order": False, "descr": "|u1"}
        np.lib.format.write_array_header_1_0(file, about)
        file.seek(size, 1)
        np.save(file, np.eye(10, dtype=np.bool_)[np.arange(count) % 10])
        np.save(file, (np.arange(count) % 10).astype(np.int32))
    resident = memory()
    stream = PhotoStream(read_photo_set(path).split()[0], count=60_000, batch_size=96, seed=1)
    for step in range(500):
        stream.at(step)
    assert memory() - resident < size / 10


def memory():
    """Bytes of this process that are in memory, files that it has mapped included."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
