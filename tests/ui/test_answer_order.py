"""Which pictures, in what order."""

from itertools import pairwise

import numpy as np
import pytest

from fashion_gui.ui.answer_order import Answers, accuracy_range, another_index, ordered, page_count


def answers_of(said, labels, sureness):
    """Answers that say `said[i]` with probability `sureness[i]`; the other nine classes share the rest."""
    count = len(labels)
    probabilities = np.repeat((1 - np.asarray(sureness, np.float32)[:, None]) / 9, 10, axis=1)
    probabilities[np.arange(count), said] = sureness
    tiles = np.zeros((count, 28, 28), np.uint8)
    return Answers.of(tiles, np.asarray(labels, np.uint8), probabilities.astype(np.float32))


#                    0    1    2    3    4    5
SAID = [3, 1, 0, 9, 2, 7]
LABELS = [3, 6, 0, 8, 4, 7]  # 1, 3 and 4 are wrong
SURENESS = [0.9, 0.5, 0.9, 0.7, 0.5, 0.5]


@pytest.mark.parametrize(
    ("order", "wrong_only", "expected"),
    [
        ("index", False, [0, 1, 2, 3, 4, 5]),
        ("surest", False, [0, 2, 3, 1, 4, 5]),
        ("least_sure", False, [1, 4, 5, 3, 0, 2]),
        ("index", True, [1, 3, 4]),
        ("surest", True, [3, 1, 4]),
        ("least_sure", True, [1, 4, 3]),
    ],
)
def test_order_keeps_ties_in_the_sets_order(order, wrong_only, expected):
    answers = answers_of(SAID, LABELS, SURENESS)
    assert ordered(answers, order=order, wrong_only=wrong_only).tolist() == expected


def test_nothing_is_left_when_all_are_right():
    answers = answers_of(LABELS, LABELS, SURENESS)
    assert ordered(answers, order="surest", wrong_only=True).tolist() == []


def test_counts_and_predicted():
    answers = answers_of(SAID, LABELS, SURENESS)
    assert answers.predicted.tolist() == SAID
    assert answers.right.tolist() == [True, False, True, False, False, True]
    assert (len(answers), answers.right_count(), answers.wrong_count()) == (6, 3, 3)


@pytest.mark.parametrize(("asked", "got"), [(2, 2), (6, 6), (20, 6)])
def test_first_takes_what_there_is(asked, got):
    first = answers_of(SAID, LABELS, SURENESS).first(asked)
    assert len(first) == got
    assert first.predicted.tolist() == SAID[:got]


@pytest.mark.parametrize(
    ("labels", "probabilities"),
    [((5,), (6, 10)), ((6,), (5, 10)), ((6,), (6, 9)), ((6, 1), (6, 10))],
)
def test_arrays_that_do_not_belong_together(labels, probabilities):
    with pytest.raises(ValueError, match="6 tiles"):
        Answers.of(np.zeros((6, 28, 28), np.uint8), np.zeros(labels, np.uint8), np.zeros(probabilities, np.float32))


@pytest.mark.parametrize(
    ("total", "per_page", "pages"),
    [(0, 40, 1), (1, 40, 1), (40, 40, 1), (41, 40, 2), (95, 40, 3), (10_000, 40, 250), (10_000, 35, 286)],
)
def test_page_count(total, per_page, pages):
    assert page_count(total, per_page=per_page) == pages


def test_another_is_never_the_same_twice_in_a_row_and_reaches_all():
    generator = np.random.default_rng(7)
    drawn = [another_index(generator, 5, previous=None)]
    for _ in range(200):
        drawn.append(another_index(generator, 5, previous=drawn[-1]))
    assert set(drawn) == set(range(5))
    assert all(first != second for first, second in pairwise(drawn))


def test_the_only_picture_may_come_again():
    assert another_index(np.random.default_rng(0), 1, previous=0) == 0


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [  # the roots of (share - x)² = z² x (1 - x) / total
        (8731, 10_000, 0.86643, 0.87948),
        (18, 20, 0.69897, 0.97213),
        (20, 20, 0.83887, 1.0),
        (0, 20, 0.0, 0.16113),
    ],
)
def test_accuracy_range(right, total, low, high):
    assert accuracy_range(right, total) == pytest.approx((low, high), abs=2e-5)
