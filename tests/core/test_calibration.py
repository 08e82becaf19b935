import json

import numpy as np
import pytest

from fashion_gui.core.calibration import (
    PLAIN,
    Calibration,
    Group,
    calibrated,
    expected_calibration_error,
    fit_temperature,
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
