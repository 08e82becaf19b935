"""What a game says, and how sure that is."""

from PySide6.QtCore import QCoreApplication

from fashion_gui.core.duel import CHANCE, DuelResult

translate = QCoreApplication.translate  # the name that lupdate looks for


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
    chance = result.chance()
    counted = translate(
        "DuelTexts",
        "{yours} pictures only you had right, {networks} only the network. Two equally good players would be at least "
        "this far apart in {percent} % of such games:",
    )
    end = (
        translate("DuelTexts", "that is rare, so this is probably no chance.")
        if chance < CHANCE
        else translate("DuelTexts", "the difference may well be chance.")
        if yours != networks
        else translate("DuelTexts", "so nobody is ahead.")
    )
    # Not "0 %": it is never quite impossible.
    percent = f"{100 * chance:.0f}" if chance >= 0.01 else f"{100 * chance:.1g}"
    return f"{counted} {end}".format(yours=yours, networks=networks, percent=percent)
