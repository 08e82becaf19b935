"""You against the network: which pictures, who said what, and what so few pictures can tell."""

import math
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT

PICTURES: Final = 20
CHANCE: Final = 0.05  # a difference that chance makes more often than this decides nothing

Indices = npt.NDArray[np.int64]


def choose_pictures(
    labels: npt.NDArray[np.uint8],
    generator: np.random.Generator,
    *,
    count: int = PICTURES,
    without: Indices | None = None,
) -> Indices:
    """Places of `count` pictures, none twice, in random order; of all where `labels` (n,) has fewer.

    Each class that is there comes once at least, if `count` allows, and about as often as the others: but not equally
    often, so that nobody can tell the last picture from those before.  The places `without` are left out, as long as
    `count` others are there.
    """
    shuffled = generator.permutation(len(labels)).astype(np.int64)
    if without is not None:
        others = shuffled[~np.isin(shuffled, without)]
        shuffled = others if len(others) >= count else shuffled
    of_class = [list(shuffled[labels[shuffled] == label]) for label in range(CLASS_COUNT)]
    present = [places for places in of_class if places]
    most = math.ceil(count / max(len(present), 1)) + 1
    chosen = [places[0] for places in present]
    rest = [place for places in present for place in places[1:most]]
    beyond = [place for places in present for place in places[most:]]  # for a set that lacks classes or pictures
    generator.shuffle(chosen)
    generator.shuffle(rest)
    return generator.permutation(np.array((chosen + rest + beyond)[:count], np.int64))


@dataclass(eq=False)
class Duel:
    """One game, while it goes on: `pictures` are places in the test set, int64 (n,)."""

    pictures: Indices
    answers: list[int] = field(default_factory=list)  # classes 0-9, of the first pictures
    seconds: list[float] = field(default_factory=list)  # that each took
    begun: float = 0.0  # seconds that went on the picture in hand before an answer to it was taken back

    def place(self) -> int | None:
        """Which picture of the test set is to be named now, None after the last."""
        done = len(self.answers)
        return int(self.pictures[done]) if done < len(self.pictures) else None

    def answer(self, label: int, seconds: float) -> None:
        """The picture in hand is a `label`; to find that took `seconds`."""
        assert self.place() is not None
        self.answers.append(label)
        self.seconds.append(self.begun + seconds)
        self.begun = 0.0

    def take_back(self, seconds: float) -> None:
        """Forget the last answer; the `seconds` that its successor was looked at are not forgotten."""
        self.answers.pop()
        self.begun += self.seconds.pop() + seconds

    def spent(self) -> float:
        """Seconds until the picture in hand came into view."""
        return sum(self.seconds) + self.begun


@dataclass(frozen=True, eq=False)
class DuelResult:
    """Who said what of n pictures: all arrays are int64 (n,).

    `pictures` are places in the test set, `labels` the right classes, `yours` and `networks` the answers.
    """

    pictures: Indices
    labels: Indices
    yours: Indices
    networks: Indices

    @classmethod
    def of(cls, duel: Duel, labels: npt.NDArray[np.uint8], networks: Indices) -> "DuelResult":
        """Of what has been answered; `labels` are those of the whole test set, `networks` answers to the first n."""
        count = len(duel.answers)
        pictures = duel.pictures[:count]
        if networks.shape != (count,):
            raise ValueError(f"{count} pictures, answers {networks.shape}")
        return cls(pictures, labels[pictures].astype(np.int64), np.array(duel.answers, np.int64), networks)

    def __len__(self) -> int:
        return len(self.labels)

    def scores(self) -> tuple[int, int]:
        """How many you have right, and how many the network."""
        return int((self.yours == self.labels).sum()), int((self.networks == self.labels).sum())

    def only_one_right(self) -> tuple[int, int]:
        """On how many pictures only you are right, and on how many only the network."""
        yours, networks = self.yours == self.labels, self.networks == self.labels
        return int((yours & ~networks).sum()), int((networks & ~yours).sum())

    def differing(self) -> Indices:
        """Places 0 to n-1 at which the two answers differ."""
        return np.flatnonzero(self.yours != self.networks).astype(np.int64)

    def agreement(self) -> float:
        """The share of equal answers, right or wrong; 0 without any."""
        return float((self.yours == self.networks).mean()) if len(self) else 0.0

    def chance(self) -> float:
        """How often two players who are equally good would be at least this far apart on as many such pictures."""
        return sign_test(*self.only_one_right())


def sign_test(first: int, second: int) -> float:
    """The two-sided p-value, 0..1, of `first` wins against `second`, each being equally likely.

    On pairs of right and wrong answers this is the exact form of McNemar's test.
    Source: Q. McNemar, "Note on the sampling error of the difference between correlated proportions", 1947.
    """
    total = first + second
    tail = sum(math.comb(total, wins) for wins in range(min(first, second) + 1))
    return min(1.0, 2.0 * tail / float(2**total))
