"""What the views of the network's inside show, as numbers: rounded so that what is shown adds up."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.questions import Inside, NeuronWalked

DIGITS: Final = 3  # behind the point
_UNIT: Final = 10**DIGITS
STRONGEST: Final = 10  # products that are shown one by one
_SUPERSCRIPTS: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class LayerValues:
    """What a layer gives for one picture: `values` (units,) or (height, width, channels)."""

    name: str  # Keras'
    kind: str
    layer: int  # the place in `Network.layers`, -1 for the input
    values: Floats

    @property
    def units(self) -> int:
        """How many neurons, or maps."""
        return int(self.values.shape[-1])

    @property
    def is_input(self) -> bool:
        """Whether these are the pixels."""
        return self.layer < 0

    @property
    def is_dense(self) -> bool:
        """Whether its neurons have sums that one can walk through."""
        return self.kind == "Dense"

    @property
    def has_maps(self) -> bool:
        """Whether it gives pictures."""
        return self.values.ndim == 3

    @property
    def is_one_tile(self) -> bool:
        """Whether its numbers are one picture of the tile's size."""
        return self.values.shape == (TILE_SIDE, TILE_SIDE, 1)

    def active(self) -> int:
        """How many neurons give more than 0, or maps somewhere."""
        positive = self.values > 0
        return int(positive.any(axis=tuple(range(positive.ndim - 1))).sum())


def read_layers(inside: Inside) -> list[LayerValues]:
    """The layers of a reply."""
    return [
        LayerValues(row.name, row.kind, row.layer, np.frombuffer(row.values, np.float32).reshape(row.shape))
        for row in inside.layers
    ]


@dataclass(frozen=True)
class Product:
    """One of the products in a neuron's sum; `product` in thousandths."""

    index: int
    given: float
    weight: float
    product: int


@dataclass(frozen=True)
class Account:
    """A neuron's sum in whole thousandths, so that what is shown adds up exactly.

    `positive` + `negative` + `bias` = `total`, and so is `strongest` + `others` + `bias`: the last digit of the
    longest of the sums takes what the rounding of the others leaves over.
    """

    positive: int
    negative: int
    bias: int
    total: int
    strongest: tuple[Product, ...]  # the strongest first; none is 0
    others: int
    other_count: int  # how many products are not among the strongest


def account_of(walked: NeuronWalked, *, most: int = STRONGEST) -> Account:
    """Round what a neuron adds up.  Raises ValueError where a number is not finite."""
    given, weights = (np.frombuffer(part, np.float32).astype(np.float64) for part in (walked.inputs, walked.weights))
    products = given * weights
    if not (np.isfinite(products).all() and math.isfinite(walked.total)):
        raise ValueError("not a finite sum")
    bias, total = thousandths(walked.bias), thousandths(walked.total)
    positive, negative = (thousandths(float(products[sign].sum())) for sign in (products > 0, products < 0))
    if positive >= -negative:
        positive = total - bias - negative
    else:
        negative = total - bias - positive
    order = np.argsort(-np.abs(products), kind="stable")[:most]
    strongest = tuple(
        Product(int(place), float(given[place]), float(weights[place]), thousandths(float(products[place])))
        for place in order
        if products[place] != 0
    )
    others = total - bias - sum(row.product for row in strongest)
    return Account(positive, negative, bias, total, strongest, others, len(products) - len(strongest))


def thousandths(value: float) -> int:
    """Rounded to as many digits as are shown."""
    return round(value * _UNIT)


def plain(value: float | int) -> str:
    """2.353, −1.8; an int is one of thousandths."""
    number = value if isinstance(value, int) else thousandths(value)
    return f"{'−' if number < 0 else ''}{abs(number) / _UNIT:.{DIGITS}f}"


def signed(value: float | int) -> str:
    """+2.353, −1.800, 0.000; an int is one of thousandths."""
    number = value if isinstance(value, int) else thousandths(value)
    return f"+{plain(number)}" if number > 0 else plain(number)


def power_text(exponent: float) -> str:
    """e to the `exponent`, as 12.18 or 3.2·10⁸; never overflows."""
    return _decimal_power(exponent / math.log(10))


def _decimal_power(exponent: float) -> str:
    """10 to the `exponent`."""
    whole = math.floor(exponent)
    if -3 <= whole < 4:
        return f"{10**exponent:.4g}"
    factor = f"{10 ** (exponent - whole):.2f}"
    if factor == "10.00":  # rounded up
        factor, whole = "1.00", whole + 1
    return f"{factor}·10{str(whole).translate(_SUPERSCRIPTS)}"


def sum_of_powers(totals: Floats) -> float:
    """The logarithm of the sum of e to each of the `totals`."""
    largest = float(totals.max())
    return largest + math.log(float(np.exp(totals.astype(np.float64) - largest).sum()))


def columns_for(count: int) -> int:
    """How many columns a grid of `count` cells has: 256 -> 16, 128 -> 16, 10 -> 5; as square as fills all rows."""
    least = max(math.ceil(math.sqrt(count)), 1)
    for columns in range(least, 2 * least + 1):
        if count % columns == 0:
            return columns
    return least
