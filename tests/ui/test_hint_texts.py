"""Every hint has its sentence, in both languages, with the right plurals."""

import re

import pytest

from fashion_gui.core.hints import HINTS, Hint
from fashion_gui.ui.hint_texts import HintTexts
from fashion_gui.ui.language import set_language

FIGURES = {
    "count": 12,
    "epoch": 61,
    "loss": 0.31234,
    "low": 0.2,
    "accuracy": 0.9,
    "val_accuracy": 0.8,
    "percent": 3,
    "rate": 0.0005,
}


@pytest.fixture
def texts(qapp):
    return HintTexts()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("code", HINTS)
def test_every_hint_has_a_sentence(texts, language, code):
    set_language(language)
    sentence = texts.sentence(Hint(code, FIGURES))
    assert sentence.endswith(".")
    assert not re.search(r"[{}]|%n|\(s\)", sentence)
    assert bool(re.search("[а-я]", sentence)) == (language == "ru")


@pytest.mark.parametrize(
    ("language", "count", "wanted"),
    [
        ("en", 1, "for 1 epoch,"),
        ("en", 12, "for 12 epochs,"),
        ("ru", 21, "21 эпоху,"),
        ("ru", 22, "22 эпохи,"),
        ("ru", 12, "12 эпох,"),
    ],
)
def test_epochs_are_counted_by_the_language(texts, language, count, wanted):
    set_language(language)
    sentence = texts.sentence(Hint("over_fits", FIGURES | {"count": count}))
    assert wanted in sentence
    assert "61" in sentence


def test_figures_are_written_as_on_the_charts(texts):
    assert "0.312" in texts.sentence(Hint("plateau", FIGURES))
    assert "0.0005" in texts.sentence(Hint("nothing", FIGURES))


def test_an_unknown_hint_is_our_own_bug(texts):
    with pytest.raises(ValueError, match="unknown hint"):
        texts.sentence(Hint("nonsense"))
