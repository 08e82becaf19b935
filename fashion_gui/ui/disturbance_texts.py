"""Disturbances in words: what each slider of the lab is called, what it is like in a real photo, its value."""

from typing import Final

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate  # the name that lupdate looks for

_SIGNED: Final = ("shift_x", "shift_y", "turn")


def slider_name(slider: str) -> str:
    """Shortly: "Turn"."""
    names = {
        "shift_x": translate("Disturbance", "Shift across"),
        "shift_y": translate("Disturbance", "Shift down"),
        "size": translate("Disturbance", "Size"),
        "turn": translate("Disturbance", "Turn"),
        "mirror": translate("Disturbance", "Mirror"),
        "blur": translate("Disturbance", "Blur"),
        "background": translate("Disturbance", "Background"),
        "invert": translate("Disturbance", "Invert"),
        "noise": translate("Disturbance", "Noise"),
    }
    return names[slider]


def slider_tip(slider: str) -> str:
    """What it does, and what it is like in a real photo."""
    tips = {
        "shift_x": translate(
            "Disturbance", "Moves the garment to the right or left: a photo in which it is not in the middle."
        ),
        "shift_y": translate(
            "Disturbance", "Moves the garment down or up: a photo in which it is cut off below or above."
        ),
        "size": translate(
            "Disturbance", "Makes the garment smaller or larger: a photo taken from far away or too near."
        ),
        "turn": translate("Disturbance", "Turns the garment clockwise: it lies askew, or the phone was held askew."),
        "mirror": translate(
            "Disturbance", "Left for right. All shoes of Fashion-MNIST point to the left; yours may point to the right."
        ),
        "blur": translate("Disturbance", "A photo out of focus, or of a moving hand. The number is the blur's radius."),
        "background": translate(
            "Disturbance",
            "How bright the background is, from 0 to 255. In Fashion-MNIST it is black, 0; behind a real garment there "
            "is a grey wall or a bed.",
        ),
        "invert": translate(
            "Disturbance",
            "Bright for dark: a photo of a dark garment on white paper that nobody has turned into the colours of "
            "Fashion-MNIST.",
        ),
        "noise": translate(
            "Disturbance",
            "Random grains: a photo taken in the dark. The number is how far pixels stray, of 255; the grains are the "
            "same each time.",
        ),
    }
    return tips[slider]


def value_text(slider: str, value: float) -> str:
    """With its unit: "+3 px", "70 %", "−20°"."""
    number = f"{100 * value:.0f}" if slider == "size" else f"{value:g}"
    if slider in _SIGNED and value > 0:
        number = f"+{number}"
    return with_unit(slider, number.replace("-", "−"))


def with_unit(slider: str, number: str) -> str:
    """The written `number` with the slider's unit."""
    units = {
        "shift_x": translate("Disturbance", "{number} px"),
        "shift_y": translate("Disturbance", "{number} px"),
        "blur": translate("Disturbance", "{number} px"),
        "size": translate("Disturbance", "{number} %"),
        "turn": translate("Disturbance", "{number}°"),
    }
    return units.get(slider, "{number}").format(number=number)
