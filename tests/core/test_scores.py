"""Scores of answers, against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics

from fashion_gui.core.scores import (
    accuracy_estimate,
    accuracy_range,
    class_scores,
    confusion_matrix,
    loss_estimate,
    most_confused,
    row_shares,
)

CLASSES = list(range(10))


def drawn(count, *, classes=10, seed=0):
    """Right and given classes below `classes`, about half of them right."""
    generator = np.random.default_rng(seed)
    labels = generator.integers(0, classes, count).astype(np.uint8)
    guesses = generator.integers(0, classes, count)
    return labels, np.where(generator.random(count) < 0.5, labels, guesses)


pairs = st.integers(1, 80).flatmap(
    lambda count: st.tuples(
        arrays(np.uint8, count, elements=st.integers(0, 9)), arrays(np.int64, count, elements=st.integers(0, 9))
    )
)


@given(pairs)
@settings(deadline=None, max_examples=60)
def test_the_matrix_and_the_scores_of_the_classes_agree_with_scikit_learn(pair):
    labels, said = pair
    counts = confusion_matrix(labels, said)
    assert counts.dtype == np.int64
    assert (counts == metrics.confusion_matrix(labels, said, labels=CLASSES)).all()
    scores = class_scores(counts)
    expected = metrics.precision_recall_fscore_support(labels, said, labels=CLASSES, zero_division=0)
    for got, wanted in zip((scores.precision, scores.recall, scores.f1, scores.support), expected, strict=True):
        assert got == pytest.approx(wanted, abs=1e-12)
    macro = metrics.precision_recall_fscore_support(labels, said, labels=CLASSES, zero_division=0, average="macro")
    assert scores.macro() == pytest.approx(macro[:3], abs=1e-12)


@pytest.mark.parametrize("classes", [1, 4, 10])
def test_classes_that_never_occur_have_zeros(classes):
    labels, said = drawn(300, classes=classes)
    scores = class_scores(confusion_matrix(labels, said))
    for figure in (scores.precision, scores.recall, scores.f1, scores.support):
        assert (figure[classes:] == 0).all()
        assert (figure[:classes] > 0).all()


def test_rows_are_right_classes_and_columns_given_ones():
    counts = confusion_matrix(np.array([6, 6, 0], np.uint8), np.array([0, 0, 0]))
    assert (counts[6, 0], counts[0, 0], counts.sum()) == (2, 1, 3)
    assert most_confused(counts) == (6, 0, 2)
    assert row_shares(counts)[[6, 0, 3], 0].tolist() == [1.0, 1.0, 0.0]


def test_no_confusion_is_none():
    assert most_confused(confusion_matrix(np.arange(10, dtype=np.uint8), np.arange(10))) is None
    assert most_confused(np.zeros((10, 10), np.int64)) is None


def test_of_two_equally_frequent_confusions_the_first_counts():
    counts = np.zeros((10, 10), np.int64)
    counts[4, 2] = counts[2, 4] = 7
    counts[0, 0] = 90
    assert most_confused(counts) == (2, 4, 7)


@pytest.mark.parametrize(("labels", "said"), [([1, 2], [1]), ([[1]], [[1]]), ([10], [1]), ([1], [10]), ([-1], [1])])
def test_what_does_not_belong_together_is_refused(labels, said):
    with pytest.raises(ValueError, match="classes"):
        confusion_matrix(np.array(labels), np.array(said))


def test_nothing_answered_is_an_empty_matrix():
    empty = np.zeros(0, np.int64)
    assert not confusion_matrix(empty, empty).any()


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=40)
def test_the_loss_agrees_with_scikit_learn(count, seed):
    generator = np.random.default_rng(seed)
    labels = generator.integers(0, 10, count)
    probabilities = generator.dirichlet(np.full(10, 0.5), count).clip(1e-6, 1)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    estimate = loss_estimate(probabilities.astype(np.float32), labels)
    assert estimate.value == pytest.approx(metrics.log_loss(labels, probabilities, labels=CLASSES), rel=1e-4)
    assert estimate.low <= estimate.value <= estimate.high


def test_the_range_of_the_loss_holds_the_mean_of_all_in_19_of_20_samples():
    generator = np.random.default_rng(4)
    population = generator.dirichlet(np.full(10, 1.0), 20_000).astype(np.float32)
    labels = np.zeros(len(population), np.int64)
    true = loss_estimate(population, labels).value
    held = 0
    for _ in range(400):
        sample = generator.integers(0, len(population), 500)
        estimate = loss_estimate(population[sample], labels[sample])
        held += estimate.low <= true <= estimate.high
    assert 0.91 <= held / 400 <= 0.985


def test_the_loss_of_answers_that_are_surely_wrong_is_finite_and_that_of_one_answer_open():
    surely = np.eye(10, dtype=np.float32)[[3, 3]]
    estimate = loss_estimate(surely, np.array([4, 4]))
    assert estimate.value == pytest.approx(-np.log(1e-7))
    assert estimate.low == estimate.high == estimate.value
    assert loss_estimate(surely[:1], np.array([3])).high == float("inf")


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
    estimate = accuracy_estimate(right, total)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((right / total, low, high), abs=2e-5)
