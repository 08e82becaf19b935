"""Name, verdict and bars: three verdicts that differ in more than colour."""

import pytest
from prepared_samples import probabilities

from fashion_gui.core.calibration import Group
from fashion_gui.core.verdict import Judgement, Verdict
from fashion_gui.ui.language import set_language
from fashion_gui.ui.photo_answer import PhotoAnswer
from fashion_gui.ui.theme import DARK, LIGHT

COAT, PULLOVER = 4, 2
SENTENCES = {
    (Verdict.RECOGNISED, 0.999): ("Sure: more than 99 of 100.", "Уверена: больше 99 из 100."),
    (Verdict.RECOGNISED, 0.97): ("Sure: 97 of 100.", "Уверена: 97 из 100."),
    (Verdict.RECOGNISED, 0.7): ("Fairly sure: 70 of 100.", "Довольно уверена: 70 из 100."),
    (Verdict.UNSURE, 0.4): ("Unsure: coat or pullover.", "Не уверена: пальто или свитер."),
    (Verdict.UNFAMILIAR, 0.34): (
        "This does not look like any of the ten. If forced: coat (34 of 100).",
        "Не похоже ни на что из десяти. Если надо выбрать: пальто (34 из 100).",
    ),
}


@pytest.fixture
def answer(qtbot, qapp):
    answer = PhotoAnswer()
    qtbot.addWidget(answer)
    answer.show()
    yield answer
    qapp.setStyleSheet("")


def show(answer, verdict, probability=0.9):
    answer.show_answer(Judgement(verdict, COAT, PULLOVER, probability, ()), probabilities(c4=probability))


@pytest.mark.parametrize(("verdict", "probability"), SENTENCES)
def test_each_verdict_is_a_sentence_in_both_languages(answer, qtbot, verdict, probability):
    english, russian = SENTENCES[verdict, probability]
    show(answer, verdict, probability)
    assert (answer.name(), answer.sentence()) == ("Coat", english)
    set_language("ru")
    qtbot.waitUntil(lambda: (answer.name(), answer.sentence()) == ("Пальто", russian), timeout=5000)


@pytest.mark.parametrize(("scheme", "table"), [("light", LIGHT), ("dark", DARK)])
def test_each_verdict_has_its_own_colour_and_icon(answer, set_theme, scheme, table):
    set_theme(scheme)
    looks = {}
    for verdict in Verdict:
        show(answer, verdict)
        looks[verdict] = answer._sentence.palette().windowText().color().name(), answer._icon.pixmap().toImage()
    wanted = {Verdict.RECOGNISED: table.good, Verdict.UNSURE: table.warn, Verdict.UNFAMILIAR: table.bad}
    assert {verdict: color for verdict, (color, _) in looks.items()} == wanted
    shapes = [image.createAlphaMask() for _, image in looks.values()]
    assert shapes[0] != shapes[1] != shapes[2] != shapes[0]


def test_the_name_is_grey_only_when_unfamiliar(answer, set_theme):
    set_theme("light")
    colours = {}
    for verdict in (Verdict.RECOGNISED, Verdict.UNFAMILIAR, Verdict.UNSURE):
        show(answer, verdict)
        colours[verdict] = answer._name.palette().windowText().color().name()
    assert colours == {
        Verdict.RECOGNISED: LIGHT.text,
        Verdict.UNFAMILIAR: LIGHT.faint,
        Verdict.UNSURE: LIGHT.text,
    }


def test_without_an_answer_nothing_is_claimed(answer):
    show(answer, Verdict.RECOGNISED)
    answer.show_none(waiting=True)
    assert (answer.name(), answer.sentence(), answer.bars.values()) == ("", "Waiting for the network…", None)
    assert not answer._icon.isVisible()
    answer.show_none(waiting=False)
    assert (answer.name(), answer.sentence()) == ("", "")


def test_the_tooltip_says_what_was_measured(answer):
    judgement = Judgement(Verdict.RECOGNISED, COAT, PULLOVER, 0.9, ())
    answer.show_answer(judgement, probabilities(c4=0.9), Group(confidence=0.88, right=0.91, count=53))
    assert "of 53 photos" in answer._sentence.toolTip()
    assert "88 of 100" in answer._sentence.toolTip()
    assert "91 of 100 were right" in answer._sentence.toolTip()
    answer.show_answer(judgement, probabilities(c4=0.9))
    assert "not measured" in answer._sentence.toolTip()
    answer.show_none(waiting=False)
    assert answer._sentence.toolTip() == ""


def test_only_an_answer_can_be_set_right(answer, qtbot):
    answer.show_none(waiting=True)
    assert answer._teach.isHidden()
    show(answer, Verdict.UNSURE)
    assert answer._teach.isVisible()
    with qtbot.waitSignal(answer.taught) as taught:
        answer._teach.menu().actions()[3].trigger()
    assert taught.args == [3]
