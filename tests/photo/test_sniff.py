"""Formats that are not opened are named, each with what to do about it."""

import struct
from pathlib import Path

import pytest
from photo_samples import SAMPLES, draw_shirt, sample_bytes
from PIL import Image, TiffImagePlugin

from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.photo.decode import decode_photo
from fashion_gui.photo.sniff import HEAD_BYTES, Format, sniff

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)
PICTURES = [
    (b"%PDF-1.7\n", "PDF"),
    (b"\n\n%PDF-1.7\n", "PDF"),
    (b"%!PS-Adobe", "PostScript"),
    (b"8BPS\0\x01", "PSD"),
    (b"gimp xcf v011", "XCF"),
    (b"\xff\x0a\xfa\x7f", "JPEG XL"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg xmlns="x">', "SVG"),
    (b"<!-- drawn by hand --><svg>", "SVG"),
]
VIDEOS = [
    (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "MOV"),
    (b"\0\0\0\x08wide\0\x10\0\0mdat", "MOV"),
    (b"\0\0\x10\0moov\0\0\0\x6cmvhd", "MOV"),
    (b"\0\0\0\x14ftypisom\0\0\0\0isom", "MP4"),
    (b"\0\0\0\x143gp4\0\0\0\0".replace(b"3gp4", b"ftyp3gp4"), "MP4"),
    (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", "WEBM"),
    (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska", "MKV"),
    (b"RIFF\x10\0\0\0AVI LIST", "AVI"),
    (b"\0\0\x01\xba\x44", "MPEG"),
    (b"FLV\x01\x05", "FLV"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", "WMV"),
]
RAW_PHOTOS = [
    (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "CR3"),
    (b"II*\0\x10\0\0\0CR\x02\0", "CR2"),
    (b"IIRO\x08\0\0\0", "ORF"),
    (b"IIU\0\x18\0\0\0", "RW2"),
    (b"FUJIFILMCCD-RAW 0201", "RAF"),
]


def problem_of(content: bytes, folder: Path) -> Problem:
    (folder / "photo.jpg").write_bytes(content)
    with pytest.raises(Problem) as caught:
        decode_photo(folder / "photo.jpg")
    return caught.value


def tiff_like(order: str, tags: list[tuple[int, int, int]], after: bytes = b"") -> bytes:
    """A TIFF of nothing but tags: (tag, type, value); `after` lies behind them."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}IH", 8, len(tags))
    for tag, kind, value in tags:
        number = struct.pack(f"{order}HH" if kind == 3 else f"{order}I", *([value, 0] if kind == 3 else [value]))
        head += struct.pack(f"{order}HHI", tag, kind, 1) + number
    return head + bytes(4) + after


def raw_like(order: str, maker: bytes) -> bytes:
    """As cameras begin their raw files: a small preview, the maker, and where the photo itself is."""
    return tiff_like(order, [(254, 4, 1), (271, 2, 8 + 2 + 36 + 4), (330, 4, 200)], maker)


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        *((content, kind, "unsupported_format") for content, kind in PICTURES),
        *((content, kind, "is_a_video") for content, kind in VIDEOS),
        *((content, kind, "is_a_raw_photo") for content, kind in RAW_PHOTOS),
        (HEIC, "HEIC", "is_a_heic_photo"),
        (HEIC.replace(b"ftypheic", b"ftypmif1"), "HEIC", "is_a_heic_photo"),
    ],
)
def test_other_formats_are_named(content: bytes, kind: str, code: str, tmp_path: Path) -> None:
    problem = problem_of(content, tmp_path)
    assert (problem.code, problem.parameters) == (code, {"name": "photo.jpg", "format": kind})
    for language in ("en", "ru"):
        assert kind in problem_sentence(code, problem.parameters, language)


def test_heic_is_told_with_the_iphone_s_own_words(tmp_path: Path) -> None:
    problem = problem_of(HEIC, tmp_path)
    assert "Settings > Camera > Formats > Most Compatible" in problem_sentence(problem.code, problem.parameters, "en")
    russian = problem_sentence(problem.code, problem.parameters, "ru")
    assert "«Настройки» > «Камера» > «Форматы» > «Наиболее совместимые»" in russian


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(
    ("maker", "kind"),
    [(b"NIKON CORPORATION\0", "NEF"), (b"SONY\0", "ARW"), (b"Samsung\0", "SRW"), (b"Nobody\0", "TIFF")],
)
def test_a_raw_photo_is_not_taken_for_its_preview(order: str, maker: bytes, kind: str, tmp_path: Path) -> None:
    problem = problem_of(raw_like(order, maker), tmp_path)
    assert (problem.code, problem.parameters["format"]) == ("is_a_raw_photo", kind)


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ([(254, 4, 0), (50706, 1, 0x0401)], "DNG"),
        ([(259, 3, 65535), (271, 2, 0)], "TIFF"),
        ([(262, 3, 32803)], "TIFF"),
    ],
)
def test_a_raw_photo_without_a_preview(tags: list[tuple[int, int, int]], kind: str, tmp_path: Path) -> None:
    for order in "<>":
        problem = problem_of(tiff_like(order, tags), tmp_path)
        assert (problem.code, problem.parameters["format"]) == ("is_a_raw_photo", kind)


def test_a_preview_that_pillow_would_open_is_refused(tmp_path: Path) -> None:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[254], info[271], info[50706] = 1, "Canon", b"\1\4\0\0"
    draw_shirt(size=(160, 120), box=(20, 20, 100, 100)).save(tmp_path / "preview.dng", "TIFF", tiffinfo=info)
    with Image.open(tmp_path / "preview.dng") as preview:
        assert preview.size == (160, 120)
    assert problem_of((tmp_path / "preview.dng").read_bytes(), tmp_path).code == "is_a_raw_photo"


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_opened_is_not_refused(name: str, tmp_path: Path) -> None:
    found = sniff(sample_bytes(name, tmp_path)[:HEAD_BYTES])
    assert found == Format(SAMPLES[name][1])


def test_avif_that_calls_itself_a_container_is_no_heic(tmp_path: Path) -> None:
    content = sample_bytes("rgb.avif", tmp_path)
    assert b"mif1" in content[16:40]
    (tmp_path / "container").write_bytes(content.replace(b"ftypavif", b"ftypmif1", 1))
    assert decode_photo(tmp_path / "container").format == "AVIF"


@pytest.mark.parametrize(
    "content", [b"", b"the wide world", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", b"BM"]
)
def test_a_head_without_sense_is_survived(content: bytes) -> None:
    assert sniff(content) in (None, Format("TIFF"))
