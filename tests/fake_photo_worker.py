"""A photo worker without decoders: what it does with a photo follows from the photo's name."""

import os
import sys
from pathlib import Path

from fashion_gui.core.codec import decode
from fashion_gui.core.protocol import Failed, PhotoPrepared, PhotoReady, PhotoVaried, Picture, PreparePhoto, VaryPhoto
from fashion_gui.core.wire import Wire


def main() -> None:
    wire = Wire()
    if sys.argv[1] == "broken":
        sys.exit("no decoder was found")
    wire.send(PhotoReady(sys.argv[1]))
    while line := wire.read_line():
        answer(wire, decode(line))


def answer(wire: Wire, request: PreparePhoto | VaryPhoto) -> None:
    name = Path(request.path).name
    if name.startswith("crash"):
        os.abort()
    elif name.startswith("exit"):
        sys.exit(3)
    elif name.startswith("bad"):
        wire.send(Failed(request.id, "", "photo_timeout", {"name": name, "seconds": 3}, ""))
    elif name.startswith("hang"):
        pass
    elif isinstance(request, VaryPhoto):
        wire.send(PhotoVaried(request.id + 1000, b""))  # an answer to nobody
        wire.send(PhotoVaried(request.id, bytes([request.seed]) * (784 * request.count)))
    else:
        picture = Picture(1, 1, b"rgb")
        wire.send(prepared(request, request.id + 1000, picture))  # an answer to nobody
        wire.send(prepared(request, request.id, picture))


def prepared(request: PreparePhoto, number: int, picture: Picture) -> PhotoPrepared:
    return PhotoPrepared(number, request.path, request.recipe, "PNG", 1, 1, picture, picture, bytes(784), [])


if __name__ == "__main__":
    main()
