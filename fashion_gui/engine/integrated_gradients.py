"""What each pixel does to an output while the picture appears out of the black.

M. Sundararajan, A. Taly, Q. Yan, "Axiomatic Attribution for Deep Networks", ICML 2017, arXiv 1703.01365.
"""

from collections.abc import Callable, Generator
from typing import Final
from weakref import WeakKeyDictionary

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.engine.current_model import Frozen
from fashion_gui.engine.embedding import through

STEPS: Final = 64  # pictures on the way from black
_PIECE: Final = 2  # of them between two looks at whether somebody waits

Floats = npt.NDArray[np.float64]
Pictures = npt.NDArray[np.float32]
_Slopes = Callable[[Pictures], tuple[tf.Tensor, tf.Tensor]]

_compiled: "WeakKeyDictionary[keras.Model, _Slopes]" = WeakKeyDictionary()


def integrate(
    frozen: Frozen, tile: npt.NDArray[np.uint8], *, steps: int = STEPS
) -> Generator[None, None, tuple[Floats, Floats, Floats]]:
    """uint8 (28, 28) -> outputs (10,), those for a black picture (10,), contributions (10, 784).

    The outputs of one network are its logits, those of several (or of one that is asked about the mirror image, too)
    the logarithms of the mean probabilities.  A contribution is the pixel's value times the mean slope of the output
    along the way from black.  Gives way after each piece.
    """
    picture = tile.astype(np.float32) / 255
    ends, _ = _outputs(frozen, np.stack([np.zeros_like(picture), picture]))
    # Shorter steps near black: there the outputs change most.  With even ones eight times as much is left over.
    edges = np.linspace(0, 1, steps + 1) ** 2
    middles, lengths = (edges[1:] + edges[:-1]) / 2, np.diff(edges)
    total = np.zeros((CLASS_COUNT, TILE_SIDE, TILE_SIDE))
    for first in range(0, steps, _PIECE):
        yield
        piece = slice(first, first + _PIECE)
        _, slopes = _outputs(frozen, (middles[piece, np.newaxis, np.newaxis] * picture).astype(np.float32))
        total += np.einsum("n,nkij->kij", lengths[piece], slopes)
    return ends[1], ends[0], (total * picture).reshape(CLASS_COUNT, -1)


def _outputs(frozen: Frozen, pictures: Pictures) -> tuple[Floats, Floats]:
    """float32 (n, 28, 28), 0..1 -> the outputs (n, 10) and how each rises with each pixel, (n, 10, 28, 28)."""
    answers: list[tuple[Floats, Floats]] = []
    shares: list[float] = []  # of each answer in the mean
    models = frozen.models()
    for current in models:
        turns = (1, -1) if current.predictor.mirrored else (1,)
        for turn in turns:
            logits, slopes = _slopes(current.model)(np.ascontiguousarray(pictures[..., ::turn]))
            answers.append((logits.numpy().astype(np.float64), slopes.numpy().astype(np.float64)[..., ::turn]))
            shares.append(1 / len(turns) / len(models))
    return answers[0] if len(answers) == 1 else _log_mean(answers, shares)


def _log_mean(answers: list[tuple[Floats, Floats]], shares: list[float]) -> tuple[Floats, Floats]:
    """Of logits and their slopes: the logarithm of the mean probabilities, and its slopes."""
    logs, rises = [], []
    for (logits, slopes), share in zip(answers, shares, strict=True):
        log = _log_softmax(logits)
        logs.append(log + np.log(share))
        rises.append(slopes - np.einsum("nk,nkij->nij", np.exp(log), slopes)[:, np.newaxis])
    total = np.logaddexp.reduce(logs)
    parts = np.exp(np.stack(logs) - total)  # how much of the mean each answer is
    return total, np.einsum("vnk,vnkij->nkij", parts, np.stack(rises))


def _log_softmax(logits: Floats) -> Floats:
    found: Floats = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return found


def _slopes(model: keras.Model) -> _Slopes:
    """Pictures to the logits and their slopes, compiled once; follows the model's weights."""
    run = _compiled.get(model)
    if run is None:
        *hidden, last = model.layers[1:]  # the first one only scales; and not the model itself: it has to go some day

        def graph(pictures: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            with tf.GradientTape(persistent=True) as tape:
                tape.watch(pictures)
                logits = through(hidden, pictures) @ last.kernel + last.bias
                outputs = tf.unstack(logits, axis=1)
            return logits, tf.stack([tape.gradient(output, pictures) for output in outputs], axis=1)

        run = tf.function(graph, autograph=False, input_signature=[tf.TensorSpec((None, TILE_SIDE, TILE_SIDE))])
        _compiled[model] = run
    return run
