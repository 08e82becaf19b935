"""A file, folder or layer may be called "<img src='x'>": that is shown, and no picture is ever loaded for it."""

import numpy as np
from many_fakes import FakeEngine, FakePhotos
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from fashion_gui.core.collection import Collection
from fashion_gui.core.problems import Problem
from fashion_gui.ui.banner import Banner
from fashion_gui.ui.collection_dialog import CollectionDialog
from fashion_gui.ui.dataset_notice import DatasetNotice
from fashion_gui.ui.language import sentence_of
from fashion_gui.ui.many_photos import ManyPhotos
from fashion_gui.ui.many_texts import Column
from fashion_gui.ui.photo_source import PhotoSource
from fashion_gui.ui.photo_stepper import PhotoStepper
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.training_panel import TrainingPanel

NAME = "<img src='x.png'><b>bold"


def assert_plain(widget):
    """`NAME` is on show in `widget`, and nowhere as markup."""
    parts = [widget, *widget.findChildren(QWidget)]
    labels = [part for part in parts if isinstance(part, QLabel) and NAME in part.text()]
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert not [part for part in parts if "<img" in part.toolTip()]


def test_a_tip_says_what_it_is_given(qapp):
    assert plain_tip("") == ""
    assert plain_tip("a <b>\nc & d") == "<qt>a &lt;b&gt;<br>c &amp; d</qt>"


def test_the_stepper(qtbot):
    stepper = PhotoStepper()
    qtbot.addWidget(stepper)
    stepper._file.setFixedWidth(2000)
    stepper.show_place(0, 2, NAME)
    assert stepper._file.textFormat() == Qt.TextFormat.PlainText
    assert stepper._file.toolTip() == plain_tip(f"1/2 · {NAME}")


def test_many_photos(qtbot, tmp_path):
    photos = FakePhotos()
    many = ManyPhotos(FakeEngine(), photos=photos)
    qtbot.addWidget(many, before_close_func=ManyPhotos.end)
    photo = tmp_path / NAME.replace("/", "\u2044")
    many.open([photo, tmp_path / "b.png"], recipe="trim", network="current")
    qtbot.waitUntil(lambda: many.work.total == 2 and len(photos.asked) == 2, timeout=20_000)
    photos.finish(problem=Problem("damaged_image", name=photo.name))
    model = many.table.model()
    tips = [model.data(model.index(0, column), Qt.ItemDataRole.ToolTipRole) for column in Column]
    assert tips[Column.FILE] == plain_tip(str(photo))
    assert not [tip for tip in tips if "<img" in tip]
    many._on_broke(Problem("cannot_write", path=NAME, reason="?"))
    assert_plain(many)


def test_the_collection(qtbot, tmp_path, monkeypatch):
    (tmp_path / "a.png").write_bytes(b"photo")
    collection = Collection()
    collection.add(tmp_path / "a.png", np.zeros((28, 28), np.uint8), 3)
    dialog = CollectionDialog(collection)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)

    def refuse(_photo):
        raise Problem("cannot_write", path=NAME, reason="?")

    monkeypatch.setattr(collection, "remove", refuse)
    dialog.grid.selectAll()
    dialog.remove.click()
    assert_plain(dialog)


def test_problems_in_the_main_window(qtbot):
    problem = Problem("file_unreadable", name=NAME, reason="?")
    banner, notice, training = Banner(), DatasetNotice(), TrainingPanel()
    for widget in (banner, notice, training):
        qtbot.addWidget(widget)
    banner.show_message(lambda: sentence_of(problem.code, problem.parameters), bad=True)
    notice.show_problem(problem)
    training.on_diverged(problem)
    for widget in (banner, notice, training):
        assert_plain(widget)


def test_folders_to_learn_from(qtbot, tmp_path):
    folder = tmp_path / "<b>"
    (folder / "<img src='x.png'>").mkdir(parents=True)
    (folder / "<img src='x.png'>" / "a.png").write_bytes(b"photo")
    source = PhotoSource()
    qtbot.addWidget(source)
    source.set_folder(folder)
    assert source.choice.toolTip() == plain_tip(str(folder))
    assert all(tip.toolTip().startswith("<qt>Folder “&lt;img") for tip in source._lines)
