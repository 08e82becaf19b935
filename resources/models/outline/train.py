"""Trains the network that says where in a photo the garment is, from photos without any masks.

    .venv/bin/python resources/models/outline/train.py PHOTOS

PHOTOS has sub-folders of photos of one garment each.  Nobody has drawn their masks; they come about in rounds:

1. GrabCut cuts each photo out twice, from two different beginnings.  Where both agree (three photos in four), the mask
   is probably right, and a U-Net learns from these.
2. The network has seen many garments, and is right where GrabCut was not: a black shirt with a bright print, a coat the
   colour of its floor.  Its answers seed GrabCut, whose masks, where both agree, are learnt from in the next round.

Writes weights.npz beside this file.  About 15 minutes on two cores.  The seed decides everything but rounding.
"""

import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cv2
import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from fashion_gui.core.protocol import Correction
from fashion_gui.photo import cut_out
from fashion_gui.photo.decode import DecodedPhoto, decode_photo

Array = npt.NDArray[Any]
SIDE, MAP_SIDE = 96, 48  # pixels of what the network looks at, and of what it answers with
BATCH = 32
RATE = 3e-3
ROUNDS = ((14, False), (30, True), (40, True))  # epochs, and whether backgrounds are exchanged
AGREEING = 0.85  # intersection over union of two masks, from which on they are believed


def main(folder: Path) -> None:
    paths = sorted(path for path in folder.glob("*/*") if path.is_file())
    if not paths:
        sys.exit(f"no photos in the sub-folders of {folder}")
    spawn = get_context("spawn")  # a process with TensorFlow in it must not be forked
    with spawn.Pool() as pool:
        photos = np.stack(pool.map(small_photo, paths, chunksize=16))  # uint8 (n, 96, 96, 3)
        first = pool.map(two_masks, paths, chunksize=16)
    masks, agreement = np.stack([mask for mask, _ in first]), np.array([value for _, value in first])
    for number, (epochs, with_backgrounds) in enumerate(ROUNDS, start=1):
        covered = masks.mean(axis=(1, 2))
        good = (agreement > AGREEING) & (covered > 0.05) & (covered < 0.88)
        print(f"round {number}: learns from {good.sum()} of {len(good)} masks", flush=True)
        layers = learn(photos[good], masks[good], epochs=epochs, with_backgrounds=with_backgrounds, seed=number)
        save(layers)
        if number < len(ROUNDS):
            with spawn.Pool() as pool:  # new processes: the old ones hold the old weights
                refined = pool.map(refined_mask, paths, chunksize=16)
            masks, agreement = np.stack([mask for mask, _ in refined]), np.array([value for _, value in refined])


def save(layers: dict[str, Array]) -> None:
    np.savez(Path(__file__).with_name("weights.npz"), **layers)


# --- masks -----------------------------------------------------------------------------------------------------------


def photo_of(path: Path) -> DecodedPhoto:
    cv2.setNumThreads(1)
    return decode_photo(path)


def small_photo(path: Path) -> Array:
    """uint8 (96, 96, 3)"""
    return cv2.resize(photo_of(path).rgb, (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def two_masks(path: Path) -> tuple[Array, float]:
    """The mean of GrabCut's masks from two beginnings, float32 (96, 96), and how far they agree."""
    rgb = photo_of(path).rgb
    scale = min(1.0, cut_out.WORK_SIDE / max(rgb.shape[:2]))
    size = max(8, round(rgb.shape[1] * scale)), max(8, round(rgb.shape[0] * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    labels = [labels_by_border_colours(small), labels_by_frame(small)]
    one, two = (shrunk(cut_out._clean(cut_out._grab_cut(small, each), each)) for each in labels)
    return (one + two) / 2, overlap(one, two)


def labels_by_frame(rgb: Array) -> Array:
    """What lies along the frame's edge is background, all else perhaps garment."""
    labels = np.full(rgb.shape[:2], cv2.GC_PR_FGD, np.uint8)
    edge = max(2, round(0.04 * min(labels.shape)))
    labels[:edge] = labels[-edge:] = labels[:, :edge] = labels[:, -edge:] = cv2.GC_BGD
    return labels


def labels_by_border_colours(rgb: Array) -> Array:
    """Background has one of the colours along the frame's edge: up to four clusters in Lab, Mahalanobis distance."""
    lab = cv2.cvtColor(cv2.bilateralFilter(rgb, 5, 20, 5), cv2.COLOR_RGB2LAB).astype(np.float32)
    height, width = lab.shape[:2]
    edge = labels_by_frame(rgb) == cv2.GC_BGD
    colours = lab[edge]
    cv2.setRNGSeed(1)
    _, cluster, _ = cv2.kmeans(colours, 4, None, (3, 20, 1.0), 2, cv2.KMEANS_PP_CENTERS)
    distance = np.full((height, width), np.inf)
    for index in range(4):
        own = colours[cluster.ravel() == index]
        if len(own) < 0.06 * len(colours):
            continue
        inverse = np.linalg.inv(np.cov(own.T) + np.diag([60.0, 12.0, 12.0]))
        away = lab - own.mean(axis=0)
        distance = np.minimum(distance, np.sqrt(np.einsum("hwi,ij,hwj->hw", away, inverse, away)))
    scaled = np.clip(distance * 20, 0, 255).astype(np.uint8)
    threshold = max(cv2.threshold(scaled, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0], 40)
    rows, columns = np.mgrid[:height, :width]
    middle = np.hypot(rows / height * 2 - 1, columns / width * 2 - 1) < 0.35
    labels = np.where((scaled > threshold) | (middle & (scaled > 0.6 * threshold)), cv2.GC_PR_FGD, cv2.GC_PR_BGD)
    labels = labels.astype(np.uint8)
    labels[edge & (scaled <= threshold)] = cv2.GC_BGD
    return labels


def refined_mask(path: Path) -> tuple[Array, float]:
    """The mask that the program itself makes with the weights of the last round, and how far GrabCut agrees."""
    found = cut_out.find_garment(photo_of(path), Correction())
    return shrunk(found.mask), found.agreement


def shrunk(mask: Array) -> Array:
    return cv2.resize(mask.astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def overlap(one: Array, two: Array) -> float:
    return float(np.minimum(one, two).sum() / max(np.maximum(one, two).sum(), 1.0))


# --- learning --------------------------------------------------------------------------------------------------------


def learn(photos: Array, masks: Array, *, epochs: int, with_backgrounds: bool, seed: int) -> dict[str, Array]:
    """Cross-entropy and Dice loss, AdamW, cosine rate.  Returns what `outline_net` reads."""
    keras.utils.set_random_seed(seed)
    random = np.random.default_rng(seed)
    steps = len(photos) // BATCH
    model = build()
    optimizer = keras.optimizers.AdamW(keras.optimizers.schedules.CosineDecay(RATE, epochs * steps), weight_decay=1e-4)
    weights = model.trainable_variables

    @tf.function
    def step(pictures: tf.Tensor, wanted: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            logits = model(pictures, training=True)[..., 0]
            cross_entropy = tf.nn.sigmoid_cross_entropy_with_logits(wanted, logits)
            chance = tf.sigmoid(logits)
            both, either = tf.reduce_sum(chance * wanted, [1, 2]), tf.reduce_sum(chance + wanted, [1, 2])
            dice = 1 - (2 * both + 1) / (either + 1)
            loss = tf.reduce_mean(cross_entropy) + 0.5 * tf.reduce_mean(dice)
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        return loss

    for epoch in range(epochs):
        started, total = time.monotonic(), 0.0
        order = random.permutation(len(photos))
        for number in range(steps):
            chosen = order[number * BATCH : (number + 1) * BATCH]
            pairs = [varied(photos, masks, index, with_backgrounds, random) for index in chosen]
            total += float(step(np.stack([pair[0] for pair in pairs]), np.stack([pair[1] for pair in pairs])))
        print(f"  epoch {epoch + 1}/{epochs}: loss {total / steps:.4f}, {time.monotonic() - started:.1f} s", flush=True)
    return folded(model)


def build() -> keras.Model:
    """A U-Net: float32 (batch, 96, 96, 3) in 0..1 -> logits (batch, 48, 48, 1)."""

    def convolution(values: Any, name: str, channels: int, stride: int = 1) -> Any:
        values = keras.layers.Conv2D(channels, 3, stride, "same", use_bias=False, name=name)(values)
        values = keras.layers.BatchNormalization(momentum=0.95, name=f"{name}_norm")(values)
        return keras.layers.ReLU()(values)

    def joined(coarse: Any, fine: Any) -> Any:
        return keras.layers.Concatenate()([keras.layers.UpSampling2D(2)(coarse), fine])

    picture = keras.Input((SIDE, SIDE, 3))
    at_48 = convolution(convolution(picture, "down48", 16, 2), "at48", 16)
    at_24 = convolution(convolution(at_48, "down24", 32, 2), "at24", 32)
    at_12 = convolution(convolution(at_24, "down12", 64, 2), "at12", 64)
    at_6 = convolution(convolution(convolution(at_12, "down6", 96, 2), "at6", 96), "deep6", 96)
    up_12 = convolution(joined(at_6, at_12), "up12", 64)
    up_24 = convolution(joined(up_12, at_24), "up24", 32)
    up_48 = convolution(joined(up_24, at_48), "up48", 16)
    return keras.Model(picture, keras.layers.Conv2D(1, 1, name="answer")(up_48))


def folded(model: keras.Model) -> dict[str, Array]:
    """Kernel and bias of each convolution, batch normalisation folded in; half precision is enough for a mask."""
    arrays = {}
    for layer in model.layers:
        if type(layer).__name__ != "Conv2D":
            continue
        kernel, *bias = layer.get_weights()
        if bias:
            shift = bias[0]
        else:
            norm = model.get_layer(f"{layer.name}_norm")
            scale, offset, mean, variance = norm.get_weights()
            factor = scale / np.sqrt(variance + norm.epsilon)
            kernel, shift = kernel * factor, offset - mean * factor
        arrays[f"{layer.name}.kernel"] = kernel.astype(np.float16)
        arrays[f"{layer.name}.bias"] = shift.astype(np.float32)
    return arrays


def varied(
    photos: Array, masks: Array, index: int, with_backgrounds: bool, random: np.random.Generator
) -> tuple[Array, Array]:
    """A photo float32 (96, 96, 3) and its mask (48, 48), both changed at random alike."""
    photo, mask = photos[index], masks[index]
    if with_backgrounds:
        photo = on_another_background(photo, mask, photos, masks, random)
    turn = random.choice([0, 0, 0, 90, 180, 270]) + random.normal(0, 10)
    size = float(np.exp(random.normal(-0.08, 0.2)))
    matrix = cv2.getRotationMatrix2D(((SIDE - 1) / 2, (SIDE - 1) / 2), float(turn), size)
    matrix[:, 2] += random.normal(0, 5, 2)
    if random.random() < 0.5:
        matrix = (np.vstack([matrix, [0, 0, 1]]) @ [[-1, 0, SIDE - 1], [0, 1, 0], [0, 0, 1]])[:2]
    beyond = cv2.BORDER_REPLICATE if size < 0.85 else cv2.BORDER_REFLECT_101
    photo = cv2.warpAffine(photo, matrix, (SIDE, SIDE), borderMode=beyond).astype(np.float32) / 255
    mask = cv2.warpAffine(mask, matrix, (SIDE, SIDE), borderMode=beyond)
    if random.random() < 0.3:
        photo = photo[..., random.permutation(3)]
    if random.random() < 0.15:
        photo = 1 - photo
    if random.random() < 0.1:
        photo = np.repeat(photo.mean(axis=2, keepdims=True), 3, axis=2)
    contrast, gamma = np.exp(random.normal(0, 0.25, 2))
    photo = np.clip((photo - 0.5) * contrast + 0.5 + random.normal(0, 0.08, 3), 0, 1) ** gamma
    return photo.astype(np.float32), cv2.resize(mask, (MAP_SIDE, MAP_SIDE), interpolation=cv2.INTER_AREA)


def on_another_background(photo: Array, mask: Array, photos: Array, masks: Array, random: np.random.Generator) -> Array:
    """In one of four the floor of another photo, in one of ten a plain ground as shops have it."""
    choice = random.random()
    if choice < 0.25:
        other = random.integers(len(photos))
        edges = [masks[other][:24], masks[other][-24:], masks[other][:, :24], masks[other][:, -24:]]
        emptiest = int(np.argmin([edge.mean() for edge in edges]))
        if edges[emptiest].mean() > 0.05:
            return photo
        floors = [photos[other][:24], photos[other][-24:], photos[other][:, :24], photos[other][:, -24:]]
        floor = floors[emptiest] if emptiest < 2 else floors[emptiest].transpose(1, 0, 2)
        if random.random() < 0.5:
            ground = np.concatenate([floor, floor[::-1], floor, floor[::-1]])
        else:
            ground = cv2.resize(floor, (SIDE, SIDE))
        if random.random() < 0.5:
            ground = ground.transpose(1, 0, 2)
        share = cv2.GaussianBlur(mask, (3, 3), 0)[..., np.newaxis]
    elif choice < 0.35:
        brightness = random.choice([255, 250, 240, random.integers(0, 256)])
        slope = np.linspace(-1, 1, SIDE)[:, np.newaxis, np.newaxis] * random.normal(0, 10)
        ground = np.clip(brightness + random.normal(0, 6, 3) + slope + np.zeros((SIDE, SIDE, 3)), 0, 255)
        share = cv2.GaussianBlur(cv2.erode(mask, np.ones((2, 2))), (3, 3), 0)[..., np.newaxis]
    else:
        return photo
    return (photo * share + ground * (1 - share)).astype(np.uint8)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
