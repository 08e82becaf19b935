"""Which format a file has, by its first bytes: names and endings lie."""

import struct
from dataclasses import dataclass
from typing import Final

HEAD_BYTES: Final = 4096  # as many of a file's first bytes as `sniff` looks at


@dataclass(frozen=True)
class Format:
    """`name` is Pillow's for a format that is opened ("JPEG", ...), else what the user is told ("HEIC", "PDF", ...).

    `refusal` is the code of the problem that says what to do with such a file; "" if it is opened.
    """

    name: str
    refusal: str = ""


_PICTURE: Final = "unsupported_format"
_VIDEO: Final = "is_a_video"
_RAW: Final = "is_a_raw_photo"

# Offset, bytes, format.
_MAGIC: Final = (
    (0, b"\xff\xd8\xff", Format("JPEG")),
    (0, b"\x89PNG\r\n\x1a\n", Format("PNG")),
    (0, b"GIF87a", Format("GIF")),
    (0, b"GIF89a", Format("GIF")),
    (8, b"CR\x02\x00", Format("CR2", _RAW)),
    (0, b"IIRO", Format("ORF", _RAW)),
    (0, b"IIRS", Format("ORF", _RAW)),
    (0, b"MMOR", Format("ORF", _RAW)),
    (0, b"IIU\x00", Format("RW2", _RAW)),
    (0, b"FUJIFILMCCD-RAW", Format("RAF", _RAW)),
    (0, b"MM\x00\x2b", Format("TIFF")),  # BigTIFF
    (0, b"II\x2b\x00", Format("TIFF")),
    (0, b"8BPS", Format("PSD", _PICTURE)),
    (0, b"%!PS", Format("PostScript", _PICTURE)),
    (0, b"gimp xcf", Format("XCF", _PICTURE)),
    (0, b"\xff\x0a", Format("JPEG XL", _PICTURE)),
    (0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", Format("JPEG XL", _PICTURE)),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", Format("JPEG 2000", _PICTURE)),
    (0, b"\xff\x4f\xff\x51", Format("JPEG 2000", _PICTURE)),
    (0, b"\x00\x00\x01\x00", Format("ICO", _PICTURE)),
    (0, b"\x00\x00\x01\xba", Format("MPEG", _VIDEO)),
    (0, b"\x00\x00\x01\xb3", Format("MPEG", _VIDEO)),
    (0, b"FLV\x01", Format("FLV", _VIDEO)),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Format("WMV", _VIDEO)),
    (3, b"\x08wide", Format("MOV", _VIDEO)),  # QuickTime from before `ftyp`
    (4, b"moov\x00\x00\x00\x6cmvhd", Format("MOV", _VIDEO)),
)
_RIFF: Final = {b"WEBP": Format("WEBP"), b"AVI ": Format("AVI", _VIDEO)}
_AVIF_BRANDS: Final = {b"avif", b"avis"}  # a picture, a sequence
_HEIF_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_BMP_HEADER_SIZES: Final = {12, 16, 40, 52, 56, 64, 108, 124}
_TIFF_ORDERS: Final = {b"II\x2a\x00": "<", b"MM\x00\x2a": ">"}
# Tags of a TIFF's first picture, and values that only a camera's raw file has there.  Sources: TIFF 6.0, TIFF/EP
# (ISO 12234-2), DNG 1.7.
_SUBFILE_TYPE, _COMPRESSION, _COLOURS, _MAKE, _FURTHER_PICTURES, _DNG_VERSION = 254, 259, 262, 271, 330, 50706
_RAW_COMPRESSIONS: Final = {32767, 34713, 65535}  # Sony, Nikon, Pentax
_RAW_COLOURS: Final = {32803, 34892}  # one colour a pixel, as the sensor has it; linear raw
_RAW_OF_MAKER: Final = {b"NIKON": "NEF", b"SONY": "ARW", b"PENTAX": "PEF", b"RICOH": "PEF", b"SAMSUNG": "SRW"}


def sniff(head: bytes) -> Format | None:
    """The format that the first `HEAD_BYTES` bytes belong to; None for no known one."""
    for offset, magic, known in _MAGIC:
        if head.startswith(magic, offset):
            return known
    if head[:4] in _TIFF_ORDERS:
        return _sniff_tiff(head, _TIFF_ORDERS[head[:4]])
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    if head.startswith(b"\x1a\x45\xdf\xa3"):  # Matroska, of which WEBM is one kind
        return Format("WEBM" if b"webm" in head[:64] else "MKV", _VIDEO)
    if _is_bmp(head):
        return Format("BMP")
    if b"%PDF-" in head[:1024]:  # readers allow other bytes before it
        return Format("PDF", _PICTURE)
    return Format("SVG", _PICTURE) if _is_svg(head) else None


def _is_bmp(head: bytes) -> bool:
    """ "BM" alone would also fit a text about BMW: the size of the second header has to be a known one."""
    if not head.startswith(b"BM") or len(head) < 18:
        return False
    (header_size,) = struct.unpack_from("<I", head, 14)
    return header_size in _BMP_HEADER_SIZES


def _sniff_boxes(head: bytes) -> Format:
    """AVIF, HEIC and videos share one container; its first box lists the brands.  Source: ISO/IEC 14496-12, 4.3."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[start : start + 4] for start in range(16, end, 4))}
    if brands & _AVIF_BRANDS:
        return Format("AVIF")
    if brands & _HEIF_BRANDS:
        return Format("HEIC", "is_a_heic_photo")
    if head[8:12] == b"crx ":
        return Format("CR3", _RAW)
    return Format("MOV" if head[8:12] == b"qt  " else "MP4", _VIDEO)


def _sniff_tiff(head: bytes, order: str) -> Format:
    """Most raw files are TIFFs whose first picture is a preview as small as a stamp: opened, it would be an answer
    about the wrong pixels.  What lies behind the head is not looked at: then it is an ordinary TIFF.
    """
    tags = _first_tags(head, order)
    if _DNG_VERSION in tags:
        return Format("DNG", _RAW)
    compression, colours = _number(tags, _COMPRESSION, order), _number(tags, _COLOURS, order)
    is_sensor = compression in _RAW_COMPRESSIONS or colours in _RAW_COLOURS
    is_preview = _FURTHER_PICTURES in tags and _number(tags, _SUBFILE_TYPE, order) & 1
    if not (is_sensor or is_preview):
        return Format("TIFF")
    place = _number(tags, _MAKE, order)
    maker = head[place : place + 16].upper()
    return Format(next((name for make, name in _RAW_OF_MAKER.items() if maker.startswith(make)), "TIFF"), _RAW)


def _first_tags(head: bytes, order: str) -> dict[int, tuple[int, bytes]]:
    """Tag -> type and the four bytes of its value, of a TIFF's first picture as far as `head` has it."""
    tags: dict[int, tuple[int, bytes]] = {}
    try:
        (start,) = struct.unpack_from(f"{order}I", head, 4)
        (count,) = struct.unpack_from(f"{order}H", head, start)
        for place in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(f"{order}HHI4s", head, place)
            tags[tag] = kind, value
    except struct.error:  # it goes on behind the head
        pass
    return tags


def _number(tags: dict[int, tuple[int, bytes]], tag: int, order: str) -> int:
    """The value of `tag`, 0 without it: a number of two bytes (type 3) or of four, which may be a place in the file."""
    kind, value = tags.get(tag, (4, bytes(4)))
    (number,) = struct.unpack_from(f"{order}H" if kind == 3 else f"{order}I", value)
    return int(number)


def _is_svg(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and b"<svg" in text
