import json

import numpy as np
import pytest

from fashion_gui.core.calibration import (
    PLAIN,
    Calibration,
    Group,
    bin_numbers,
    calibrated,
    calibration_error,
    confidence_bins,
    expected_calibration_error,
    fit_temperature,
    label_temperature,
    read_calibration,
    reliability,
    save_calibration,
)
from fashion_gui.core.verdict import familiarity, measure_calibration


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5])
def test_calibrated_divides_the_logits(temperature):
    logits = np.random.default_rng(1).normal(0, 3, (50, 10))
    wanted = softmax(logits / temperature)
    np.testing.assert_allclose(calibrated(softmax(logits), temperature), wanted, atol=1e-5)


def test_calibrated_keeps_order_and_sums_to_one():
    probabilities = softmax(np.random.default_rng(2).normal(0, 5, (200, 10)))
    answers = calibrated(probabilities, 3.0)
    np.testing.assert_array_equal(answers.argmax(axis=1), probabilities.argmax(axis=1))
    np.testing.assert_allclose(answers.sum(axis=1), 1, atol=1e-6)
    assert answers.dtype == np.float32


def test_calibrated_takes_a_probability_of_zero():
    assert calibrated(np.eye(10, dtype=np.float32), 2.0).argmax(axis=1).tolist() == list(range(10))


def overconfident(count, factor):
    """Answers whose logits are `factor` times too large, and right answers drawn from the true probabilities."""
    random = np.random.default_rng(3)
    logits = random.normal(0, 2, (count, 10))
    labels = np.array([random.choice(10, p=row / row.sum()) for row in softmax(logits).astype(np.float64)])
    return softmax(logits * factor), np.eye(10, dtype=np.bool_)[labels]


def test_no_answer_is_made_surer():
    probabilities, allowed = overconfident(1000, 0.5)
    assert fit_temperature(probabilities, allowed) == 1.0


@pytest.mark.parametrize("factor", [1.0, 1.6, 3.0])
def test_the_temperature_is_found_again(factor):
    probabilities, allowed = overconfident(4000, factor)
    temperature = fit_temperature(probabilities, allowed)
    assert temperature == pytest.approx(factor, rel=0.1)
    before, after = (
        expected_calibration_error(each.max(axis=1), allowed[np.arange(len(each)), each.argmax(axis=1)])
        for each in (probabilities, calibrated(probabilities, temperature))
    )
    assert after < 0.03
    assert before > 0.08 or factor == 1.0


def test_expected_calibration_error_by_hand():
    confidence, right = np.array([0.95, 0.95, 0.55, 1.0]), np.array([True, False, True, True])
    # bins of 1/15: 0.95 and 1.0 lie in the last two
    assert expected_calibration_error(confidence, right) == pytest.approx((2 * 0.45 + 0.45 + 0) / 4)


@pytest.mark.parametrize("factor", [0.4, 1.0, 2.5])
def test_a_temperature_of_labels_may_be_below_1(factor):
    probabilities, allowed = overconfident(4000, factor)
    labels = allowed.argmax(axis=1).astype(np.uint8)
    found = label_temperature(probabilities, labels)
    assert found == pytest.approx(factor, rel=0.1)

    def loss(temperature):
        right = calibrated(probabilities, temperature)[np.arange(len(labels)), labels]
        return -np.log(right.astype(np.float64)).mean()

    tried = np.exp(np.arange(np.log(0.2), np.log(5), 0.01))
    best = tried[np.argmin([loss(temperature) for temperature in tried])]
    assert found == pytest.approx(best, rel=0.011)


def test_a_temperature_of_labels_has_its_limits():
    labels = np.arange(10).astype(np.uint8)
    sure = softmax(3 * np.eye(10))
    assert label_temperature(sure, labels) == pytest.approx(0.2)  # all right: the surer, the better
    assert label_temperature(sure, (labels + 1) % 10) == pytest.approx(5)  # all wrong


def bins_by_hand(confidence, right, bins):
    """Without numpy: (count, right ones, mean confidence) of each bin."""
    inside = [[] for _ in range(bins)]
    for sure, kept in zip(confidence.tolist(), right.tolist(), strict=True):
        place = next(place for place in range(bins) if sure <= (place + 1) / bins or place == bins - 1)
        inside[place].append((sure, kept))
    return [
        (len(each), sum(kept for _, kept in each), sum(sure for sure, _ in each) / len(each) if each else 0.0)
        for each in inside
    ]


@pytest.fixture(params=[(1, 2000), (2, 37), (3, 1)])
def answered(request):
    seed, count = request.param
    random = np.random.default_rng(seed)
    confidence = random.uniform(0.1, 1, count)
    return confidence, random.uniform(0, 1, count) < confidence**2


@pytest.mark.parametrize("bins", [10, 15])
def test_bins_and_error_agree_with_plain_python(answered, bins):
    confidence, right = answered
    expected = bins_by_hand(confidence, right, bins)
    found = confidence_bins(confidence, right, bins=bins)
    assert [(one.count, one.right) for one in found] == [(count, kept) for count, kept, _ in expected]
    assert [one.confidence for one in found] == pytest.approx([mean for _, _, mean in expected], abs=1e-12)
    error = sum(abs(mean * count - kept) for count, kept, mean in expected) / len(confidence)
    assert expected_calibration_error(confidence, right, bins=bins) == pytest.approx(error, abs=1e-12)
    assert calibration_error(found) == pytest.approx(error, abs=1e-12)


@pytest.mark.parametrize("bins", [10, 15])
def test_the_diagram_agrees_with_scikit_learn(answered, bins):
    confidence, right = answered
    calibration_curve = pytest.importorskip("sklearn.calibration").calibration_curve
    shares, means = calibration_curve(right, confidence, n_bins=bins, strategy="uniform")
    filled = [one for one in confidence_bins(confidence, right, bins=bins) if one.count]
    np.testing.assert_allclose([one.share for one in filled], shares, atol=1e-12)
    np.testing.assert_allclose([one.confidence for one in filled], means, atol=1e-12)


def test_an_edge_belongs_to_the_bin_below_it():
    edges = (np.arange(11) / 10).astype(np.float32)
    assert bin_numbers(edges, 10).tolist() == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    for low, high, number in ((0.5, 0.6, 5), (0.6, 0.7, 6), (0.7, 0.8, 7)):
        wanted = ~((edges <= low) | (edges > high))  # as one would ask for that bin's pictures
        assert (bin_numbers(edges, 10)[wanted] == number).all()


def test_no_answers_have_no_error():
    bins = confidence_bins(np.zeros(0), np.zeros(0, np.bool_), bins=10)
    assert [(one.low, one.high, one.count, one.share, one.gap) for one in bins[:2]] == [
        (0.0, 0.1, 0, 0.0, 0.0),
        (0.1, 0.2, 0, 0.0, 0.0),
    ]
    assert calibration_error(bins) == 0


def test_the_gap_is_what_was_promised_less_what_was_kept():
    (only,) = [one for one in confidence_bins(np.array([0.95, 0.95]), np.array([True, False])) if one.count]
    assert (only.share, only.gap) == (0.5, pytest.approx(0.45))


def test_groups_of_equal_size_from_the_least_sure():
    confidence = np.array([0.9, 0.1, 0.5, 0.3, 0.7, 0.95])
    right = np.array([True, False, True, False, False, True])
    groups = reliability(confidence, right)
    assert [group.count for group in groups] == [2, 1, 1, 1, 1]
    assert groups[0] == Group(pytest.approx(0.2), 0.0, 2)
    assert groups[-1] == Group(0.95, 1.0, 1)
    assert Calibration(groups=groups).group_of(0.72) == Group(0.7, 0.0, 1)
    assert PLAIN.group_of(0.5) is None


def test_the_threshold_refuses_the_wanted_share():
    probabilities, allowed = overconfident(1000, 1.0)
    allowed[::4] = False  # none of the ten
    calibration = measure_calibration(probabilities, allowed, refused=0.1)
    garments = calibrated(probabilities[allowed.any(axis=1)], calibration.temperature)
    assert np.mean([familiarity(row) < calibration.familiar for row in garments]) == pytest.approx(0.1, abs=0.005)


def test_too_few_photos_measure_nothing():
    probabilities, allowed = overconfident(49, 1.0)
    assert measure_calibration(probabilities, allowed) == PLAIN


def test_it_comes_back_from_its_file(tmp_path):
    calibration = Calibration(1.5, 0.4, (Group(0.5, 0.45, 20), Group(0.9, 0.95, 21)))
    save_calibration(tmp_path, {"photos": calibration})
    assert read_calibration(tmp_path, "photos") == calibration
    assert read_calibration(tmp_path, "tiles") == PLAIN


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"photos": 1}',
        json.dumps({"photos": {"temperature": 0, "familiar": 0.1, "groups": []}}),
        json.dumps({"photos": {"temperature": 1e400, "familiar": 0.1, "groups": []}}),
        json.dumps({"photos": {"temperature": 1, "familiar": 1, "groups": []}}),
        json.dumps({"photos": {"temperature": "1", "familiar": 0.1, "groups": []}}),
        json.dumps({"photos": {"temperature": 1}}),
        json.dumps({"photos": {"temperature": 1, "familiar": 0.1}}),
        json.dumps({"photos": {"temperature": 1, "familiar": 0.1, "groups": [{"confidence": 1}]}}),
        json.dumps({"photos": {"temperature": 1, "familiar": 0.1, "groups": [[1, 1, 1]]}}),
        json.dumps(
            {
                "photos": {
                    "temperature": 1,
                    "familiar": 0.1,
                    "groups": [{"confidence": "a", "right": 1, "count": 1}],
                }
            }
        ),
        " " * 20_000,
    ],
)
def test_nonsense_is_plain(tmp_path, content):
    (tmp_path / "calibration.json").write_text(content)
    assert read_calibration(tmp_path, "photos") == PLAIN


def test_no_file_is_plain(tmp_path):
    assert read_calibration(tmp_path, "photos") == PLAIN


def test_shoes_are_one_answer():
    probabilities = np.full(10, 0.05, np.float32)
    probabilities[[5, 7, 9]] = 0.25, 0.2, 0.2
    assert familiarity(probabilities) == pytest.approx(0.65)
    probabilities[3] = 0.7
    assert familiarity(probabilities) == pytest.approx(0.7)
