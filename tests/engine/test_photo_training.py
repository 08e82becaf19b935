import errno
import os
from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf
from generated import make_dataset, make_tiles, write_photo_set
from trainings import training_events

from fashion_gui.core import runs
from fashion_gui.core.calibration import PLAIN, read_calibration
from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import BatchNormalization, Conv2D, Dense, MaxPooling2D, Network
from fashion_gui.core.photo_set import PhotoSet
from fashion_gui.core.presets import preset_options
from fashion_gui.core.protocol import EpochFinished, Failed, RunFinished, StepsDone
from fashion_gui.engine import measuring
from fashion_gui.engine.augmentation import erased, moved, toned
from fashion_gui.engine.engine import Engine
from fashion_gui.engine.inference import Predictor
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.photo_training import PhotoLearner
from fashion_gui.engine.training import Diverged, Progress, Samples, TrainingLoop

SMALL = Network(
    (
        Conv2D(8, 3, "relu"),
        BatchNormalization(),
        MaxPooling2D(4),
        Dense(10, "softmax"),
    )
)
OPTIONS = preset_options("photo", epochs=2, batch_size=50, learning_rate=0.01, seed=3)


def blocks(label, count, seed):
    """Bright bars in the middle of black whose width says the class: uint8 (count, 28, 28)."""
    noise = np.random.default_rng(seed).integers(0, 60, (count, 28, 28))
    tiles = np.zeros((count, 28, 28), np.uint8)
    half = 1 + label
    tiles[:, 2:26, 14 - half : 14 + half] = (120 + noise)[:, 2:26, 14 - half : 14 + half]
    return tiles


def photo_set(count=40):
    """Shirts (6), shoes (5, 7 or 9), and stripes that are none of the ten."""
    stripes = np.zeros((count, 3, 28, 28), np.uint8)
    stripes[..., ::3, :] = 200
    tiles = [blocks(6, 3, seed) for seed in range(count)] + [blocks(7, 3, seed) for seed in range(count)]
    return PhotoSet.of([*tiles, *stripes], ["shirt"] * count + ["shoes"] * count + ["hat"] * count)


def samples(count=500, seed=0):
    labels = (np.arange(count) % 10).astype(np.uint8)
    return Samples.of(np.stack([blocks(label, 1, seed + index)[0] for index, label in enumerate(labels)]), labels)


def train(model, options, photos):
    """The events of a training of `model`, without those inside the validation."""
    learner = PhotoLearner(model, samples(), options, photos)
    loop = TrainingLoop(learner, count=500, validation=samples(100, seed=9000), options=options)
    return (event for event in loop.events() if event is not None)


def trained(options=OPTIONS, photos=None, network=SMALL):
    model = build_model(network, seed=options.seed, trains=True)
    return list(train(model, options, photos)), model


def test_the_events_are_those_of_any_training():
    events, _ = trained(photos=photo_set())
    epochs = [event for event in events if isinstance(event, Epoch)]
    assert [epoch.epoch for epoch in epochs] == [1, 2]
    assert [event.step for event in events if isinstance(event, Progress) and event.step == 10] == [10] * 2
    assert all(np.isfinite([epoch.loss, epoch.val_loss]).all() for epoch in epochs)


def test_it_learns_the_dataset_and_what_is_none_of_the_ten():
    photos = photo_set()
    events, model = trained(replace(OPTIONS, epochs=25), photos)
    epochs = [event for event in events if isinstance(event, Epoch)]
    assert epochs[-1].loss < 0.8 * epochs[0].loss
    predictor = Predictor(model, mirrored=True)
    shirts, stripes = (predictor.probabilities(photos.tiles[which][:, 0]) for which in (slice(0, 40), slice(80, 120)))
    assert shirts[:, 6].mean() > 0.3
    assert stripes.max(axis=1).mean() < shirts.max(axis=1).mean() - 0.1
    shoes = predictor.probabilities(photos.tiles[40:80, 0])
    assert shoes[:, [5, 7, 9]].sum(axis=1).mean() > 0.4


def test_it_works_without_photos():
    events, _ = trained(replace(OPTIONS, epochs=1))
    assert isinstance(events[-1], Epoch)


def test_one_seed_gives_one_network():
    (first, one), (second, two) = (trained(photos=photo_set()) for _ in range(2))
    _, other = trained(replace(OPTIONS, seed=4), photo_set())
    for here, there in zip(one.get_weights(), two.get_weights(), strict=True):
        np.testing.assert_allclose(here, there, rtol=1e-4, atol=1e-5)
    assert not np.allclose(one.get_weights()[0], other.get_weights()[0], atol=1e-3)
    losses = [[event.loss for event in events if isinstance(event, Epoch)] for events in (first, second)]
    np.testing.assert_allclose(*losses, rtol=1e-4)


def test_at_an_epoch_s_end_the_model_holds_the_averaged_weights():
    model = build_model(SMALL, seed=3)
    seen = {}
    for event in train(model, OPTIONS, photo_set()):
        kind = "epoch" if isinstance(event, Epoch) else f"step {event.step}"
        seen.setdefault(kind, model.get_weights()[0])
    assert not np.allclose(seen["epoch"], seen["step 10"])
    # The mean moves less than the weights do.
    start = build_model(SMALL, seed=3).get_weights()[0]
    assert np.abs(seen["epoch"] - start).mean() < np.abs(seen["step 10"] - start).mean()


def test_a_rate_without_reason_diverges():
    with pytest.raises(Diverged):
        trained(replace(OPTIONS, learning_rate=float("inf")), photo_set())


# --- augmentation ----------------------------------------------------------------------------------------------------


def batch(count=64):
    tiles, _ = make_tiles(count)
    tiles[:, :4] = tiles[:, -4:] = 0
    tiles[:, :, :4] = tiles[:, :, -4:] = 0
    return tf.constant(tiles[..., np.newaxis].astype(np.float32))


def generator():
    return tf.random.Generator.from_seed(1)


def test_without_deviations_tiles_are_mirrored_at_most():
    tiles = batch()
    result = moved(tiles, generator(), turn=0, stretch=0, shift=0, shear=0).numpy()
    same = np.isclose(result, tiles.numpy(), atol=1e-2).all(axis=(1, 2, 3))
    mirrored = np.isclose(result, tiles.numpy()[:, :, ::-1], atol=1e-2).all(axis=(1, 2, 3))
    assert (same | mirrored).all()
    assert 10 < same.sum() < 54


def test_tones_change_the_garment_alone():
    tiles = batch().numpy()
    result = toned(tf.constant(tiles), generator()).numpy()
    garment = tiles > 4
    assert (result[~garment] == 0).all()
    assert result[garment].min() >= 23
    assert result.max() <= 255
    assert np.abs(result - tiles)[garment].mean() > 10


def test_erased_makes_holes_in_a_share():
    tiles = tf.ones((400, 28, 28, 1)) * 100
    changed = (erased(tiles, generator(), share=0.3).numpy() != 100).any(axis=(1, 2, 3))
    assert 0.2 < changed.mean() < 0.4
    assert not (erased(tiles, generator(), share=0.0).numpy() != 100).any()


def test_photos_and_tiles_are_calibrated_apart(tmp_path):
    engine = Engine()
    engine.dataset = make_dataset(train_count=3000)
    photos = photo_set(300)
    photos_file = str(write_photo_set(photos, tmp_path / "photos.npy"))
    options = replace(OPTIONS, epochs=1, batch_size=100, validation_share=0.2, photos=photos_file)
    list(training_events(engine, options, tmp_path))
    run = tmp_path / "run"
    assert sum(group.count for group in read_calibration(run, "photos").groups) == 60  # garments among each tenth
    assert sum(group.count for group in read_calibration(run, "tiles").groups) == 600  # a fifth of the tiles


def photo_engine(*, train_count, test_count):
    engine = Engine()
    engine.dataset = make_dataset(train_count=train_count, test_count=test_count)
    return engine


def test_a_stop_leaves_out_what_takes_long_and_keeps_its_epochs(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "STOP_SECONDS", -1.0)
    engine = photo_engine(train_count=250, test_count=2000)
    options = replace(OPTIONS, epochs=50, batch_size=100)
    *_, event = training_events(
        engine, options, tmp_path, stop=lambda event: isinstance(event, StepsDone) and event.epoch == 3
    )
    assert isinstance(event, RunFinished)
    assert (event.reason, event.epochs) == ("stopped", 2)
    assert np.isnan(event.test_accuracy)
    assert read_calibration(tmp_path / "run", "tiles") == PLAIN
    run = runs.read_run(tmp_path / "run")
    assert (len(run.history), run.result.reason) == (2, "stopped")


def test_a_full_disk_at_the_end_is_told(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    engine, events = photo_engine(train_count=250, test_count=50), []
    options = replace(OPTIONS, epochs=1, batch_size=100)
    for event in training_events(engine, options, tmp_path):
        events.append(event)
        if isinstance(event, EpochFinished):
            monkeypatch.setattr(os, "fsync", full)
    monkeypatch.undo()
    assert [event.code for event in events if isinstance(event, Failed)] == ["disk_full"]
    assert (events[-1].reason, events[-1].epochs) == ("completed", 1)
    assert events[-1].test_accuracy > 0
    assert read_calibration(tmp_path / "run", "tiles") == PLAIN
