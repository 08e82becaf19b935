from pathlib import Path

import numpy as np
import pytest

from fashion_gui.core.dataset import load_dataset
from fashion_gui.core.verdict import Verdict, judge, unlike_training

DEBIAN = Path("/usr/share/datasets/fashion-mnist")


def tile(*, rows=28, columns=18, ink=150, background=0):
    """A box of `ink` in the middle."""
    pixels = np.full((28, 28), background, np.uint8)
    top, left = (28 - rows) // 2, (28 - columns) // 2
    pixels[top : top + rows, left : left + columns] = ink
    return pixels


def answer(**places):
    """Ten probabilities; `p3=0.6` is class 3.  The rest is shared out."""
    given = {int(name[1:]): value for name, value in places.items()}
    rest = (1 - sum(given.values())) / (10 - len(given))
    return np.array([given.get(label, rest) for label in range(10)], np.float32)


@pytest.mark.parametrize(
    ("probabilities", "verdict", "label", "second"),
    [
        (answer(p3=0.95, p7=0.04), "recognised", 3, 7),
        (answer(p9=0.51, p0=0.30), "recognised", 9, 0),
        (answer(p9=0.49, p0=0.30), "unsure", 9, 0),
        (answer(p2=0.55, p4=0.40), "unsure", 2, 4),
        (answer(p2=0.60, p4=0.40), "recognised", 2, 4),
        (answer(), "unsure", 0, 1),
        (answer(p5=1.0), "recognised", 5, 0),
    ],
)
def test_sure_or_not(probabilities, verdict, label, second):
    judgement = judge(tile(), probabilities)

    assert judgement.verdict == verdict
    assert (judgement.label, judgement.second) == (label, second)
    assert judgement.probability == pytest.approx(float(probabilities[label]))
    assert judgement.reasons == ()
    assert (type(judgement.label), type(judgement.probability)) == (int, float)


def test_an_answer_that_is_no_number_is_never_recognised():
    assert judge(tile(), np.full(10, np.nan)).verdict == Verdict.UNSURE


@pytest.mark.parametrize(
    ("picture", "reasons"),
    [
        (tile(), ()),
        (tile(rows=18, columns=28), ()),
        (tile(rows=27), ()),
        (tile(background=8), ()),
        (tile(background=9), ("background_not_dark",)),
        (255 - tile(), ("background_not_dark",)),
        (tile(rows=26), ("does_not_fill",)),
        (tile(columns=2, ink=100), ("too_faint",)),
        (tile(columns=26, ink=255), ("too_full",)),
        (tile(rows=14, columns=9), ("does_not_fill",)),
        (np.zeros((28, 28), np.uint8), ("does_not_fill", "too_faint")),
        (np.full((28, 28), 255, np.uint8), ("background_not_dark", "too_full")),
    ],
)
def test_unlike_the_training_tiles(picture, reasons):
    assert unlike_training(picture) == reasons

    judgement = judge(picture, answer(p8=0.99))
    assert judgement.reasons == reasons
    assert judgement.verdict == (Verdict.UNFAMILIAR if reasons else Verdict.RECOGNISED)
    assert judgement.label == 8


@pytest.mark.parametrize("corner", [(0, 0), (0, -1), (-1, 0), (-1, -1)])
def test_each_corner_counts(corner):
    picture = tile()
    picture[corner] = 9
    assert unlike_training(picture) == ("background_not_dark",)


def test_noise_is_unfamiliar():
    noise = np.random.default_rng(1).integers(0, 256, (28, 28), dtype=np.uint8)
    assert judge(noise, answer(p8=0.98)).verdict == Verdict.UNFAMILIAR


@pytest.mark.parametrize("wrong", [np.zeros((27, 28), np.uint8), np.zeros(784, np.uint8), np.zeros((28, 28))])
def test_not_a_tile(wrong):
    with pytest.raises(ValueError, match="tile"):
        judge(wrong, answer())


@pytest.mark.parametrize("wrong", [np.zeros((1, 10)), np.zeros(9), np.zeros(0)])
def test_not_an_answer(wrong):
    with pytest.raises(ValueError, match="probabilities"):
        judge(tile(), wrong)


@pytest.mark.skipif(not DEBIAN.is_dir(), reason="the package dataset-fashion-mnist is not installed")
def test_training_tiles_are_familiar():
    images = load_dataset(DEBIAN).train_images[::20]
    share = np.mean([unlike_training(image) == () for image in images])

    assert share == pytest.approx(0.993, abs=0.005)
    assert all(unlike_training(255 - image) for image in images)
