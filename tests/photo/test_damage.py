"""Random damage to valid files of every format: a picture or a problem we know, never anything else."""

import random
from pathlib import Path

import pytest
from photo_samples import PLAIN, sample_bytes

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import PreparePhoto, decode, encode
from fashion_gui.photo.recipes import RECIPES
from fashion_gui.photo.worker import prepare

ROUNDS = 30  # of every format
EXTREMES = [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\xff\xff"]
ALLOWED = {"damaged_image", "not_an_image", "unsupported_format", "too_many_pixels", "too_much_memory", "empty_file"}


def damaged(content: bytes, dice: random.Random) -> bytes:
    """`content` with one kind of damage, most of it near the beginning, where the structure is."""
    data = bytearray(content)
    place = int(len(data) * dice.random() ** 3)
    match dice.randrange(6):
        case 0:
            return bytes(data[:place])
        case 1:
            for _ in range(dice.randint(1, 8)):
                data[int(len(data) * dice.random() ** 3)] ^= 1 << dice.randrange(8)
        case 2:
            data[place : place + 4] = dice.choice(
                [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\xff\xff"]
            )
        case 3:
            del data[place : place + dice.randint(1, 64)]
        case 4:
            data[place:place] = dice.randbytes(dice.randint(1, 64))
        case 5:
            other = int(len(data) * dice.random())
            data[place : place + 200] = data[other : other + 200]
    return bytes(data)


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
