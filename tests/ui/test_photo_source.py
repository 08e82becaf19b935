"""Which photos to learn from: what was found, and what it is taken for."""

import numpy as np
import pytest

from fashion_gui.core.collection import Collection
from fashion_gui.ui.language import set_language
from fashion_gui.ui.photo_source import PhotoSource


@pytest.fixture
def source(qtbot):
    source = PhotoSource()
    qtbot.addWidget(source)
    return source


@pytest.fixture
def folder(tmp_path):
    counts = {"dress": 2, "shoes": 3, "футболка": 1, "T-shirt": 1, "hat": 1, "skirt": 2}
    for name, count in counts.items():
        (tmp_path / "мои фото" / name).mkdir(parents=True)
        for number in range(count):
            (tmp_path / "мои фото" / name / f"{number}.jpg").write_bytes(b"photo")
    return tmp_path / "мои фото"


def choose(source, key):
    source.choice.setCurrentIndex(source.choice.findData(key))


def lines(source):
    return [line.text() for line in source._lines if not line.isHidden()]


def test_at_first_there_are_none(source):
    assert (source.photos(), source.problem(), lines(source)) == ([], None, [])


def test_a_folder_is_told_with_what_its_sub_folders_are_taken_for(source, folder, qtbot):
    with qtbot.waitSignal(source.changed):
        source.set_folder(folder)
    assert source.choice.currentText() == "мои фото"
    assert len(source.photos()) == 10
    assert lines(source) == [
        "7 photos of garments: T-shirt/top 2, Dress 2, Sandal / Sneaker / Ankle boot 3",
        "None of the ten: hat 1, skirt 2",
    ]
    tips = source._lines[0].toolTip().removeprefix("<qt>").removesuffix("</qt>").split("<br>")
    assert tips[0] == "Folder “T-shirt”, photos: 1, taken for: T-shirt/top"
    assert "Folder “skirt”, photos: 2, none of the ten" in tips
    assert len(tips) == 6


def test_another_folder_takes_the_place_of_the_first(source, folder, tmp_path):
    source.set_folder(folder)
    (tmp_path / "more" / "bag").mkdir(parents=True)
    (tmp_path / "more" / "bag" / "a.jpg").write_bytes(b"photo")
    source.set_folder(tmp_path / "more")
    assert source.choice.count() == 3
    assert lines(source) == ["1 photo of garments: Bag 1"]


def test_the_collection_is_a_choice(source, tmp_path):
    choose(source, "collection")
    assert source.problem().code == "collection_empty"
    (tmp_path / "a.jpg").write_bytes(b"photo")
    added = Collection().add(tmp_path / "a.jpg", np.zeros((28, 28), np.uint8), 8)
    source.look_again()
    assert (source.photos(), source.problem()) == ([added.path], None)
    choose(source, "none")
    assert source.photos() == []


def test_photos_left_out_are_told_until_others_are_chosen(source, folder):
    source.set_folder(folder)
    source.show_left_out(2)
    assert lines(source)[2] == "2 photos could not be read and were left out"
    choose(source, "collection")
    choose(source, "folder")
    assert len(lines(source)) == 2


def test_during_a_training_only_what_was_left_out_is_told(source, folder):
    source.set_folder(folder)
    source.show_left_out(1)
    source.set_folded(True)
    assert lines(source) == ["1 photo could not be read and was left out"]
    source.set_folded(False)
    assert len(lines(source)) == 3


def test_it_speaks_russian(source, folder, qtbot):
    source.set_folder(folder)
    set_language("ru")
    qtbot.waitUntil(lambda: source.choice.itemText(1) == "моя коллекция")
    assert lines(source) == [
        "7 фотографий одежды: футболка 2, платье 2, туфли / кроссовки / ботинки 3",
        "Ни один из десяти: hat 1, skirt 2",
    ]
