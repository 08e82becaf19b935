"""Drawn garments become tiles like the dataset's; the report's recipe is exactly the report's."""

from pathlib import Path

import numpy as np
import pytest
from photo_samples import Colour, decoded, draw_shirt, prepare_tile, shirt_with_alpha
from PIL import Image, ImageDraw, ImageFilter

from fashion_gui.core.protocol import Correction
from fashion_gui.photo.decode import DecodedPhoto, decode_photo
from fashion_gui.photo.recipes import RECIPES
from fashion_gui.photo.tiles import LOWEST_MEDIAN, Prepared

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
MIDDLE = (50, 100, 250, 300)


def trim(picture: Image.Image) -> Prepared:
    return prepare_tile(decoded(picture), "trim", Correction())


def findings_of(prepared: Prepared) -> dict[str, dict[str, str | int | float]]:
    return {finding.code: finding.parameters for finding in prepared.findings}


def span(tile: np.ndarray) -> tuple[int, int, int, int]:
    """First and last row, first and last column that are not empty."""
    rows, columns = np.flatnonzero(tile.any(axis=1)), np.flatnonzero(tile.any(axis=0))
    return rows[0], rows[-1], columns[0], columns[-1]


def assert_like_the_dataset(prepared: Prepared) -> None:
    """A garment of 28 rows or columns, in the centre, bright, on exactly 0."""
    tile = prepared.tile
    assert (tile.shape, tile.dtype) == ((28, 28), np.uint8)
    top, bottom, left, right = span(tile)
    assert max(bottom - top, right - left) + 1 == 28
    assert abs(top - (27 - bottom)) <= 1
    assert abs(left - (27 - right)) <= 1
    assert np.median(tile[tile > 0]) >= LOWEST_MEDIAN - 1
    assert tile[14, 14] > 0
    assert tile[0, 0] == tile[0, 27] == tile[27, 0] == tile[27, 27] == 0  # around the shirt's neck and waist


# --- trim ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("background", "colour", "dark"),
    [
        (WHITE, BLACK, False),
        (WHITE, (228, 228, 228), False),  # nearly as bright as its background
        ((253, 253, 253), (90, 20, 20), False),  # the dataset's background
        (BLACK, WHITE, True),
        (BLACK, (35, 35, 35), True),
        ((150, 150, 150), (200, 60, 60), False),
        ((140, 140, 140), (140, 140, 230), False),
        ((90, 60, 30), (240, 240, 235), True),  # a white shirt on a wooden floor
        ((60, 110, 60), (20, 20, 20), True),
    ],
)
def test_garments_of_all_colours(background: Colour, colour: Colour, dark: bool) -> None:
    prepared = trim(draw_shirt(background, colour))
    assert_like_the_dataset(prepared)
    assert ("polarity_dark" in findings_of(prepared)) is dark
    assert "nothing_to_trim" not in findings_of(prepared)


@pytest.mark.parametrize(
    ("box", "percent"),
    [
        (MIDDLE, 67),
        ((5, 5, 125, 85), 40),
        ((180, 300, 298, 398), 39),
        ((10, 20, 70, 380), 90),
        ((140, 190, 160, 210), 7),
        ((0, 0, 300, 400), None),  # edge to edge
    ],
)
def test_garments_in_all_places(box: tuple[int, int, int, int], percent: int | None) -> None:
    prepared = trim(draw_shirt(box=box))
    top, bottom, left, right = span(prepared.tile)
    assert max(bottom - top, right - left) + 1 == 28
    assert abs(top - (27 - bottom)) <= 1
    assert abs(left - (27 - right)) <= 1
    share = findings_of(prepared).get("filled_share", {}).get("percent")
    assert share == (None if percent in (None, 90) else pytest.approx(percent, abs=2))


def test_place_and_frame_do_not_change_the_tile() -> None:
    here = trim(draw_shirt(box=(10, 10, 210, 210))).tile
    there = trim(draw_shirt(size=(400, 300), box=(190, 90, 390, 290))).tile
    assert np.mean(np.abs(here.astype(int) - there)) < 6


def test_the_aspect_is_kept() -> None:
    top, bottom, left, right = span(trim(draw_shirt(box=(100, 50, 200, 350))).tile)
    assert bottom - top + 1 == 28
    assert right - left + 1 == pytest.approx(28 / 3, abs=1)


def test_brightness_is_the_grey_negated_on_light_and_kept_on_dark() -> None:
    light, dark = trim(draw_shirt(WHITE, (100, 100, 100))).tile, trim(draw_shirt(BLACK, (155, 155, 155))).tile
    assert light[14, 14] == dark[14, 14] == 155


def test_noise_shadow_and_specks_are_background() -> None:
    generator = np.random.default_rng(1)
    picture = draw_shirt((225, 215, 205), (30, 40, 90))
    ImageDraw.Draw(picture).ellipse((5, 380, 12, 387), fill=(40, 30, 20))  # a crumb
    shade = np.linspace(0.92, 1.0, 300)[np.newaxis, :, np.newaxis]
    noisy = np.asarray(picture) * shade + generator.normal(0, 4, (400, 300, 3))
    prepared = trim(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    assert_like_the_dataset(prepared)
    assert findings_of(prepared) == {"filled_share": {"percent": 67}}


def test_a_pair_of_shoes_is_not_torn_apart() -> None:
    picture = Image.new("RGB", (400, 200), WHITE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((50, 50, 149, 149), fill=(20, 20, 20))
    draw.rectangle((250, 70, 349, 149), fill=(20, 20, 20))
    top, bottom, left, right = span(trim(picture).tile)
    assert (left, right, bottom - top + 1) == (0, 27, 9)


def test_the_pale_half_of_a_garment_belongs_to_it() -> None:
    picture = draw_shirt(colour=(215, 215, 215), box=(50, 100, 250, 300))
    ImageDraw.Draw(picture).rectangle((110, 200, 190, 230), fill=BLACK)
    assert findings_of(trim(picture))["filled_share"] == {"percent": pytest.approx(67, abs=1)}


def test_a_gap_in_the_garment_stays_background() -> None:
    picture = draw_shirt(box=(20, 20, 280, 380))
    ImageDraw.Draw(picture).rectangle((130, 180, 170, 260), fill=WHITE)
    assert trim(picture).tile[14, 14] == 0


def test_transparent_background_is_the_mask() -> None:
    prepared = trim(shirt_with_alpha())
    assert_like_the_dataset(prepared)
    assert "polarity_dark" not in findings_of(prepared)
    assert prepared.cut_out[0, 0].tolist() == [255, 255, 255]


def test_a_white_shirt_with_a_transparent_background_is_seen() -> None:
    picture = Image.new("RGBA", (300, 400), (255, 255, 255, 255))
    picture.putalpha(shirt_with_alpha().getchannel("A"))
    assert_like_the_dataset(trim(picture))


def test_rounded_transparent_corners_are_no_mask() -> None:
    picture = draw_shirt().convert("RGBA")
    picture.putpixel((0, 0), (0, 0, 0, 0))
    assert_like_the_dataset(trim(picture))


@pytest.mark.parametrize(
    ("picture", "value"),
    [
        (Image.new("RGB", (300, 400), WHITE), 0),
        (Image.new("RGB", (300, 400), (200, 200, 200)), 55),
        (Image.new("RGB", (300, 400), BLACK), 0),
        (Image.new("RGBA", (300, 400), (9, 9, 9, 0)), 0),
        (Image.new("RGB", (1, 1), (130, 130, 130)), 125),
    ],
)
def test_blank_pictures_fall_back_on_the_whole_frame(picture: Image.Image, value: int) -> None:
    prepared = trim(picture)
    assert "nothing_to_trim" in findings_of(prepared)
    assert set(np.unique(prepared.tile)) <= {0, value}


def test_grain_alone_is_nothing() -> None:
    generator = np.random.default_rng(2)
    grain = generator.normal(120, 12, (300, 300, 3)).clip(0, 255).astype(np.uint8)
    assert set(findings_of(trim(Image.fromarray(grain)))) == {"nothing_to_trim", "polarity_dark"}


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (2, 3), (28, 28), (1024, 5)])
@pytest.mark.parametrize("recipe", RECIPES)
def test_any_size_gives_a_tile(recipe: str, size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    prepared = prepare_tile(DecodedPhoto(pixels, None, "PNG", *size, []), recipe, Correction())
    assert (prepared.tile.shape, prepared.tile.dtype) == ((28, 28), np.uint8)
    assert (prepared.cut_out.ndim, prepared.cut_out.dtype) == (3, np.uint8)


def test_the_cut_out_shows_the_garment_alone() -> None:
    prepared = trim(draw_shirt((210, 220, 230), (150, 30, 40)))
    assert prepared.cut_out.shape == pytest.approx((200, 200, 3), abs=4)
    assert prepared.cut_out[100, 100].tolist() == [150, 30, 40]
    assert prepared.cut_out[-1, 0].tolist() == [255, 255, 255]


def test_a_soft_photo_of_a_drawn_shirt_has_the_dataset_s_figures(tmp_path: Path) -> None:
    """In the dataset half of a tile is garment, and eight in ten have a median brightness of 77 to 222."""
    picture = draw_shirt((253, 253, 253), (70, 80, 120), size=(762, 1000), box=(80, 150, 680, 850))
    picture.filter(ImageFilter.GaussianBlur(2)).save(tmp_path / "shop.jpg", quality=90)
    prepared = prepare_tile(decode_photo(tmp_path / "shop.jpg"), "trim", Correction())
    assert_like_the_dataset(prepared)
    assert 0.35 < np.mean(prepared.tile > 0) < 0.65
    assert 77 < np.median(prepared.tile[prepared.tile > 0]) < 222


# --- report ----------------------------------------------------------------------------------------------------------


# Sides that 8 divides are left out: the centre of a cell then falls between two pixels, and rounding decides.
@pytest.mark.parametrize("size", [(300, 500), (28, 28), (13, 900), (1001, 31)])
def test_report_equals_an_independent_computation(size: tuple[int, int], tmp_path: Path) -> None:
    pixels = np.random.default_rng(4).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    # ITU-R 601-2 luma in Pillow's fixed point, then the pixel under the centre of each of 28x28 cells.
    luma = (pixels.astype(np.int64) @ [19595, 38470, 7471] + 0x8000) >> 16
    rows = ((np.arange(28) + 0.5) * size[1] / 28).astype(int)
    columns = ((np.arange(28) + 0.5) * size[0] / 28).astype(int)
    expected = 255 - luma[np.ix_(rows, columns)]
    prepared = prepare_tile(decode_photo(tmp_path / "photo.png"), "report", Correction())
    np.testing.assert_array_equal(prepared.tile, expected)
    np.testing.assert_array_equal(prepared.cut_out, pixels)
    assert prepared.findings == []


def test_report_follows_keras_step_by_step(tmp_path: Path) -> None:
    """Source: `load_img` of Keras 3.15.1 (image_utils.py) with color_mode="grayscale", target_size=(28, 28)."""
    path = tmp_path / "photo.jpg"
    draw_shirt((200, 180, 160), (60, 90, 200), size=(640, 480)).save(path)
    with Image.open(path) as image:
        expected = 255 - np.asarray(image.convert("L").resize((28, 28), Image.Resampling.NEAREST))
    np.testing.assert_array_equal(prepare_tile(decode_photo(path), "report", Correction()).tile, expected)
