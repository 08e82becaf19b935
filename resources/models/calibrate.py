"""Measures how far the shipped networks for photos may be believed, all of them together.

    .venv/bin/python resources/models/calibrate.py PHOTO_SET

PHOTO_SET is the file that `train --photos` made (its name is in run.json of the training).  Every tenth photo in it was
not learnt from, nor was the last part of Fashion-MNIST's training set; temperature and threshold are measured on these,
for photos and for the dataset's tiles apart.  Writes calibration.json into models/photo.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fashion_gui.core.calibration import save_calibration
from fashion_gui.core.dataset import find_dataset, load_dataset
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.paths import resource
from fashion_gui.core.photo_set import read_photo_set
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.verdict import measure_calibration
from fashion_gui.engine.environment import prepare_environment


def main(photo_set: Path) -> None:
    prepare_environment()
    from fashion_gui.engine.engine import Engine

    engine = Engine()
    _, measured = read_photo_set(photo_set).split()
    photos = measure_calibration(engine.predict(measured.tiles[:, 0], network="photo"), measured.allowed)
    dataset = load_dataset(find_dataset(None))
    count = PRESETS["photo"].options.training_count(len(dataset.train_labels))
    right = np.eye(CLASS_COUNT, dtype=np.bool_)[dataset.train_labels[count:]]
    tiles = measure_calibration(engine.predict(dataset.train_images[count:], network="photo"), right)
    save_calibration(resource("models/photo"), {"photos": photos, "tiles": tiles})
    print(photos, tiles, sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
