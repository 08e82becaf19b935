"""What an explained answer is made of, as numbers that add up on paper, too."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.questions import Explained

Floats = npt.NDArray[np.float64]

_HUNDREDTHS = 100


@dataclass(frozen=True, eq=False)
class Parts:
    """`total` = `above` (pixels that speak for it) + `below` (against it) + `bias` + `rest`; `picture` is (28, 28)."""

    picture: Floats
    above: float
    below: float
    bias: float
    rest: float
    total: float


@dataclass(frozen=True, eq=False)
class Account:
    """A reply `Explained` as arrays: `outputs`, `biases`, `rests` (10,), `contributions` (10, 28, 28)."""

    exact: bool
    logits: bool  # else the outputs are logarithms of probabilities
    outputs: Floats
    biases: Floats
    contributions: Floats
    rests: Floats

    @classmethod
    def of(cls, reply: Explained) -> "Account":
        """Raises ValueError for arrays of another size."""
        outputs, biases, rests = (
            np.frombuffer(part).reshape(CLASS_COUNT) for part in (reply.outputs, reply.biases, reply.rests)
        )
        contributions = np.frombuffer(reply.contributions).reshape(CLASS_COUNT, TILE_SIDE, TILE_SIDE)
        return cls(reply.method == "exact", reply.unit == "logit", outputs, biases, contributions, rests)

    def probabilities(self) -> npt.NDArray[np.float32]:
        """Softmax of the outputs, float32 (10,): what the network answers."""
        powers = np.exp(self.outputs - self.outputs.max())
        shares: npt.NDArray[np.float32] = (powers / powers.sum()).astype(np.float32)
        return shares

    def given(self) -> int:
        """The class that the network says."""
        return int(self.outputs.argmax())

    def runner_up(self, label: int) -> int:
        """The class with the largest output but for `label`."""
        order = np.argsort(-self.outputs, kind="stable")
        return int(order[0] if order[0] != label else order[1])

    def parts(self, label: int, against: int | None = None) -> Parts:
        """Of the output of `label`, or of how much larger it is than that of `against`."""

        def wanted(array: Floats) -> Floats:
            found: Floats = array[label] if against is None else array[label] - array[against]
            return found

        picture = wanted(self.contributions)
        above, below = float(picture[picture > 0].sum()), float(picture[picture < 0].sum())
        bias, rest, total = (float(wanted(array)) for array in (self.biases, self.rests, self.outputs))
        return Parts(picture, above, below, bias, rest, total)


def written(parts: list[float], total: float) -> tuple[list[str], str]:
    """With two decimals and a sign, so that the written numbers, too, have the written `total` as their sum.

    Each is rounded up or down, those nearest to the next hundredth up.
    """
    wanted = round(total * _HUNDREDTHS)
    exact = np.array(parts) * _HUNDREDTHS
    whole = np.floor(exact)
    missing = min(max(wanted - int(whole.sum()), 0), len(parts))
    order = np.argsort(whole - exact, kind="stable")
    whole[order[:missing]] += 1
    return [signed(value / _HUNDREDTHS) for value in whole], signed(wanted / _HUNDREDTHS)


def signed(value: float) -> str:
    """Two decimals, a plus, or a real minus sign."""
    text = f"{value:+.2f}"
    return f"+{text[1:]}" if text == "-0.00" else text.replace("-", "−")
