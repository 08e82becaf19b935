"""Damage done to valid files: cut short, bits flipped, fields set to extremes, parts moved, mixed with others."""

import random
import struct
import zlib
from collections.abc import Sequence

_EXTREMES = [
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\x7f\xff\xff\xff",
    b"\0\0\xff\xff",
    b"\xff\xff",
    b"\0\0",
    b"\x80",
    b"\1",
]
_HEADER_BYTES = 64  # of a file, where sizes, depths and counts are
_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def damaged(content: bytes, dice: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """`content` with one kind of damage, most of it near the beginning, where the structure is.

    `others` are files that it may be mixed with.
    """
    data = bytearray(content)
    place = int(len(data) * dice.random() ** 3)
    match dice.randrange(8 if others else 7):
        case 0:
            return bytes(data[:place])
        case 1:
            for _ in range(dice.randint(1, 8)):
                data[int(len(data) * dice.random() ** 3)] ^= 1 << dice.randrange(8)
        case 2:
            _overwrite(data, place, dice.choice(_EXTREMES))
        case 3:
            for _ in range(dice.randint(1, 3)):
                _overwrite(data, dice.randrange(min(_HEADER_BYTES, len(data))), dice.choice(_EXTREMES))
        case 4:
            del data[place : place + dice.randint(1, 64)]
        case 5:
            data[place:place] = dice.randbytes(dice.randint(1, 64))
        case 6:
            other = int(len(data) * dice.random())
            _overwrite(data, place, data[other : other + 200])
        case 7:
            other = dice.choice(others)
            data[place:] = other[int(len(other) * dice.random()) :]
    # Half the PNGs get checksums that fit again, else nothing behind them would ever be reached.
    return _with_checksums(bytes(data)) if dice.random() < 0.5 else bytes(data)


def _overwrite(data: bytearray, place: int, new: bytes) -> None:
    """As much of `new` as fits, so that the length stays."""
    data[place : place + len(new)] = new[: len(data) - place]


def _with_checksums(content: bytes) -> bytes:
    """Every chunk's checksum set right, as far as the chunks can be followed; what is no PNG stays as it is."""
    if not content.startswith(_PNG_MAGIC):
        return content
    data, place = bytearray(content), len(_PNG_MAGIC)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 8 + length
        if end + 4 > len(data):
            break
        struct.pack_into(">I", data, end, zlib.crc32(data[place + 4 : end]))
        place = end + 4
    return bytes(data)
