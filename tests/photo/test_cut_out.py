"""The garment is found whatever it lies on; what the user draws counts more than what the program thinks."""

import time

import numpy as np
import pytest
from photo_samples import decoded, draw_shirt, prepare_tile, shirt_with_alpha
from PIL import Image

from fashion_gui.core.protocol import Correction, Stroke
from fashion_gui.photo.cut_out import find_garment
from fashion_gui.photo.decode import DecodedPhoto
from fashion_gui.photo.outline_net import garment_probability

WHOLE = Correction()


def on_floor(colour: tuple[int, int, int], *, size: tuple[int, int] = (300, 400)) -> Image.Image:
    """A shirt on boards with grain."""
    generator = np.random.default_rng(5)
    boards = np.zeros((size[1], size[0], 3))
    boards[:] = (150, 110, 70)
    boards += generator.normal(0, 8, (size[1], 1, 1)) + generator.normal(0, 5, boards.shape)
    picture = Image.fromarray(boards.clip(0, 255).astype(np.uint8))
    shirt = draw_shirt((255, 255, 255), colour, size=size, box=(50, 100, 250, 300))
    mask = Image.fromarray(np.any(np.array(shirt) != 255, axis=2))
    picture.paste(shirt, mask=mask)
    return picture


def overlap(found: np.ndarray, wanted: np.ndarray) -> float:
    return float((found & wanted).sum() / (found | wanted).sum())


def shirt_mask(size: tuple[int, int] = (300, 400)) -> np.ndarray:
    shirt = draw_shirt((255, 255, 255), (0, 0, 0), size=size, box=(50, 100, 250, 300))
    return np.array(shirt.convert("L")) < 128


@pytest.mark.parametrize("colour", [(20, 20, 25), (245, 245, 240), (40, 80, 160), (190, 40, 60)])
def test_a_shirt_on_a_floor(colour: tuple[int, int, int]) -> None:
    found = find_garment(decoded(on_floor(colour)), WHOLE)
    assert overlap(found.mask, shirt_mask()) > 0.9
    assert found.parts == 1
    assert found.at_edge == 0


@pytest.mark.parametrize("background", [(255, 255, 255), (253, 253, 253), (0, 0, 0), (200, 30, 30)])
def test_a_shirt_on_a_plain_ground(background: tuple[int, int, int]) -> None:
    picture = draw_shirt(background, (60, 120, 100), size=(300, 400), box=(50, 100, 250, 300))
    assert overlap(find_garment(decoded(picture), WHOLE).mask, shirt_mask()) > 0.9


def test_a_tile_is_like_the_dataset_s() -> None:
    tile = prepare_tile(decoded(on_floor((20, 20, 25))), "cut_out", WHOLE).tile
    assert (tile.shape, tile.dtype) == ((28, 28), np.uint8)
    rows, columns = np.flatnonzero(tile.any(axis=1)), np.flatnonzero(tile.any(axis=0))
    assert max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1 == 28
    assert tile[0, 0] == tile[0, 27] == tile[27, 0] == tile[27, 27] == 0
    assert 77 <= np.median(tile[tile > 0]) <= 222


@pytest.mark.parametrize("colour", [(250, 250, 250), (5, 5, 5)])
def test_white_and_black_clothes_are_neither_white_nor_black(colour: tuple[int, int, int]) -> None:
    tile = prepare_tile(decoded(on_floor(colour)), "cut_out", WHOLE).tile
    assert 80 <= np.median(tile[tile > 0]) <= 200


def test_a_white_garment_is_told() -> None:
    prepared = prepare_tile(decoded(on_floor((250, 250, 250))), "cut_out", WHOLE)
    assert "light_garment" in {finding.code for finding in prepared.findings}
    prepared = prepare_tile(decoded(on_floor((40, 80, 160))), "cut_out", WHOLE)
    assert "light_garment" not in {finding.code for finding in prepared.findings}


def test_the_same_photo_gives_the_same_tile() -> None:
    photo = decoded(on_floor((40, 80, 160)))
    first, second = (prepare_tile(photo, "cut_out", WHOLE).tile for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_a_transparent_background_is_the_mask() -> None:
    picture = shirt_with_alpha()
    found = find_garment(decoded(picture), WHOLE)
    assert overlap(found.mask, np.array(picture.getchannel("A")) >= 128) > 0.93


def test_the_outline_goes_around_the_mask() -> None:
    photo = decoded(on_floor((40, 80, 160)))
    prepared = prepare_tile(photo, "cut_out", WHOLE)
    assert len(prepared.outline) == 1
    points = np.array(prepared.outline[0]).reshape(-1, 2)
    assert ((points >= 0) & (points <= 1)).all()
    np.testing.assert_allclose(points.min(axis=0), (50 / 300, 100 / 400), atol=0.03)
    np.testing.assert_allclose(points.max(axis=0), (250 / 300, 300 / 400), atol=0.03)


# --- corrections -----------------------------------------------------------------------------------------------------


def two_shirts() -> DecodedPhoto:
    picture = on_floor((40, 80, 160), size=(300, 400)).resize((200, 267))
    both = Image.new("RGB", (420, 267), (150, 110, 70))
    both.paste(picture, (0, 0))
    both.paste(picture, (220, 0))
    return decoded(both)


def test_a_box_keeps_what_is_in_it() -> None:
    photo = two_shirts()
    left = find_garment(photo, Correction(box=[0.0, 0.0, 0.5, 1.0])).mask
    right = find_garment(photo, Correction(box=[0.5, 0.0, 1.0, 1.0])).mask
    assert left[:, :200].any()
    assert not left[:, 220:].any()
    assert right[:, 220:].any()
    assert not right[:, :200].any()


def test_strokes_add_and_remove() -> None:
    photo = decoded(on_floor((40, 80, 160)))
    corner = [0.05, 0.05, 0.1, 0.08]
    assert not find_garment(photo, WHOLE).mask[20, 15:30].any()
    added = find_garment(photo, Correction(strokes=[Stroke(True, [0.5, 0.5, 0.5, 0.1, *corner])])).mask
    assert added[40, 148:152].all()
    removed = find_garment(photo, Correction(strokes=[Stroke(False, [0.3, 0.5, 0.7, 0.5])])).mask
    assert not removed[200, 100:200].any()


def test_inverted_turns_bright_and_dark_of_the_garment_only() -> None:
    picture = on_floor((40, 80, 160))
    picture.paste((250, 250, 250), (120, 180, 180, 240))  # a white print
    photo = decoded(picture)
    plain = prepare_tile(photo, "cut_out", WHOLE).tile.astype(int)
    inverted = prepare_tile(photo, "cut_out", Correction(inverted=True)).tile.astype(int)
    np.testing.assert_array_equal(plain > 0, inverted > 0)
    assert plain[14, 14] < np.median(plain[plain > 0])
    assert inverted[14, 14] > np.median(inverted[inverted > 0])


@pytest.mark.parametrize("recipe", ["cut_out", "trim", "report"])
def test_turned_and_mirrored(recipe: str) -> None:
    picture = on_floor((40, 80, 160))
    picture.paste((10, 10, 10), (60, 100, 110, 160))  # so that left and right differ
    turned = prepare_tile(decoded(picture), recipe, Correction(quarter_turns=1, mirrored=True))
    by_hand = picture.transpose(Image.Transpose.ROTATE_270).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    np.testing.assert_array_equal(turned.tile, prepare_tile(decoded(by_hand), recipe, WHOLE).tile)
    back = prepare_tile(decoded(picture), recipe, Correction(quarter_turns=4)).tile
    np.testing.assert_array_equal(back, prepare_tile(decoded(picture), recipe, WHOLE).tile)


@pytest.mark.parametrize(
    "box", [[0.0, 0.0, 0.001, 0.001], [0.999, 0.999, 1.0, 1.0], [0.2, 0.5, 0.2, 0.5], [0.0, 0.0, 1.0, 1.0]]
)
def test_any_box_gives_a_tile(box: list[float]) -> None:
    assert prepare_tile(decoded(on_floor((40, 80, 160))), "cut_out", Correction(box=box)).tile.any()


def test_probabilities_of_any_picture() -> None:
    for shape in ((1, 1), (5, 900), (96, 96)):
        answer = garment_probability(np.full((*shape, 3), 127, np.uint8))
        assert (answer.shape, answer.dtype) == ((48, 48), np.float32)
        assert ((answer >= 0) & (answer <= 1)).all()


def test_an_even_picture_with_specks_is_not_slow() -> None:
    generator = np.random.default_rng(1)
    pixels = np.zeros((192, 144, 3), np.uint8)
    pixels[generator.integers(0, 192, 10), generator.integers(0, 144, 10)] = 255
    started = time.process_time()
    prepare_tile(decoded(Image.fromarray(pixels)), "cut_out", WHOLE)
    assert time.process_time() - started < 1.0  # without its grain it takes 4 s
