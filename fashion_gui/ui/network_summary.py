"""The summary of a network as Keras 3 prints it."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from fashion_gui.core.networks import LayerRow, Network

HEADERS: Final = ("Layer (type)", "Output Shape", "Param #")  # Keras' words, in every language
_WIDTHS: Final = (31, 22, 13)  # characters; Keras' own for narrow screens, checked against Keras 3.15
_BYTES: Final = 4  # a float32
_UNITS: Final = ("B", "KB", "MB", "GB")


def summary_cells(row: LayerRow) -> tuple[str, str, str]:
    """The three cells of a layer: "dense (Dense)", "(None, 256)", "200,960"."""
    shape = ", ".join(str(size) for size in row.output_shape)
    return f"{row.name} ({row.kind})", f"(None, {shape})", f"{row.parameters:,}"


def total_line(network: Network) -> str:
    """ "Total params: 235,146" """
    return f"Total params: {network.parameter_count():,}"


def summary_text(network: Network) -> str:
    """What `model.summary()` prints, frame included."""
    rows = [_row(summary_cells(row)) for row in network.rows()]
    between = "\n" + _rule("├", "┼", "┤", "─") + "\n"
    trainable = network.trainable_count()
    frozen = network.parameter_count() - trainable
    return "\n".join(
        [
            'Model: "network"',
            _rule("┏", "┳", "┓", "━"),
            _line("┃", HEADERS, "┃"),
            _rule("┡", "╇", "┩", "━"),
            between.join(rows),
            _rule("└", "┴", "┘", "─"),
            f" {total_line(network)} ({_memory(network.parameter_count())})",
            f" Trainable params: {trainable:,} ({_memory(trainable)})",
            f" Non-trainable params: {frozen:,} ({_memory(frozen)})",
            "",
        ]
    )


def _row(cells: Sequence[str]) -> str:
    """A layer; a cell that is too long goes on in a line below."""
    parts = [textwrap.wrap(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True)]
    return "\n".join(_line("│", line, "│") for line in zip_longest(*parts, fillvalue=""))


def _line(bar: str, cells: Sequence[str], end: str) -> str:
    name, shape, parameters = cells
    padded = (name.ljust(_WIDTHS[0]), shape.ljust(_WIDTHS[1]), parameters.rjust(_WIDTHS[2]))
    return f"{bar} " + f" {bar} ".join(padded) + f" {end}"


def _rule(left: str, middle: str, right: str, dash: str) -> str:
    return left + middle.join(dash * (width + 2) for width in _WIDTHS) + right


def _memory(numbers: int) -> str:
    """What so many numbers take: "918.54 KB"."""
    size, unit = float(numbers * _BYTES), 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size /= 1024
        unit += 1
    return f"{size:.2f} {_UNITS[unit]}"
