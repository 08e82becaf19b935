"""Measures how far the shipped networks for photos may be believed, all of them together.

    .venv/bin/python resources/models/calibrate.py PHOTO_SET

PHOTO_SET is the file that `train --photos` made (its name is in run.json of the training).  Every tenth photo in it was
not learnt from; on these, temperature and threshold are measured.  Writes calibration.json into models/photo.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fashion_gui.core.calibration import save_calibration
from fashion_gui.core.paths import resource
from fashion_gui.core.photo_set import read_photo_set
from fashion_gui.core.verdict import measure_calibration
from fashion_gui.engine.environment import prepare_environment


def main(photo_set: Path) -> None:
    prepare_environment()
    from fashion_gui.engine.engine import Engine

    _, measured = read_photo_set(photo_set).split()
    answers = Engine().predict(measured.tiles[:, 0], network="photo")
    calibration = measure_calibration(answers, measured.allowed)
    save_calibration(resource("models/photo"), {"photos": calibration})
    print(calibration)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
