"""The window "Many photos", with an engine and a photo worker that answer when the test says so."""

import csv
from pathlib import Path

import numpy as np
import pytest
from many_fakes import DRESS, GARMENT, NOTHING, SURE, TORN, FakeEngine, FakePhotos
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from fashion_gui.core.problems import Problem
from fashion_gui.ui import dialogs
from fashion_gui.ui.language import set_language
from fashion_gui.ui.many_photos import FEW, ManyPhotos, are_many
from fashion_gui.ui.many_texts import KINDS, Column, Unreadable, cell_text, hint_text
from fashion_gui.ui.plain_text import plain_tip


@pytest.fixture
def engine(qapp):
    return FakeEngine()


@pytest.fixture
def photos(qapp):
    return FakePhotos()


@pytest.fixture
def many(engine, photos, qtbot):
    many = ManyPhotos(engine, photos=photos)
    qtbot.addWidget(many, before_close_func=ManyPhotos.end)
    return many


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "Гардероб"
    folder.mkdir()
    for name in ("a.png", "B.png", "c.png", "d.png"):
        (folder / name).write_bytes(b"")
    return folder


@pytest.fixture
def begun(many, folder, qtbot):
    """The window with four photos found and none answered."""
    with qtbot.waitExposed(many):
        many.open([folder], recipe="trim", network="current")
    qtbot.waitUntil(lambda: many.work.total == 4 and not many.work.searching, timeout=20_000)
    return many


@pytest.fixture
def answered(begun, engine, photos):
    """B.png (they come sorted) recognised, a.png unsure, c.png unfamiliar, d.png unreadable."""
    for tile, probabilities in ((GARMENT, SURE), (2 * GARMENT, TORN), (NOTHING, DRESS)):
        photos.finish(tile=tile)
        engine.answer(probabilities=probabilities)
    photos.finish(problem=Problem("damaged_image", name="d.png"))
    return begun


def shown(many):
    return [row.path.name for row in many.table.shown()]


def cells(many, column):
    """The texts of a column, as they are sorted."""
    model = many.table.model()
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


# --- while it works --------------------------------------------------------------------------------------------------


def test_rows_come_as_they_are_answered(begun, engine, photos):
    assert (begun.state.text(), shown(begun)) == ("0 of 4", [])
    assert not begun.cancel.isHidden()
    photos.finish(problem=Problem("damaged_image", name="B.png"))
    photos.finish()
    engine.answer()
    assert (begun.state.text(), shown(begun)) == ("2 of 4", ["B.png", "a.png"])
    assert (begun._bar.value(), begun._bar.maximum()) == (2, 4)
    assert begun.summary.text() == "1 recognised  ·  0 unsure  ·  0 unfamiliar  ·  1 unreadable"


def test_the_end_is_told(answered):
    assert answered.state.text() == "4 photos"
    assert answered.cancel.isHidden()
    assert answered._bar.isHidden()


def test_a_network_that_is_awaited_is_told(begun, engine, photos):
    photos.finish()
    engine.refuse("no_network")
    assert begun.state.text() == "0 of 4: waiting for the network"


def test_cancel_keeps_what_was_answered(begun, engine, photos, qtbot):
    photos.finish()
    engine.answer()
    qtbot.mouseClick(begun.cancel, Qt.MouseButton.LeftButton)
    photos.finish()
    assert (begun.state.text(), shown(begun)) == ("Cancelled: 1 of 4", ["B.png"])
    assert begun.cancel.isHidden()


def test_closing_the_window_cancels(begun, photos):
    begun.close()
    assert not begun.work.running
    assert photos.forgotten == 1


def test_a_folder_without_photos_gets_its_sentence(many, tmp_path, qtbot):
    (tmp_path / "пусто").mkdir()
    many.open([tmp_path / "пусто"], recipe="trim", network="current")
    qtbot.waitUntil(lambda: not many.work.running, timeout=20_000)
    assert cells(many, Column.ANSWER) == ["There are no photos in the folder “пусто”."]
    assert many.table.row_at(many.table.model().index(0, 0)).path == tmp_path / "пусто"


def test_without_a_photo_worker_that_is_told(begun, photos):
    photos.finish(problem=Problem("photo_worker_missing", reason="?"))
    assert begun.state.text().startswith("The part that reads photos could not be started")
    assert begun.state.property("role") == "bad"


def test_a_new_folder_replaces_the_table(answered, tmp_path, qtbot):
    answered.filter.setCurrentIndex(1)
    answered.open([tmp_path / "missing.png", tmp_path / "other.png"], recipe="trim", network="current")
    qtbot.waitUntil(lambda: answered.work.total == 2, timeout=20_000)
    assert (shown(answered), answered.filter.currentData()) == ([], "")
    assert answered.windowTitle() == "Many photos"


# --- the table -------------------------------------------------------------------------------------------------------


def test_what_the_cells_say(answered):
    assert cells(answered, Column.FILE) == ["B.png", "a.png", "c.png", "d.png"]
    broken = "“d.png” is damaged or incomplete: the picture in it cannot be read to the end."
    assert cells(answered, Column.ANSWER) == ["T-shirt/top", "Pullover or t-shirt/top", "Dress", broken]
    assert cells(answered, Column.PROBABILITY) == ["90 %", "55 %", "80 %", ""]
    assert cells(answered, Column.VERDICT) == ["recognised", "unsure", "unfamiliar", "unreadable"]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.PHOTO, ["B.png", "a.png", "c.png", "d.png"]),
        (Column.TILE, ["d.png", "c.png", "B.png", "a.png"]),
        (Column.FILE, ["a.png", "B.png", "c.png", "d.png"]),
        (Column.ANSWER, ["d.png", "c.png", "a.png", "B.png"]),
        (Column.PROBABILITY, ["d.png", "a.png", "c.png", "B.png"]),
        (Column.VERDICT, ["B.png", "a.png", "c.png", "d.png"]),
    ],
)
def test_each_column_sorts(answered, column, order):
    answered.table.sortByColumn(Column.VERDICT, Qt.SortOrder.DescendingOrder)
    assert shown(answered) == ["d.png", "c.png", "a.png", "B.png"]
    answered.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert shown(answered) == order


def test_the_filter_shows_one_verdict(answered):
    seen = []
    for index in range(answered.filter.count()):
        answered.filter.setCurrentIndex(index)
        seen.append((answered.filter.currentText(), shown(answered)))
    assert seen == [
        ("all answers", ["B.png", "a.png", "c.png", "d.png"]),
        ("recognised", ["B.png"]),
        ("unsure", ["a.png"]),
        ("unfamiliar", ["c.png"]),
        ("unreadable", ["d.png"]),
    ]


def test_no_kind_is_a_part_of_another():
    assert not [(one, other) for one in KINDS for other in KINDS if one != other and one in other]


def test_a_double_click_opens_the_photo_that_is_there(answered, folder, qtbot):
    answered.table.sortByColumn(Column.FILE, Qt.SortOrder.DescendingOrder)
    place = answered.table.visualRect(answered.table.model().index(1, Column.FILE)).center()
    qtbot.mouseClick(answered.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(answered.photo_opened) as opened:
        qtbot.mouseDClick(answered.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [folder / "c.png"]


def test_enter_opens_the_chosen_photo(answered, folder, qtbot):
    answered.table.selectRow(0)
    qtbot.keyClick(answered.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(answered.photo_opened) as opened:
        qtbot.keyClick(answered.table, Qt.Key.Key_Return)
    assert opened.args == [folder / "a.png"]


def test_tab_leaves_the_table(answered, qtbot):
    answered.table.selectRow(0)
    answered.table.setFocus()
    qtbot.keyClick(answered.table, Qt.Key.Key_Tab)
    assert answered.focusWidget() is answered.teach


@pytest.mark.parametrize("language", ["en", "ru"])
def test_pictures_have_words_for_screen_readers(answered, language):
    set_language(language)
    model, spoken = answered.table.model(), Qt.ItemDataRole.AccessibleTextRole
    assert all(model.data(model.index(0, column), spoken) for column in Column)
    for widget in (answered.table, answered.filter, answered._bar):
        assert widget.accessibleName()


def test_the_table_is_painted_with_its_pictures(answered):
    image = answered.table.viewport().grab().toImage()
    tile = answered.table.visualRect(answered.table.model().index(0, Column.TILE)).center()
    assert image.pixelColor(tile).value() == 100  # the garment
    photo = answered.table.visualRect(answered.table.model().index(0, Column.PHOTO)).center()
    assert image.pixelColor(photo).value() == 0


def test_russian_and_back(answered, qtbot):
    set_language("ru")
    qtbot.waitUntil(lambda: answered.cancel.text() == "Отмена")
    head = answered.table.model().headerData(Column.VERDICT, Qt.Orientation.Horizontal)
    assert (answered.windowTitle(), answered.state.text(), head) == (
        "Много фотографий: Гардероб",
        "4 фотографии",
        "Вердикт",
    )
    assert cells(answered, Column.ANSWER)[:2] == ["Футболка", "Свитер или футболка"]
    assert answered.summary.text() == "1 узнана  ·  1 под вопросом  ·  1 незнакомая  ·  1 не читается"
    set_language("en")
    qtbot.waitUntil(lambda: answered.windowTitle() == "Many photos: Гардероб")


def test_a_file_name_that_is_no_text_can_be_shown():
    row = Unreadable(0, Path("folder", "a\udcff.png"), Problem("empty_file", name="a\udcff.png"))
    assert cell_text(row, Column.FILE) == "a?.png"
    assert cell_text(row, Column.ANSWER) == "“a?.png” is empty: 0 bytes."
    assert hint_text(row, Column.VERDICT) == plain_tip("“a?.png” is empty: 0 bytes.")
    assert hint_text(row, Column.PHOTO) == plain_tip(str(Path("folder", "a?.png")))


# --- teaching --------------------------------------------------------------------------------------------------------


def choose(many, *rows):
    model = many.table.model()
    many.table.clearSelection()
    for row in rows:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        many.table.selectionModel().select(model.index(row, 0), flags)


def label_action(many, label):
    return next(action for action in many.teach.menu().actions() if action.data() == label)


def test_the_right_name_of_several_photos_is_told_at_once(answered, folder):
    told = []
    answered.taught.connect(lambda photos, label: told.append((photos, label)))
    assert not answered.teach.isEnabled()
    choose(answered, 1, 0)
    assert answered.teach.isEnabled()
    label_action(answered, 6).trigger()
    ((photos, label),) = told
    tiles = dict(photos)
    assert label == 6
    assert set(tiles) == {folder / "B.png", folder / "a.png"}
    assert np.array_equal(tiles[folder / "B.png"], GARMENT)
    assert np.array_equal(tiles[folder / "a.png"], 2 * GARMENT)


def test_a_photo_that_could_not_be_read_is_not_taught(answered):
    choose(answered, 3)
    assert not answered.teach.isEnabled()
    choose(answered, 2, 3)
    told = []
    answered.taught.connect(lambda photos, _label: told.extend(path.name for path, _ in photos))
    label_action(answered, -1).trigger()
    assert told == ["c.png"]


def test_what_was_kept_is_told(answered):
    answered.show_kept(2, 6)
    assert answered.state.text() == "Kept in your collection as Shirt: 2"


def test_the_menu_opens_and_teaches(answered, folder, qtbot):
    answered.table.selectRow(1)
    place = answered.table.visualRect(answered.table.currentIndex()).center()
    viewport = answered.table.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    assert answered.menu.isVisible()
    opens, teaches = answered.menu.actions()
    assert (opens.text(), teaches.text()) == ("Open in the main window", "No, it is a …")
    assert teaches.menu() is answered.teach.menu()
    with qtbot.waitSignal(answered.photo_opened) as opened:
        opens.trigger()
    assert opened.args == [folder / "a.png"]
    answered.menu.close()


# --- export ----------------------------------------------------------------------------------------------------------


def test_the_table_is_saved_in_the_order_of_the_photos(answered, folder, monkeypatch, tmp_path, qtbot):
    monkeypatch.setattr(dialogs, "ask_save_answers", lambda _parent: tmp_path / "answers.csv")
    answered.table.sortByColumn(Column.FILE, Qt.SortOrder.DescendingOrder)
    answered.filter.setCurrentIndex(1)
    qtbot.mouseClick(answered.export, Qt.MouseButton.LeftButton)
    with open(tmp_path / "answers.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["path"] for row in rows] == [str(folder / name) for name in ("B.png", "a.png", "c.png", "d.png")]
    assert [row["verdict"] for row in rows] == ["recognised", "unsure", "unfamiliar", ""]
    assert [row["error"] for row in rows] == ["", "", "", "damaged_image"]
    assert float(rows[0]["p0"]) == pytest.approx(0.9)
    assert answered.state.text() == f"Saved: {tmp_path / 'answers.csv'}"


def test_a_table_that_cannot_be_saved_is_told(answered, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(dialogs, "ask_save_answers", lambda _parent: tmp_path / "file" / ("long" * 50) / "answers.csv")
    width = answered.width()
    answered.export.click()
    assert "answers.csv” cannot be saved" in answered.state.text()
    QApplication.processEvents()
    assert answered.width() == width


def test_an_empty_table_is_not_saved(begun, monkeypatch):
    asked = []
    monkeypatch.setattr(dialogs, "ask_save_answers", asked.append)
    assert not begun.export.isEnabled()
    begun._on_export()  # the key
    assert asked == []


# --- what comes here -------------------------------------------------------------------------------------------------


def test_many_are_more_than_a_few_or_any_folder(tmp_path):
    assert not are_many([])
    assert not are_many([tmp_path / "gone.png"] * FEW)
    assert are_many([tmp_path / "gone.png"] * (FEW + 1))
    assert are_many([tmp_path / "gone.png", tmp_path])


def test_a_picture_out_of_a_browser_is_taken_too(many):
    mime = QMimeData()
    mime.setHtml("<img src='data:image/png;base64,eA=='>")
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(100, 100).toPoint(), action, mime, button, none)
    QApplication.sendEvent(many, enter)
    assert enter.isAccepted()


def test_what_is_dropped_here_is_passed_on(many, folder):
    taken = []
    many.dropped.connect(lambda mime: taken.extend(url.toLocalFile() for url in mime.urls()))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(100, 100).toPoint(), action, mime, button, none)
    QApplication.sendEvent(many, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(many, QDropEvent(QPointF(100, 100), action, mime, button, none))
    assert [Path(name) for name in taken] == [folder]
