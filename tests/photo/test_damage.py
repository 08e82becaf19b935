"""Random damage to valid files of every format: a picture or a problem we know, never anything else.

A few files of each format; `tests/benchmarks/damaged_files.py` sends thousands through the real worker.
"""

import random
from pathlib import Path

import pytest
from photo_damage import damaged
from photo_samples import PLAIN, sample_bytes

from fashion_gui.core.codec import decode, encode
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import PreparePhoto
from fashion_gui.photo.recipes import RECIPES
from fashion_gui.photo.worker import prepare

ROUNDS = 30  # of every format
ALLOWED = {"damaged_image", "not_an_image", "unsupported_format", "too_many_pixels", "too_much_memory", "empty_file"}
ALLOWED |= {"is_a_heic_photo", "is_a_raw_photo", "is_a_video"}


@pytest.mark.parametrize("name", PLAIN)
def test_random_damage(name: str, tmp_path: Path) -> None:
    content = sample_bytes(name, tmp_path)
    dice = random.Random(name)
    path = tmp_path / "damaged"
    for round_ in range(ROUNDS):
        path.write_bytes(damaged(content, dice))
        try:
            answer = prepare(PreparePhoto(1, str(path), dice.choice(list(RECIPES))))
        except Problem as problem:
            code = problem.code
        else:
            assert len(answer.tile) == 28 * 28
            assert decode(encode(answer)) == answer
            continue
        assert code in ALLOWED, f"round {round_}"


def test_damage_is_damage_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    content = sample_bytes("rgba.png", tmp_path)
    others = [sample_bytes("rgb.jpg", tmp_path)]
    files = [damaged(content, random.Random(seed), others) for seed in range(60)]
    assert files == [damaged(content, random.Random(seed), others) for seed in range(60)]
    assert len(set(files) - {content}) > 50
