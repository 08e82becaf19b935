"""Which labels several networks doubt: by hand, and against a slow search in plain Python."""

import numpy as np
import pytest

from fashion_gui.core.suspects import Suspect, class_thresholds, distinct, find_suspects

LABELS = np.array([0, 0, 1, 1, 2], np.uint8)


def sure(*said, by=0.91):
    """Answers float32 (n, 10): the classes `said`, each with probability `by`."""
    probabilities = np.full((len(said), 10), (1 - by) / 9, np.float32)
    probabilities[np.arange(len(said)), said] = by
    return probabilities


def indices(answers, labels=LABELS):
    return [suspect.index for suspect in find_suspects(answers, labels)]


def test_two_networks_that_agree_against_the_label():
    found = find_suspects([sure(0, 1, 1, 1, 2), sure(0, 1, 1, 1, 2, by=0.7)], LABELS)
    assert found == [Suspect(1, 0, 1, (0, 1), pytest.approx(0.805))]


def test_networks_that_differ_doubt_nothing():
    assert indices([sure(0, 1, 1, 1, 2), sure(0, 2, 1, 1, 2)]) == []
    assert indices([sure(0, 1, 1, 1, 2), sure(0, 0, 1, 1, 2)]) == []


def test_more_than_half_are_enough():
    one, other = sure(0, 1, 1, 1, 2), sure(0, 0, 1, 1, 2)
    assert indices([one, other]) == []
    assert indices([one, one, other, other]) == []
    lax = sure(0, 1, 1, 1, 2), sure(0, 1, 1, 0, 2), sure(0, 0, 0, 1, 2)  # class 1 has a threshold of 0.65
    (suspect,) = find_suspects(lax, LABELS)
    assert (suspect.index, suspect.agreeing, suspect.probability) == (1, (0, 1), pytest.approx(0.61, abs=0.01))


def test_one_network_or_none_is_not_enough():
    assert find_suspects([sure(1, 1, 1, 1, 2)], LABELS) == []
    assert find_suspects([], LABELS) == []
    assert find_suspects([np.zeros((0, 10), np.float32)] * 2, LABELS[:0]) == []


def test_the_class_must_be_as_probable_as_where_it_is_the_label():
    hesitant = sure(0, 1, 1, 1, 2)
    hesitant[1] = sure(1, by=0.6)
    assert indices([hesitant, hesitant]) == []  # pictures with label 1 reach 0.91


def test_a_class_that_no_label_has_is_never_proposed():
    assert indices([sure(0, 9, 1, 1, 2)] * 2) == []


def test_the_most_probable_comes_first_then_the_order_of_the_set():
    labels = np.zeros(6, np.uint8)
    labels[4:] = 1
    answers = sure(1, 1, 1, 0, 1, 0)
    answers[1] = sure(1, by=0.99)
    assert indices([answers, answers], labels) == [1, 0, 2, 5]


@pytest.mark.parametrize("wrong", [np.zeros((5, 9), np.float32), np.zeros((4, 10), np.float32)])
def test_answers_to_something_else_are_refused(wrong):
    with pytest.raises(ValueError, match="5 labels"):
        find_suspects([sure(0, 0, 1, 1, 2), wrong], LABELS)


def slow_search(answers, labels):
    """(index, proposed, agreeing) by the definition, without numpy."""
    mean = [[sum(float(each[i][c]) for each in answers) / len(answers) for c in range(10)] for i in range(len(labels))]
    found = []
    for i, label in enumerate(labels.tolist()):
        said = [max(range(10), key=lambda c, each=each: each[i][c]) for each in answers]
        for proposed in set(said) - {label}:
            agreeing = tuple(number for number, one in enumerate(said) if one == proposed)
            carrying = [mean[j][proposed] for j in range(len(labels)) if labels[j] == proposed]
            agreed = len(agreeing) >= 2 and len(agreeing) > len(answers) / 2
            if agreed and carrying and mean[i][proposed] >= sum(carrying) / len(carrying):
                found.append((-mean[i][proposed], i, proposed, agreeing))
    return [entry[1:] for entry in sorted(found)]


@pytest.mark.parametrize("networks", [2, 3, 4, 5])
def test_the_same_as_a_slow_search(networks):
    random = np.random.default_rng(networks)
    labels = random.integers(0, 10, 300).astype(np.uint8)
    common = random.normal(0, 1.5, (300, 10))
    powers = [np.exp(common + random.normal(0, 1, (300, 10))) for _ in range(networks)]
    answers = [(each / each.sum(axis=1, keepdims=True)).astype(np.float32) for each in powers]
    found = find_suspects(answers, labels)
    assert [(one.index, one.proposed, one.agreeing) for one in found] == slow_search(answers, labels)
    assert len(found) > 20


def test_thresholds_by_hand():
    mean = np.zeros((3, 10))
    mean[:, 4] = [0.2, 0.6, 0.9]
    thresholds = class_thresholds(mean, np.array([4, 4, 7], np.uint8))
    assert thresholds[4] == pytest.approx(0.4)
    assert thresholds[7] == 0
    assert thresholds[0] == 1  # nobody has that label


def test_the_same_network_twice_has_one_voice():
    one, other = sure(0, 1, 2), sure(0, 1, 3)
    assert distinct([one, other, one.copy(), other, sure(1, 1, 1)]) == [0, 1, 4]
    assert distinct([]) == []
