"""The collection on show: classes and counts, another answer, removal and undo."""

import errno
import os

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QDesktopServices

from fashion_gui.core.collection import NONE, Collection
from fashion_gui.ui import dialogs
from fashion_gui.ui.class_menu import answer_name
from fashion_gui.ui.collection_dialog import CollectionDialog
from fashion_gui.ui.language import set_language


@pytest.fixture
def collection(tmp_path):
    """Five photos: two dresses, two bags, and one that is none of the ten."""
    collection = Collection()
    for number, label in enumerate([3, 3, 8, 8, NONE]):
        photo = tmp_path / f"{number}.jpg"
        photo.write_bytes(b"photo %d" % number)
        added = collection.add(photo, np.full((28, 28), number, np.uint8), label)
        os.utime(added.path, (number, number))
    return collection


@pytest.fixture
def make_dialog(qtbot):
    def make(collection):
        dialog = CollectionDialog(collection)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        return dialog

    return make


@pytest.fixture
def dialog(make_dialog, collection):
    return make_dialog(collection)


def shown(dialog):
    """The number written into each tile, and its caption."""
    return [(int(tile.tile[0, 0]), tile.caption) for tile in dialog.grid.tiles()]


def choose(dialog, *places):
    model = dialog.grid.model()
    for place in places:
        dialog.grid.selectionModel().select(model.index(place, 0), QItemSelectionModel.SelectionFlag.Select)


def pick(dialog, label):
    """Choose `label` from the menu of "It is a …"."""
    (action,) = (action for action in dialog.change.menu().actions() if action.data() == label)
    action.trigger()


def test_all_photos_are_shown_with_their_names_and_counted(dialog):
    assert shown(dialog) == [(0, "Dress"), (1, "Dress"), (2, "Bag"), (3, "Bag"), (4, "none of the ten")]
    counts = [dialog.classes.item(row).text() for row in range(12)]
    assert counts[:2] == ["All: 5", "T-shirt/top: 0"]
    assert counts[4] == "Dress: 2"
    assert counts[-1] == "None of the ten: 1"


def test_a_class_is_shown_alone(dialog):
    dialog.classes.setCurrentRow(9)
    assert shown(dialog) == [(2, "Bag"), (3, "Bag")]
    dialog.classes.setCurrentRow(11)
    assert shown(dialog) == [(4, "none of the ten")]


def test_buttons_wait_for_a_choice(dialog):
    assert not dialog.change.isEnabled()
    assert not dialog.remove.isEnabled()
    choose(dialog, 0)
    assert dialog.change.isEnabled()
    assert dialog.remove.isEnabled()
    assert not dialog.undo.isEnabled()


def test_several_photos_are_given_another_answer(dialog, collection, qtbot):
    choose(dialog, 0, 4)
    with qtbot.waitSignal(dialog.changed):
        pick(dialog, 6)
    assert [(int(photo.tile[0, 0]), photo.label) for photo in collection.photos()] == [
        (1, 3),
        (0, 6),
        (4, 6),
        (2, 8),
        (3, 8),
    ]
    assert (4, "Shirt") in shown(dialog)


def test_removed_photos_come_back_with_undo(dialog, collection, qtbot):
    before = shown(dialog)
    choose(dialog, 1)
    with qtbot.waitSignal(dialog.changed):
        dialog.remove.click()
    choose(dialog, 0, 2)
    dialog.remove.click()
    assert shown(dialog) == [(2, "Bag"), (4, "none of the ten")]
    dialog.undo.click()
    assert shown(dialog) == [before[place] for place in (0, 2, 3, 4)]
    dialog.undo.click()
    assert shown(dialog) == before
    assert not dialog.undo.isEnabled()


def test_removed_photos_are_gone_when_the_dialog_is_closed(dialog, collection):
    choose(dialog, 1)
    dialog.remove.click()
    dialog.accept()
    assert len(collection.photos()) == 4
    assert not (collection.folder / ".removed").exists()


def test_what_was_removed_before_a_kill_is_gone_at_the_next_start(make_dialog, collection):
    collection.remove(collection.photos()[0])
    make_dialog(collection)
    assert not (collection.folder / ".removed").exists()
    assert len(collection.photos()) == 4


@pytest.mark.parametrize(("answer", "left"), [(True, 0), (False, 5)])
def test_all_are_removed_only_after_a_question(dialog, collection, monkeypatch, answer, left):
    asked = []
    monkeypatch.setattr(dialogs, "ask_empty_collection", lambda _parent, count: asked.append(count) or answer)
    dialog.empty.click()
    assert asked == [5]
    assert len(collection.photos()) == left
    assert dialog._empty_text.isVisibleTo(dialog) == (left == 0)
    assert dialog.undo.isEnabled() == answer


def test_what_cannot_be_done_is_said(dialog, collection, monkeypatch):
    def full(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    choose(dialog, 0)
    dialog.remove.click()
    assert "The disk is full" in dialog.problem.text()
    assert not dialog.problem.isHidden()
    assert len(shown(dialog)) == 5
    monkeypatch.undo()
    choose(dialog, 0)
    pick(dialog, 0)
    assert dialog.problem.isHidden()


def test_its_folder_is_opened(dialog, collection, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.open_folder.click()
    assert opened == [str(collection.folder)]


def test_an_empty_collection_says_how_to_begin(make_dialog, tmp_path):
    dialog = make_dialog(Collection(tmp_path / "nothing"))
    assert "Nothing here yet" in dialog._empty_text.text()
    assert dialog._empty_text.isVisibleTo(dialog)
    assert not dialog.empty.isEnabled()
    assert not dialog.open_folder.isEnabled()


def test_it_speaks_russian(make_dialog, collection):
    set_language("ru")
    dialog = make_dialog(collection)
    assert dialog.classes.item(11).text() == "Ни один из десяти: 1"
    assert shown(dialog)[0] == (0, "платье")
    assert answer_name(NONE) == "ни один из десяти"
