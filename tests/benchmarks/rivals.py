"""The course's training by other means, each a process of its own that prints one JSON object.

    python rivals.py report|jax|torch|products EPOCHS

- `report`: the course report's script with plain `fit`, as a student writes it.
- `jax`, `torch`: the same network, batch, optimizer and validation as well as we know how to write them: pictures stay
  uint8 (JAX) or are scaled once (PyTorch, where that is quicker), an epoch of JAX is one compiled `scan`.
- `products`: only the matrix products that an epoch cannot do without, in NumPy.

"seconds" are those of each epoch.  Nothing of our own is imported, so any Python that has the library can run it.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path("/usr/share/datasets/fashion-mnist")
SIZES = (784, 256, 128, 10)
BATCH, RATE = 200, 0.01
LEARNT = 48_000  # of 60 000; the rest, at the end, validates


def read(part: str) -> tuple[np.ndarray, np.ndarray]:
    """ "train" or "t10k": pictures uint8 (n, 28, 28) and labels uint8 (n,)."""
    images = gzip.decompress((FOLDER / f"{part}-images-idx3-ubyte.gz").read_bytes())
    labels = gzip.decompress((FOLDER / f"{part}-labels-idx1-ubyte.gz").read_bytes())
    return np.frombuffer(images, np.uint8, offset=16).reshape(-1, 28, 28), np.frombuffer(labels, np.uint8, offset=8)


def report(epochs: int) -> dict[str, Any]:
    """The report's script.  Seconds of an epoch include its validation, as Keras prints them."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import keras

    class Clock(keras.callbacks.Callback):
        def __init__(self) -> None:
            super().__init__()
            self.seconds: list[float] = []

        def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
            self.begun = time.perf_counter()

        def on_epoch_end(self, epoch: int, logs: object = None) -> None:
            self.seconds.append(time.perf_counter() - self.begun)

    (x_train, y_train), (x_test, y_test) = read("train"), read("t10k")
    x_train = x_train.reshape(60000, 784).astype("float32") / 255
    x_test = x_test.reshape(10000, 784).astype("float32") / 255
    y_train, y_test = keras.utils.to_categorical(y_train, 10), keras.utils.to_categorical(y_test, 10)
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(loss="categorical_crossentropy", optimizer="SGD", metrics=["accuracy"])
    clock = Clock()
    model.fit(x_train, y_train, batch_size=BATCH, epochs=epochs, validation_split=0.2, verbose=1, callbacks=[clock])
    loss, accuracy = model.evaluate(x_test, y_test, verbose=1)
    return {"seconds": clock.seconds, "figures": [loss, accuracy]}


def jax(epochs: int) -> dict[str, Any]:
    """An epoch is one compiled program: scan over the steps, then the validation in pieces."""
    import jax
    import jax.numpy as jnp

    images, labels = read("train")
    tiles, right = jnp.array(images.reshape(-1, 784)), jnp.array(labels, jnp.int32)

    def loss_of(layers: Any, x: Any, y: Any) -> Any:
        x = x.astype(jnp.float32) / 255
        for kernel, bias in layers[:-1]:
            x = jax.nn.relu(x @ kernel + bias)
        logits = x @ layers[-1][0] + layers[-1][1]
        loss = -jnp.mean(jnp.sum(jax.nn.one_hot(y, 10) * jax.nn.log_softmax(logits), axis=1))
        return loss, jnp.sum(jnp.argmax(logits, axis=1) == y)

    def step(layers: Any, places: Any) -> Any:
        figures, slopes = jax.value_and_grad(loss_of, has_aux=True)(layers, tiles[places], right[places])
        return jax.tree.map(lambda weight, slope: weight - RATE * slope, layers, slopes), figures

    @jax.jit
    def epoch(layers: Any, order: Any) -> Any:
        layers, (losses, hits) = jax.lax.scan(step, layers, order)
        pieces = tiles[LEARNT:].reshape(-1, BATCH, 784), right[LEARNT:].reshape(-1, BATCH)
        val_losses, val_hits = jax.lax.map(lambda piece: loss_of(layers, *piece), pieces)
        return layers, (losses.mean(), hits.sum() / LEARNT, val_losses.mean(), val_hits.sum() / (60_000 - LEARNT))

    layers = [(jnp.array(kernel), jnp.array(bias)) for kernel, bias in _fresh_layers()]

    def once() -> list[float]:
        nonlocal layers
        order = np.random.permutation(LEARNT).astype(np.int32).reshape(-1, BATCH)
        layers, figures = epoch(layers, order)
        return [float(figure) for figure in figures]

    return _timed(once, epochs)


def torch(epochs: int) -> dict[str, Any]:
    """The epoch's pictures are put in order once, the optimizer is the fused one; `torch.compile` gained nothing."""
    import torch
    from torch import nn

    torch.set_num_threads(os.cpu_count() or 1)
    images, labels = read("train")
    tiles = torch.tensor(images.reshape(-1, 784)).float() / 255
    right = torch.tensor(labels.astype(np.int64))
    model = nn.Sequential(
        *(nn.Linear(*SIZES[0:2]), nn.ReLU(), nn.Linear(*SIZES[1:3]), nn.ReLU(), nn.Linear(*SIZES[2:4]))
    )
    with torch.no_grad():
        for layer, (kernel, bias) in zip(model[::2], _fresh_layers(), strict=True):
            layer.weight.copy_(torch.tensor(kernel.T))
            layer.bias.copy_(torch.tensor(bias))
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE, fused=True)

    def once() -> list[float]:
        order = torch.randperm(LEARNT)
        x, y = tiles[:LEARNT][order], right[:LEARNT][order]
        loss_sum, hits = torch.zeros(()), torch.zeros((), dtype=torch.long)
        for first in range(0, LEARNT, BATCH):
            logits = model(x[first : first + BATCH])
            loss = nn.functional.cross_entropy(logits, y[first : first + BATCH])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            loss_sum += loss.detach()
            hits += (logits.detach().argmax(1) == y[first : first + BATCH]).sum()
        with torch.inference_mode():
            logits = model(tiles[LEARNT:])
            val_loss = nn.functional.cross_entropy(logits, right[LEARNT:])
            val_hits = (logits.argmax(1) == right[LEARNT:]).sum()
        steps, validated = LEARNT // BATCH, 60_000 - LEARNT
        return [float(loss_sum) / steps, int(hits) / LEARNT, float(val_loss), int(val_hits) / validated]

    return _timed(once, epochs)


def products(epochs: int) -> dict[str, Any]:
    """Forward, gradients of all kernels, gradients of the inputs of the second and third layer; validation forward."""
    kernels = [kernel for kernel, _ in _fresh_layers()]
    validated = 60_000 - LEARNT
    x, *slopes = (np.random.random((BATCH, size)).astype(np.float32) for size in SIZES)
    outputs = [np.empty_like(slope) for slope in slopes]
    changes = [np.empty_like(kernel) for kernel in kernels]
    tiles = np.random.random((validated, SIZES[0])).astype(np.float32)
    answers = [np.empty((validated, size), np.float32) for size in SIZES[1:]]

    def forward(x: np.ndarray, outputs: list[np.ndarray]) -> None:
        for kernel, output in zip(kernels, outputs, strict=True):
            x = np.matmul(x, kernel, out=output)

    def once() -> list[float]:
        for _ in range(LEARNT // BATCH):
            forward(x, outputs)
            for index in (2, 1, 0):
                before = outputs[index - 1] if index else x
                np.matmul(before.T, slopes[index], out=changes[index])
                if index:
                    np.matmul(slopes[index], kernels[index].T, out=slopes[index - 1])
        forward(tiles, answers)
        return []

    return _timed(once, epochs)


def _fresh_layers() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Kernel and bias of each layer, Glorot uniform as in Keras."""
    dice = np.random.default_rng(1)
    for inputs, units in pairwise(SIZES):
        limit = np.sqrt(6 / (inputs + units))
        yield dice.uniform(-limit, limit, (inputs, units)).astype(np.float32), np.zeros(units, np.float32)


def _timed(once: Callable[[], list[float]], epochs: int) -> dict[str, Any]:
    seconds, figures = [], []
    for _ in range(epochs):
        begun = time.perf_counter()
        figures = once()
        seconds.append(time.perf_counter() - begun)
    return {"seconds": seconds, "figures": figures}


def _peak_megabytes() -> float | None:
    """The largest resident memory so far; None where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), None)


def main() -> None:
    """Run one of them; a library that is not there is told as {"missing": its name}."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rival", choices=("report", "jax", "torch", "products"))
    parser.add_argument("epochs", type=int)
    arguments = parser.parse_args()
    out, sys.stdout = sys.stdout, sys.stderr  # Keras prints its progress there
    try:
        told = globals()[arguments.rival](arguments.epochs)
    except ImportError as error:
        told = {"missing": error.name or str(error)}
    print(json.dumps({**told, "peak_megabytes": _peak_megabytes()}), file=out)


if __name__ == "__main__":
    main()
