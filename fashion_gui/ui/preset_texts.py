"""The presets in words."""

from PySide6.QtCore import QCoreApplication

from fashion_gui.core.report import MEASURED

translate = QCoreApplication.translate  # the name that lupdate looks for


def preset_name(key: str) -> str:
    """What the preset `key` is called."""
    names = {
        "course": translate("Presets", "As in the course"),
        "quick": translate("Presets", "Quick"),
        "mlp-best": translate("Presets", "Best of the same network"),
        "convolutional": translate("Presets", "Convolutional"),
        "photo": translate("Presets", "For photos"),
        "own": translate("Presets", "Your own network"),
    }
    return names[key]


def preset_story(key: str) -> str:
    """What the preset `key` is for, and what it was measured to give."""
    stories = {
        "course": translate("Presets", "The network and the training of the course, unchanged."),
        "quick": translate(
            "Presets", "The same layers with a better optimiser: what the course takes 100 epochs for, in seconds."
        ),
        "mlp-best": translate(
            "Presets",
            "The same {count} numbers to learn, and all that training alone can do for them: mirrored and moved "
            "pictures, dropout, a falling rate.",
        ).format(count="235 146"),
        "convolutional": translate(
            "Presets", "A small convolutional network: it looks for patterns of neighbouring pixels wherever they are."
        ),
        "photo": translate(
            "Presets",
            "A convolutional network that learns from changed pictures and, if you have some, from real photos. "
            "About half an hour on two cores; Stop keeps the finished epochs, a minute or two each.",
        ),
        "own": translate("Presets", "The network that you have built in the tab Network."),
    }
    return " ".join(filter(None, (stories[key], preset_figures(key))))


def preset_figures(key: str) -> str:
    """What the preset `key` was measured to give, "" where that was not measured."""
    measured = MEASURED.get(key)
    if measured is None:
        return ""
    text = translate(
        "Presets", "Measured on two processor cores: test accuracy {accuracy}, mean of {count} seeds, {time}."
    )
    return text.format(accuracy=f"{measured.mean():.3f}", count=len(measured.accuracies), time=_about(measured.seconds))


def preset_invitation(key: str) -> str:
    """What pressing Train would do."""
    return translate("Presets", "Press Train.") + " " + preset_story(key)


def _about(seconds: float) -> str:
    """A duration in round words."""
    if seconds < 100:
        return translate("Presets", "{count} s").format(count=round(seconds))
    return translate("Presets", "{count} min").format(count=f"{seconds / 60:.0f}")
