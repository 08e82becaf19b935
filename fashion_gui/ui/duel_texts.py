"""What a game says, and how sure that is."""

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from fashion_gui.core.duel import CHANCE, DuelResult
from fashion_gui.core.reference_scores import REFERENCES
from fashion_gui.core.scores import Counts
from fashion_gui.ui.language import name_of

translate = QCoreApplication.translate  # the name that lupdate looks for

PEOPLE: Final = next(reference for reference in REFERENCES if reference.code == "people")
_TOLD: Final = 2  # kinds of mistakes in a sentence


def verdict_sentence(result: DuelResult) -> str:
    """Who was right more often."""
    yours, networks = result.scores()
    if yours > networks:
        return translate("DuelTexts", "This time you were right more often than the network.")
    if yours < networks:
        return translate("DuelTexts", "This time the network was right more often than you.")
    return translate("DuelTexts", "A draw: you and the network were right equally often.")


def fair_sentence(result: DuelResult) -> str:
    """What so few pictures can tell: by the pictures that only one of the two had right."""
    yours, networks = result.only_one_right()
    if not yours + networks:
        return translate("DuelTexts", "There was no picture that only one of you had right.")
    counted = translate("DuelTexts", "Right where the other was wrong: you {yours}, the network {networks}.")
    if yours == networks:
        return counted.format(yours=yours, networks=networks)
    chance = result.chance()
    sure = translate("DuelTexts", "Two equally good players would be at least this far apart in {percent} % of games:")
    end = (
        translate("DuelTexts", "that is rare, so this is probably no chance.")
        if chance < CHANCE
        else translate("DuelTexts", "the difference may well be chance.")
    )
    # Not "0 %": it is never quite impossible.
    percent = f"{100 * chance:.0f}" if chance >= 0.01 else f"{100 * chance:.1g}"
    return f"{counted} {sure} {end}".format(yours=yours, networks=networks, percent=percent)


def mistakes_sentence(counts: Counts) -> str:
    """Of a confusion matrix int64 (10, 10) of one player: how many mistakes, and which came most often."""
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    total = int(wrong.sum())
    if not total:
        return translate("DuelTexts", "No mistake.")
    places = sorted(zip(*np.nonzero(wrong), strict=True), key=lambda place: -int(wrong[place]))
    told = [
        f"{name_of(right)} → {name_of(given)}" + (f" ({wrong[right, given]})" if wrong[right, given] > 1 else "")
        for right, given in places[:_TOLD]
    ]
    if len(places) > _TOLD:
        told.append("…")
    text = translate("DuelTexts", "Mistakes: {count}. {which}")
    return text.format(count=total, which=", ".join(told))


def people_sentence() -> str:
    """How good people are at this, and where that is written."""
    text = translate(
        "DuelTexts",
        "People without expertise in fashion name {percent} % of this test set rightly "
        "(majority of three, {pictures} pictures).\nSource: {source}",
    )
    return text.format(percent=percent_of(PEOPLE.accuracy), pictures=PEOPLE.pictures, source=PEOPLE.source)


def percent_of(share: float) -> str:
    """0.835 -> "83.5"."""
    return f"{100 * share:.1f}"
