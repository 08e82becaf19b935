"""What others reach on Fashion-MNIST's test set: people, the course report, and published methods."""

from dataclasses import dataclass
from typing import Final

from fashion_gui.core.report import REPORT_ACCURACY
from fashion_gui.core.scores import Estimate, accuracy_estimate

_PAPER: Final = "H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST (2017), arXiv:1708.07747"


@dataclass(frozen=True)
class Reference:
    """`code` names it (the window knows the words), `accuracy` is a share 0..1, `source` says where it is written.

    `pictures` is on how many pictures of the test set it was measured.
    """

    code: str
    accuracy: float
    source: str
    pictures: int = 10_000

    def estimate(self) -> Estimate:
        """The accuracy with the range that so few pictures leave open."""
        return accuracy_estimate(round(self.accuracy * self.pictures), self.pictures)


# From the least to the most accurate.
REFERENCES: Final = (
    # Three people without expertise in fashion named each of 1000 pictures, and the majority counts.
    Reference("people", 0.835, "github.com/zalandoresearch/fashion-mnist, README", pictures=1000),
    Reference("course_report", REPORT_ACCURACY, "the report of the course's own training"),
    # 784-256-128-100-10 with dropout, learnt for 100 epochs: mean of the 30 runs in its log.
    Reference("similar_network", 0.8789, "github.com/heitorrapela/fashion-mnist-mlp, logs/runs_history.txt"),
    Reference("support_vectors", 0.897, f"{_PAPER}, table 3"),
    # Two convolutional layers, trained five times: the mean.
    Reference("two_convolutions", 0.9343, "github.com/cmasch/zalando-fashion-mnist, README"),
    # Wide ResNet of 28 layers, 36 million parameters.
    Reference("wide_residual", 0.9635, "github.com/zhunzhong07/Random-Erasing, README (arXiv:1708.04896)"),
)
