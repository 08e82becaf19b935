"""Every format and odd mode becomes the same picture; every bad file gets its own problem."""

import os
import socket
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from photo_samples import PLAIN, SAMPLES, draw_shirt, jpeg_bytes, numbers, png_chunk, png_of, sample_bytes
from PIL import Image

from fashion_gui.core.problems import Problem
from fashion_gui.photo.decode import LONG_SIDE, DecodedPhoto, decode_photo

INVERSE_TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def problem_of(path: Path) -> Problem:
    with pytest.raises(Problem) as caught:
        decode_photo(path)
    assert str(caught.value.parameters["name"]) in str(caught.value)
    return caught.value


def codes(photo: DecodedPhoto) -> list[str]:
    return [finding.code for finding in photo.findings]


# --- what can be opened ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_and_mode_shows_the_shirt(name: str, tmp_path: Path) -> None:
    write, kind, findings = SAMPLES[name]
    write(tmp_path / name)
    photo = decode_photo(tmp_path / name)
    assert (photo.format, photo.width, photo.height) == (kind, 300, 400)
    assert photo.rgb.dtype == np.uint8
    assert photo.rgb.shape == (400, 300, 3)
    assert codes(photo) == findings
    assert photo.rgb[200, 150].max() < 40  # the shirt's middle
    assert photo.rgb[10, 10].min() > 240  # the background, transparent or not
    assert (photo.alpha is not None) == ("transparent_background" in findings)
    if "transparent_background" in findings and name != "rgb_key.png":
        assert photo.alpha is not None
        assert (photo.alpha[200, 150], photo.alpha[10, 10]) == (255, 0)


def test_the_name_may_lie_about_the_format(tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_bytes(jpeg_bytes(draw_shirt()))
    assert decode_photo(tmp_path / "photo.txt").format == "JPEG"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", INVERSE_TURNS)
def test_exif_turn(orientation: int, kind: str, tmp_path: Path) -> None:
    upright = draw_shirt((255, 255, 255), (200, 20, 20), box=(10, 20, 190, 200))
    turn = INVERSE_TURNS[orientation]
    stored = upright if turn is None else upright.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "turned", kind, exif=exif)
    photo = decode_photo(tmp_path / "turned")
    assert (photo.width, photo.height) == upright.size
    assert np.abs(photo.rgb.astype(int) - np.asarray(upright)).mean() < 2
    assert codes(photo) == ([] if orientation == 1 else ["exif_turned"])


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0" + b"\xff" * 60])
def test_damaged_exif_does_not_cost_the_picture(exif: bytes, tmp_path: Path) -> None:
    draw_shirt().save(tmp_path / "exif.jpg", exif=exif)
    assert codes(decode_photo(tmp_path / "exif.jpg")) == []


def test_exif_orientation_out_of_range_is_ignored(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 9
    draw_shirt().save(tmp_path / "exif.jpg", exif=exif)
    assert codes(decode_photo(tmp_path / "exif.jpg")) == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_photo_is_reduced_and_keeps_its_own_size(kind: str, tmp_path: Path) -> None:
    draw_shirt(size=(3000, 4000), box=(500, 1000, 2500, 3000)).save(tmp_path / "large", kind)
    photo = decode_photo(tmp_path / "large")
    assert (photo.width, photo.height) == (3000, 4000)
    assert photo.rgb.shape == (LONG_SIDE, 768, 3)
    assert photo.rgb[512, 384].max() < 40
    assert photo.rgb[10, 10].min() > 240


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (28, 28)])
def test_extreme_sizes(size: tuple[int, int], tmp_path: Path) -> None:
    Image.new("RGB", size, (90, 90, 90)).save(tmp_path / "odd.png")
    photo = decode_photo(tmp_path / "odd.png")
    assert (photo.width, photo.height) == size
    assert max(photo.rgb.shape) == min(LONG_SIDE, max(*size, 3))


@pytest.mark.parametrize("fill", [np.nan, np.inf, 7.0])
def test_float_pictures_without_a_range_are_black(fill: float, tmp_path: Path) -> None:
    Image.fromarray(np.full((20, 30), fill, dtype=np.float32)).save(tmp_path / "odd.tif")
    assert decode_photo(tmp_path / "odd.tif").rgb.max() == 0


def test_half_the_range_of_16_bits_is_half_the_range_of_8(tmp_path: Path) -> None:
    Image.fromarray(numbers(np.uint16, 0, 32768)).save(tmp_path / "half.png")
    assert decode_photo(tmp_path / "half.png").rgb.max() == 128


# --- what cannot -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\0" * 1000, "not_an_image"),
        (b"BMW is not a bitmap, though it begins like one", "not_an_image"),
        ("просто текст".encode(), "not_an_image"),
        (b"<html><body>404 Not Found</body></html>", "not_an_image"),
        (b"PK\x03\x04" + bytes(50), "not_an_image"),
        (b"\xff\xd8\xff", "damaged_image"),
        (b"\x89PNG\r\n\x1a\n", "damaged_image"),
        (b"GIF89a", "damaged_image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "damaged_image"),
        (b"II*\0\x08\0\0\0", "damaged_image"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "damaged_image"),
    ],
)
def test_files_that_are_no_pictures(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "Моё фото.jpg").write_bytes(content)
    problem = problem_of(tmp_path / "Моё фото.jpg")
    assert problem.code == code
    assert problem.parameters["name"] == "Моё фото.jpg"


def test_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "broken link").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "nowhere.png", tmp_path / "file" / "below.png", tmp_path / "broken link", Path("a\0b")):
        assert problem_of(path).code == "file_missing"


def test_folder(tmp_path: Path) -> None:
    assert problem_of(tmp_path).code == "is_a_folder"
    assert problem_of(Path(tmp_path.anchor)).parameters["name"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_fifo_and_socket(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.png")
    assert problem_of(tmp_path / "fifo.png").code == "not_a_file"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.png"))
        assert problem_of(tmp_path / "socket.png").code == "not_a_file"


def test_too_many_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sparse.png"
    with open(path, "wb") as file:
        file.truncate(64_000_001)
    assert problem_of(path).parameters == {"name": "sparse.png", "megabytes": 65, "limit": 64}
    with open(path, "r+b") as file:
        file.truncate(64_000_000)
    assert problem_of(path).code == "not_an_image"  # small enough to be looked at


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    draw_shirt().save(tmp_path / "secret.png")
    (tmp_path / "secret.png").chmod(0)
    assert problem_of(tmp_path / "secret.png").code == "file_unreadable"


def test_a_failing_disk_is_not_blamed_on_the_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    draw_shirt().save(tmp_path / "photo.png")
    monkeypatch.setattr("builtins.open", fail)
    problem = problem_of(tmp_path / "photo.png")
    assert (problem.code, problem.parameters["reason"]) == ("file_unreadable", "Input/output error")


# --- too large -------------------------------------------------------------------------------------------------------


def _forged(kind: str, width: int, height: int) -> bytes:
    """A small file whose header claims `width` x `height` pixels."""
    if kind == "PNG":
        return png_of(width=width, height=height, depth=8, colour_type=2, rows=b"\0" * 100)
    if kind == "GIF":
        return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
    if kind == "BMP":
        header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
        return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + header
    content = bytearray(jpeg_bytes(draw_shirt()))
    frame = content.index(b"\xff\xc0")
    struct.pack_into(">HH", content, frame + 5, height, width)
    return bytes(content)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "JPEG"])
@pytest.mark.parametrize("size", [(40000, 40000), (9000, 8889)])
def test_too_many_pixels(kind: str, size: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "bomb").write_bytes(_forged(kind, *size))
    problem = problem_of(tmp_path / "bomb")
    expected = {"name": "bomb", "width": size[0], "height": size[1], "limit": 80}
    assert (problem.code, problem.parameters) == ("too_many_pixels", expected)
    assert Image.MAX_IMAGE_PIXELS == 80_000_000


def test_a_bomb_that_keeps_its_word(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_of(width=20_000, height=20_000, depth=1, colour_type=0, rows=b"\0" * 2501 * 20_000))
    assert path.stat().st_size < 100_000
    assert problem_of(path).code == "too_many_pixels"


@pytest.mark.parametrize("chunk", [b"zTXt", b"iCCP"])
def test_a_bomb_beside_the_pixels(chunk: bytes, tmp_path: Path) -> None:
    extra = png_chunk(chunk, b"name\0\0" + zlib.compress(b"\0" * 100_000_000))
    rows = (b"\0" + b"\x80" * 30) * 10
    (tmp_path / "bomb.png").write_bytes(png_of(width=30, height=10, depth=8, colour_type=0, rows=rows, extra=extra))
    assert problem_of(tmp_path / "bomb.png").code == "damaged_image"


def test_out_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    draw_shirt().save(tmp_path / "photo.png")
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", fail)
    assert problem_of(tmp_path / "photo.png").code == "too_much_memory"


# --- damage ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLAIN)
def test_truncated_files_never_get_through_as_something_else(name: str, tmp_path: Path) -> None:
    content = sample_bytes(name, tmp_path)
    outcomes = []
    for sixteenth in range(1, 16):
        (tmp_path / "cut").write_bytes(content[: len(content) * sixteenth // 16])
        try:
            outcomes.append(decode_photo(tmp_path / "cut").format)
        except Problem as problem:
            outcomes.append(problem.code)
    whole = SAMPLES[name][1]  # a second frame may be cut off, the first be whole
    assert set(outcomes) <= {"damaged_image", whole}
    assert outcomes[0] == "damaged_image"
