import numpy as np
import pytest

from fashion_gui.core.duel import PICTURES, Duel, DuelResult, choose_pictures, sign_test

LABELS = np.random.default_rng(5).permutation(np.arange(1000) % 10).astype(np.uint8)


@pytest.mark.parametrize("seed", range(30))
def test_each_class_comes_about_twice(seed):
    chosen = choose_pictures(LABELS, np.random.default_rng(seed))
    assert (chosen.dtype, chosen.shape) == (np.int64, (PICTURES,))
    assert len(set(chosen.tolist())) == PICTURES
    counts = np.bincount(LABELS[chosen], minlength=10)
    assert counts.min() >= 1
    assert counts.max() <= 3


def test_the_same_seed_chooses_the_same_and_another_others():
    first, again, other = (choose_pictures(LABELS, np.random.default_rng(seed)).tolist() for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_one_cannot_tell_the_last_picture_by_counting():
    counts = {
        tuple(np.bincount(LABELS[choose_pictures(LABELS, np.random.default_rng(seed))], minlength=10))
        for seed in range(5)
    }
    assert len(counts) > 1


def test_no_class_has_its_own_place_in_the_order():
    firsts = {int(LABELS[choose_pictures(LABELS, np.random.default_rng(seed))[0]]) for seed in range(60)}
    assert len(firsts) >= 8


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [(np.zeros(0, np.uint8), 0), (np.full(7, 3, np.uint8), 7), (np.full(50, 3, np.uint8), 20), (LABELS[:12], 12)],
)
def test_small_and_one_sided_sets(labels, wanted):
    chosen = choose_pictures(labels, np.random.default_rng(0))
    assert len(chosen) == len(set(chosen.tolist())) == wanted


def test_pictures_of_games_before_do_not_come_again():
    seen = np.zeros(0, np.int64)
    for seed in range(5):
        chosen = choose_pictures(LABELS[:110], np.random.default_rng(seed), without=seen)
        assert not np.isin(chosen, seen).any()
        seen = np.append(seen, chosen)
    assert len(choose_pictures(LABELS[:110], np.random.default_rng(5), without=seen)) == PICTURES  # 10 others are left


def test_a_game_goes_from_picture_to_picture():
    duel = Duel(np.array([7, 3]))
    assert duel.place() == 7
    duel.answer(4, 1.5)
    assert duel.place() == 3
    duel.answer(9, 2.5)
    assert duel.place() is None
    assert (duel.answers, duel.seconds) == ([4, 9], [1.5, 2.5])


def test_an_answer_taken_back_keeps_its_time():
    duel = Duel(np.array([7, 3, 5]))
    duel.answer(4, 1.5)
    duel.answer(9, 2.5)
    duel.take_back(0.5)
    assert (duel.place(), duel.answers) == (3, [4])
    assert duel.spent() == 4.5
    duel.take_back(1.0)
    assert (duel.place(), duel.answers, duel.seconds) == (7, [], [])
    duel.answer(0, 2.0)
    assert (duel.answers, duel.seconds, duel.spent()) == ([0], [7.5], 7.5)


def result(labels, yours, networks):
    arrays = [np.array(values, np.int64) for values in (range(len(labels)), labels, yours, networks)]
    return DuelResult(*arrays)


def test_scores_and_differences():
    found = result([0, 1, 2, 3, 4], [0, 1, 9, 3, 8], [0, 7, 2, 3, 9])
    assert found.scores() == (3, 3)
    assert found.only_one_right() == (1, 1)
    assert found.differing().tolist() == [1, 2, 4]
    assert found.agreement() == pytest.approx(0.4)
    assert found.chance() == 1


def test_the_result_of_a_game_given_up_has_what_was_answered():
    duel = Duel(np.array([5, 2, 8]))
    duel.answer(1, 1.0)
    duel.answer(2, 1.0)
    found = DuelResult.of(duel, np.arange(10, dtype=np.uint8), np.array([5, 2]))
    assert found.labels.tolist() == [5, 2]
    assert found.scores() == (1, 2)
    with pytest.raises(ValueError, match="2 pictures"):
        DuelResult.of(duel, np.arange(10, dtype=np.uint8), np.array([5, 2, 8]))


@pytest.mark.parametrize(
    ("first", "second", "chance"),
    [(0, 0, 1), (1, 1, 1), (3, 1, 0.625), (0, 5, 0.0625), (6, 0, 0.03125), (2, 9, 0.06543)],  # as in any table
)
def test_the_sign_test(first, second, chance):
    assert sign_test(first, second) == pytest.approx(chance, abs=5e-6)
    assert sign_test(second, first) == sign_test(first, second)
