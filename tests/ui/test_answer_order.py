"""Which pictures, in what order."""

from itertools import pairwise

import numpy as np
import pytest

from fashion_gui.ui.answer_order import ANY, Answers, Selection, another_index, ordered, page_count


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
    ("order", "kind", "expected"),
    [
        ("index", "all", [0, 1, 2, 3, 4, 5]),
        ("surest", "all", [0, 2, 3, 1, 4, 5]),
        ("least_sure", "all", [1, 4, 5, 3, 0, 2]),
        ("index", "wrong", [1, 3, 4]),
        ("surest", "wrong", [3, 1, 4]),
        ("least_sure", "wrong", [1, 4, 3]),
        ("index", "right", [0, 2, 5]),
        ("least_sure", "right", [5, 0, 2]),
    ],
)
def test_order_keeps_ties_in_the_sets_order(order, kind, expected):
    answers = answers_of(SAID, LABELS, SURENESS)
    assert ordered(answers, order=order, selection=Selection(kind=kind)).tolist() == expected


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), [0, 1, 2, 3, 4, 5]),
        (Selection(right_class=6), [1]),
        (Selection(given=9), [3]),
        (Selection(right_class=6, given=1), [1]),
        (Selection(right_class=6, given=6), []),
        (Selection(right_class=ANY, given=7, kind="wrong"), []),
        (Selection(low=0.5), [0, 2, 3]),  # 0.5 is not above 0.5
        (Selection(high=0.5), [1, 4, 5]),
        (Selection(low=0.5, high=0.8), [3]),
        (Selection(low=0.5, kind="wrong"), [3]),
    ],
)
def test_a_selection_takes_what_passes_all_of_it(selection, expected):
    answers = answers_of(SAID, LABELS, SURENESS)
    assert selection.of(answers).tolist() == expected


def test_an_output_that_rounding_lifted_above_1_and_one_that_is_no_number_are_not_lost():
    answers = answers_of([3, 3], [3, 3], [1.0000001, float("nan")])
    assert Selection().of(answers).tolist() == [0, 1]
    assert Selection(low=0.99).of(answers).tolist() == [0, 1]


def test_nothing_is_left_when_all_are_right():
    answers = answers_of(LABELS, LABELS, SURENESS)
    assert ordered(answers, order="surest", selection=Selection(kind="wrong")).tolist() == []


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
