"""Which format a file has, by its first bytes: names and endings lie."""

import struct
from typing import Final

HEAD_BYTES: Final = 4096  # as many of a file's first bytes as `sniff` looks at

# Offset, bytes, name.  The names of the first table are Pillow's.
_OPENED: Final = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"MM\x00\x2a", "TIFF"),
    (0, b"II\x2a\x00", "TIFF"),
    (0, b"MM\x00\x2b", "TIFF"),  # BigTIFF
    (0, b"II\x2b\x00", "TIFF"),
)
_REFUSED: Final = (
    (0, b"%PDF-", "PDF"),
    (0, b"%!PS", "PostScript"),
    (0, b"8BPS", "PSD"),
    (0, b"gimp xcf", "XCF"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (0, b"\xff\x4f\xff\x51", "JPEG 2000"),
    (0, b"\x00\x00\x01\x00", "ICO"),
    (0, b"\x1a\x45\xdf\xa3", "WEBM"),
)
_AVIF_BRANDS: Final = {b"avif", b"avis"}
_HEIF_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_BMP_HEADER_SIZES: Final = {12, 16, 40, 52, 56, 64, 108, 124}


def sniff(head: bytes) -> tuple[str, bool] | None:
    """The format that the first `HEAD_BYTES` bytes belong to and whether it is opened here; None for no known one.

    The name is Pillow's for a format that is opened ("JPEG", ...), else what the user is told ("HEIC", "PDF", ...).
    """
    for offset, magic, name in _OPENED:
        if head.startswith(magic, offset):
            return name, True
    if _is_bmp(head):
        return "BMP", True
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"AVI "):
        return head[8:12].decode().strip(), head[8:12] == b"WEBP"
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    for offset, magic, name in _REFUSED:
        if head.startswith(magic, offset):
            return name, False
    return ("SVG", False) if _is_svg(head) else None


def _is_bmp(head: bytes) -> bool:
    """ "BM" alone would also fit a text about BMW: the size of the second header has to be a known one."""
    if not head.startswith(b"BM") or len(head) < 18:
        return False
    (header_size,) = struct.unpack_from("<I", head, 14)
    return header_size in _BMP_HEADER_SIZES


def _sniff_boxes(head: bytes) -> tuple[str, bool]:
    """AVIF, HEIC and videos share one container; its first box lists the brands.  Source: ISO/IEC 14496-12, 4.3."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[start : start + 4] for start in range(16, end, 4))}
    if brands & _AVIF_BRANDS:
        return "AVIF", True
    if brands & _HEIF_BRANDS:
        return "HEIC", False
    if head[8:12] == b"crx ":
        return "CR3", False
    return ("MOV", False) if head[8:12] == b"qt  " else ("MP4", False)


def _is_svg(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and b"<svg" in text
