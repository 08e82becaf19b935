"""Votes about labels: kept at once, never lost, whatever becomes of the file."""

import json
import os
import sys

import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.collection import NONE
from fashion_gui.core.problems import Problem
from fashion_gui.core.votes import RIGHT, UNKNOWN, Votes, set_key

KEY, OTHER = "A/test/0", "B/test/1"


@pytest.fixture
def votes(tmp_path):
    return Votes(tmp_path / "data" / "votes.json")


def asides(votes):
    return sorted(votes.path.parent.glob("votes-damaged-*.json"))


def test_there_are_none_to_begin_with(votes):
    assert votes.of(KEY) == {}
    assert not votes.path.exists()
    assert votes.set_aside is None


def test_by_default_they_are_the_users(tmp_path):
    assert Votes().path == tmp_path / "home" / "votes.json"


@pytest.mark.parametrize("vote", [0, 9, NONE, RIGHT, UNKNOWN])
def test_a_vote_is_on_disk_at_once(votes, vote):
    votes.put(KEY, 17, vote)
    assert Votes(votes.path).of(KEY) == {17: vote}
    assert Votes(votes.path).of(OTHER) == {}


def test_sets_are_apart_and_a_vote_may_change_or_be_taken_back(votes):
    votes.put(KEY, 3, 1)
    votes.put(OTHER, 3, 2)
    votes.put(KEY, 4, RIGHT)
    votes.put(KEY, 3, UNKNOWN)
    votes.put(KEY, 4, None)
    votes.put(KEY, 5, None)
    assert votes.of(KEY) == {3: UNKNOWN}
    assert votes.of(OTHER) == {3: 2}


def test_another_windows_votes_stay(votes):
    other = Votes(votes.path)
    assert votes.of(KEY) == other.of(KEY) == {}
    votes.put(KEY, 1, 5)
    other.put(KEY, 2, 6)
    votes.put(KEY, 3, 7)
    assert other.of(KEY) == {1: 5, 2: 6, 3: 7}


@pytest.mark.parametrize("vote", [10, -2, True, "wrong", 1.0])
def test_nonsense_is_no_vote(votes, vote):
    with pytest.raises(ValueError, match="not a vote"):
        votes.put(KEY, 1, vote)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"format": 1}',
        '{"format": 2, "sets": {}}',
        '{"format": 1, "sets": []}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_damaged_file_is_kept_under_another_name(votes, content):
    votes.path.parent.mkdir()
    data = content.encode("utf-8", "surrogateescape")
    votes.path.write_bytes(data)
    assert votes.of(KEY) == {}
    assert asides(votes) == [votes.set_aside]
    assert votes.set_aside.read_bytes() == data
    votes.put(KEY, 1, 2)
    assert votes.of(KEY) == {1: 2}
    assert votes.set_aside.read_bytes() == data


@pytest.mark.parametrize("bad", [{"x": 1}, {"-1": 1}, {"3": 10}, {"3": True}, {"3": [1]}, {"3": None}, {"3": {}}])
def test_what_can_be_read_of_it_stays(votes, bad):
    votes.path.parent.mkdir()
    text = json.dumps({"format": 1, "sets": {KEY: {"1": 2, **bad}, OTHER: {"5": "right"}}})
    votes.path.write_text(text)
    assert votes.of(KEY) == {1: 2}
    assert votes.set_aside.read_text() == text
    assert Votes(votes.path).of(OTHER) == {5: RIGHT}
    assert len(asides(votes)) == 1


def test_a_set_that_is_none_does_not_take_the_others_along(votes):
    votes.path.parent.mkdir()
    votes.path.write_text(json.dumps({"format": 1, "sets": {KEY: 3, OTHER: {"5": 1}}}))
    assert votes.of(OTHER) == {5: 1}
    assert len(asides(votes)) == 1


def test_two_damaged_files_in_one_second_are_both_kept(votes, monkeypatch):
    monkeypatch.setattr("time.strftime", lambda _: "now")
    votes.path.parent.mkdir()
    for content in ("one", "two"):
        votes.path.write_text(content)
        assert votes.of(KEY) == {}
    assert [path.name for path in asides(votes)] == ["votes-damaged-now.json", "votes-damaged-now_2.json"]
    assert [path.read_text() for path in asides(votes)] == ["one", "two"]


def test_too_large_a_file_is_not_read(votes, monkeypatch):
    monkeypatch.setattr("fashion_gui.core.votes._MAX_BYTES", 10)
    votes.path.parent.mkdir()
    votes.path.write_text('{"format": 1, "sets": {}}')
    assert votes.of(KEY) == {}
    assert len(asides(votes)) == 1


def test_what_cannot_be_read_is_left_alone(votes):
    votes.path.mkdir(parents=True)
    for act in (lambda: votes.of(KEY), lambda: votes.put(KEY, 1, 1)):
        with pytest.raises(Problem) as caught:
            act()
        assert caught.value.code == "votes_unreadable"
    assert votes.path.is_dir()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that refuses")
def test_a_folder_that_refuses(votes):
    votes.put(KEY, 1, 1)
    votes.path.parent.chmod(0o500)
    try:
        with pytest.raises(Problem) as caught:
            votes.put(KEY, 2, 2)
    finally:
        votes.path.parent.chmod(0o700)
    assert caught.value.code == "cannot_write"
    assert votes.of(KEY) == {1: 1}


def test_a_full_disk_leaves_the_votes_that_are_there(votes, monkeypatch):
    votes.put(KEY, 1, 1)
    before = votes.path.read_bytes()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(Problem) as caught:
        votes.put(KEY, 2, 2)
    assert caught.value.code == "disk_full"
    assert votes.path.read_bytes() == before
    assert list(votes.path.parent.iterdir()) == [votes.path]


def test_a_set_is_known_by_name_pictures_and_labels():
    tiles, labels = make_tiles(20)
    key = set_key("Fashion-MNIST", "test", tiles, labels)
    assert key.startswith("Fashion-MNIST/test/")
    assert key == set_key("Fashion-MNIST", "test", tiles.copy(), labels.copy())
    other_tiles, other_labels = tiles.copy(), labels.copy()
    other_tiles[3, 4, 5] ^= 1
    other_labels[7] ^= 1
    keys = {
        key,
        set_key("Other", "test", tiles, labels),
        set_key("Fashion-MNIST", "train", tiles, labels),
        set_key("Fashion-MNIST", "test", other_tiles, labels),
        set_key("Fashion-MNIST", "test", tiles, other_labels),
    }
    assert len(keys) == 5
    assert set_key("Fashion-MNIST", "test", tiles[::2], labels[::2]) == set_key(
        "Fashion-MNIST", "test", np.ascontiguousarray(tiles[::2]), np.ascontiguousarray(labels[::2])
    )
