"""What is dropped or pasted becomes files, a link, or a problem: as file managers and browsers really give it."""

import base64
import os
import time
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from fashion_gui.core.problems import Problem
from fashion_gui.ui import incoming_uris
from fashion_gui.ui.incoming import Arrival, Incoming
from fashion_gui.ui.incoming_uris import file_name_of, host_of, web_link, written_out

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
IN_BASE64 = "data:image/png;base64," + base64.b64encode(PNG).decode()
LINK = "http://example.org/shirt.png"
OTHER_LINK = "https://example.org/page.html"


@pytest.fixture
def incoming():
    incoming = Incoming()
    yield incoming
    incoming.close()


def mime_of(**formats):
    """`mime_of(text_plain="...")`: "_" in a name stands for "/", bytes and texts are given as they are."""
    mime = QMimeData()
    for name, content in formats.items():
        mime.setData(
            name.replace("_", "/", 1).replace("_", "-"), content.encode() if isinstance(content, str) else content
        )
    return mime


def uri_list(*lines):
    return mime_of(text_uri_list="".join(f"{line}\r\n" for line in lines))


def code_of(incoming, mime):
    with pytest.raises(Problem) as caught:
        incoming.read(mime)
    return caught.value.code


# --- local files -----------------------------------------------------------------------------------------------------

ODD_NAMES = [
    "two\nlines.png",
    "-rf.png",
    "--help",
    "Моя рубашка.png",
    "👕 été 100%.png",
    "%41.png",
    "a#b?c=d&e.png",
    " .png ",
    "n" * 250 + ".png",
    "http:",
    "data:image,png.png",
    "<b>bold</b>.png",
    "'\"`$(x);.png",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_file_with_an_odd_name_keeps_it(incoming, name):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/photos/{name}")])
    assert incoming.read(mime) == Arrival([Path("/photos") / name])
    assert incoming.read(uri_list("file:///photos/" + quote(name))) == Arrival([Path("/photos") / name])


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_unicode(incoming):
    raw = b"/photos/\xff\xfe.png"
    assert incoming.read(uri_list("file://" + quote_from_bytes(raw))).files == [Path(os.fsdecode(raw))]


@pytest.mark.skipif(os.name == "nt", reason="a host is a share there")
@pytest.mark.parametrize("address", ["file:/a/b.png", "file:///a/b.png", "file://localhost/a/b.png", "FILE:///a/b.png"])
def test_a_file_s_address_may_name_this_computer(incoming, address):
    assert incoming.read(uri_list(address)).files == [Path("/a/b.png")]


def test_files_keep_their_order_and_come_once(incoming):
    lines = ["# from a file manager", "file:///b.png", "file:///a.png", "", "file:///b.png", LINK]
    assert incoming.read(uri_list(*lines)).files == [Path("/b.png"), Path("/a.png")]


# --- the picture itself ----------------------------------------------------------------------------------------------


def test_bytes_are_kept_as_they_are(incoming):
    for name, suffix in (("image_png", ".png"), ("image_jpeg", ".jpeg"), ("image_webp", ".webp")):
        path = incoming.read(mime_of(**{name: b"decoded by nobody"})).files[0]
        assert (path.suffix, path.read_bytes()) == (suffix, b"decoded by nobody")


def test_bytes_that_can_be_opened_come_first(incoming):
    mime = mime_of(image_svg="<svg/>", image_gif=b"GIF", image_png=PNG)
    mime.setImageData(QImage(1, 1, QImage.Format.Format_RGB32))
    assert incoming.read(mime).files[0].read_bytes() == PNG


def test_empty_bytes_are_passed_over(incoming):
    assert incoming.read(mime_of(image_png=b"", image_jpeg=b"x")).files[0].suffix == ".jpeg"
    assert code_of(incoming, mime_of(image_png=b"")) == "nothing_to_open"


def test_a_kind_that_no_file_name_may_have(incoming):
    assert incoming.read(mime_of(**{"image_svg+xml": "<svg/>"})).files[0].suffix == ".bin"


def test_qt_s_own_image_is_saved(incoming):
    image = QImage(30, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(200, 20, 20, 90))
    mime = QMimeData()
    mime.setImageData(image)
    saved = QImage(str(incoming.read(mime).files[0]))
    assert (saved.width(), saved.height()) == (30, 20)
    assert saved.pixelColor(5, 5) == QColor(200, 20, 20, 90)


def test_a_large_image_of_qt_s_is_reduced(incoming):
    image = QImage(6000, 3000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    mime = QMimeData()
    mime.setImageData(image)
    saved = QImage(str(incoming.read(mime).files[0]))
    assert (saved.width(), saved.height()) == (2048, 1024)


# --- written out in an address ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mime",
    [
        uri_list(IN_BASE64),
        mime_of(text_html=f'<meta charset="utf-8"><img alt="a > b" src="{IN_BASE64}">'),
        mime_of(text_html=f"<IMG class=x SRC='{IN_BASE64}'/>"),
        mime_of(text_html=f"<img data-src='{LINK}' src={IN_BASE64}>"),
        mime_of(text_plain=IN_BASE64),
        mime_of(text_plain=f"  {IN_BASE64[:60]}\n{IN_BASE64[60:]}\n"),
        mime_of(text_plain=IN_BASE64.rstrip("=")),
        mime_of(text_plain="DATA:Image/PNG;charset=x;BASE64," + IN_BASE64.partition(",")[2]),
        mime_of(text_plain="data:image/png;base64," + quote(IN_BASE64.partition(",")[2], safe="")),
        mime_of(text_plain="data:image/png," + quote_from_bytes(PNG)),
        uri_list(LINK, IN_BASE64),
        mime_of(text_html=f'<a href="{OTHER_LINK}"><img src="{LINK}"></a>', text_plain=IN_BASE64),
    ],
)
def test_a_picture_written_out(incoming, mime):
    path = incoming.read(mime).files[0]
    assert (path.suffix, path.read_bytes()) == (".png", PNG)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("data:image/png;base64,A", "damaged_image"),
        ("data:image/png;base64,!!!!", "damaged_image"),
        ("data:image/png,", "damaged_image"),
        ("data:image/png;base64", "nothing_to_open"),
        ("data:text/html,<img>", "nothing_to_open"),
        ("data:,text", "nothing_to_open"),
        ("data:application/pdf;base64,JVBERi0=", "nothing_to_open"),
    ],
)
def test_what_is_no_picture_written_out(incoming, address, code):
    assert code_of(incoming, mime_of(text_plain=address)) == code


@pytest.mark.parametrize("in_base64", [True, False])
def test_too_large_is_said_before_anything_is_decoded(in_base64, monkeypatch):
    monkeypatch.setattr(incoming_uris, "MAX_BYTES", 3_000_000)
    content = b"\xff" * 3_000_000
    head = "data:image/png;base64," if in_base64 else "data:image/png,"
    address = head + (base64.b64encode(content).decode() if in_base64 else quote_from_bytes(content))
    found = written_out(address)
    assert found is not None
    assert len(found[1]) == 3_000_000
    monkeypatch.setattr(incoming_uris, "unquote_to_bytes", None)
    with pytest.raises(Problem) as caught:
        written_out(address + "AAAA")
    assert (caught.value.code, caught.value.parameters["megabytes"]) == ("too_many_bytes", 4)


# --- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mime",
    [
        uri_list(LINK),
        uri_list(LINK, LINK),
        mime_of(text_plain=LINK),
        mime_of(text_plain=f"{LINK}\n{LINK}"),  # Chrome
        mime_of(**{"text_x-moz-url": f"{LINK}\nA shirt".encode("utf-16-le")}),  # Firefox
        mime_of(**{"text_x-moz-url": f"{LINK}\nA shirt".encode("utf-16")}),
        mime_of(**{"text_x-moz-url": f"{LINK}\nA shirt"}),
        mime_of(text_html=f'<a href="{OTHER_LINK}"><img src="{LINK}"></a>', text_uri_list=OTHER_LINK),
        mime_of(text_html=f'<img src=""><img src="blob:x"><img src="{LINK}">', text_plain=OTHER_LINK),
        mime_of(text_html='<img src="http://example.org&#47;shirt.png">'),
        mime_of(text_html=f'<img src="{LINK}">'.encode("utf-16")),
    ],
)
def test_a_link_is_only_told(incoming, mime):
    assert incoming.read(mime) == Arrival(link=LINK)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        f"see {LINK}",
        "ftp://example.org/a.png",
        "javascript:alert(1)",
        "about:blank",
        "http://",
        "//x/y.png",
    ],
)
def test_what_leads_nowhere(incoming, text):
    assert code_of(incoming, mime_of(text_plain=text)) == "nothing_to_open"
    assert code_of(incoming, QMimeData()) == "nothing_to_open"


@pytest.mark.parametrize(
    ("address", "link", "host", "name"),
    [
        (LINK, LINK, "example.org", "shirt.png"),
        (
            "HTTP://EXAMPLE.org:8080/a b.png?x=1#top",
            "http://example.org:8080/a%20b.png?x=1",
            "example.org:8080",
            "a b.png",
        ),
        ("http://example.org:secret@evil.test/x.png", "http://evil.test/x.png", "evil.test", "x.png"),
        ("https://пример.рф/Ж.png", "https://xn--e1afmkfd.xn--p1ai/%D0%96.png", "пример.рф", "Ж.png"),
        ("http://x.test/", "http://x.test/", "x.test", "link"),
        ("http://x.test/..", "http://x.test/..", "x.test", "link"),
        ("http://x.test/%2F..%2F%00%0Aa:b", "http://x.test/%2F..%2F%00%0Aa:b", "x.test", "ab"),
        ("http://x.test/" + "n" * 300, "http://x.test/" + "n" * 300, "x.test", "n" * 60),
    ],
)
def test_links_are_made_plain(address, link, host, name):
    assert (web_link(address), host_of(link), file_name_of(link)) == (link, host, name)


@pytest.mark.parametrize(
    "address", ["http://[/", "http://a b/", "http:///x", "http://x:99999/", "http://x/" + "a" * 9000]
)
def test_no_links(address):
    assert web_link(address) == ""


def test_a_hostile_page_costs_no_time(incoming):
    started = time.process_time()
    assert code_of(incoming, mime_of(text_html="<img " * 100_000 + f'src="{LINK}">')) == "nothing_to_open"
    assert time.process_time() - started < 1.0


# --- order, formats, folder ------------------------------------------------------------------------------------------


def test_files_before_bytes_before_addresses_before_links(incoming):
    mime = uri_list(LINK)
    assert incoming.read(mime).link == LINK
    mime.setData("text/plain", IN_BASE64.encode())
    assert incoming.read(mime).files[0].read_bytes() == PNG
    mime.setData("image/jpeg", b"jpeg")
    assert incoming.read(mime).files[0].read_bytes() == b"jpeg"
    mime.setUrls([QUrl(LINK), QUrl("file:///a.png")])
    assert incoming.read(mime).files == [Path("/a.png")]


@pytest.mark.parametrize("name", ["text/uri-list", "image/png", "text/html", "text/x-moz-url", "text/plain"])
def test_a_drag_is_taken_by_its_formats(name):
    mime = QMimeData()
    mime.setData(name, b"x")
    assert Incoming.looks_usable(mime)


def test_a_drag_of_something_else_is_not_taken():
    mime = QMimeData()
    mime.setData("application/x-color", b"x")
    assert not Incoming.looks_usable(mime)


def test_the_folder_is_made_late_and_removed(incoming, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    incoming.read(uri_list(LINK))
    assert list(tmp_path.iterdir()) == []
    first, second = (incoming.read(mime_of(image_png=PNG)).files[0] for _ in range(2))
    places = [incoming.place_for(LINK) for _ in range(2)]
    assert first != second
    assert places[0] != places[1]
    assert {place.name for place in places} == {"shirt.png"}
    incoming.close()
    assert list(tmp_path.iterdir()) == []


def test_no_room_for_a_picture_is_told(incoming, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    assert code_of(incoming, mime_of(image_png=PNG)) == "picture_not_kept"
    with pytest.raises(Problem) as caught:
        incoming.place_for(LINK)
    assert caught.value.code == "picture_not_kept"


def test_a_folder_that_is_gone_is_told(incoming, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = incoming.read(mime_of(image_png=PNG)).files[0].parent
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    mime = QMimeData()
    mime.setImageData(QImage(3, 2, QImage.Format.Format_RGB32))
    for given in (mime_of(image_png=PNG), mime):
        assert code_of(incoming, given) == "picture_not_kept"
