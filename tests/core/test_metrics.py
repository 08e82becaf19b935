import math

import numpy as np
import pytest

from fashion_gui.core.metrics import accuracy, mean_cross_entropy

LABELS = np.array([2, 0], np.uint8)


def answers(*of_right):
    """Probabilities (2, 10) with these at the right classes and the rest shared among the others."""
    rows = np.zeros((len(of_right), 10), np.float32)
    for row, label, probability in zip(rows, LABELS, of_right, strict=True):
        row[:] = (1 - probability) / 9
        row[label] = probability
    return rows


def test_cross_entropy_is_the_mean_of_minus_log():
    assert mean_cross_entropy(answers(0.5, 0.25), LABELS) == pytest.approx((math.log(2) + math.log(4)) / 2, rel=1e-6)


@pytest.mark.parametrize(("probability", "loss"), [(1.0, 1e-7), (0.0, -math.log(1e-7))])
def test_certainty_has_a_finite_loss(probability, loss):
    assert mean_cross_entropy(answers(probability, probability), LABELS) == pytest.approx(loss, rel=1e-3)


def test_a_long_list_loses_no_digits():
    labels = np.zeros(1_000_000, np.uint8)
    probabilities = np.full((len(labels), 10), 0.1, np.float32)
    assert mean_cross_entropy(probabilities, labels) == pytest.approx(-math.log(np.float32(0.1)), rel=1e-9)


@pytest.mark.parametrize(("of_right", "share"), [((0.9, 0.9), 1.0), ((0.9, 0.05), 0.5), ((0.05, 0.05), 0.0)])
def test_accuracy_is_the_share_of_right_answers(of_right, share):
    assert accuracy(answers(*of_right), LABELS) == share
