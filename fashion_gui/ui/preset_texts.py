"""The presets in words."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate  # the name that lupdate looks for


def preset_name(key: str) -> str:
    """What the preset `key` is called."""
    names = {"course": translate("Presets", "As in the course"), "photo": translate("Presets", "For photos")}
    return names[key]


def preset_story(key: str) -> str:
    """What the preset `key` is for, and how long it takes."""
    stories = {
        "course": translate(
            "Presets", "The network of the course learns from the pictures as they are. About a minute."
        ),
        "photo": translate(
            "Presets",
            "A convolutional network that learns from changed pictures and, if you have some, from real photos. "
            "About half an hour on two cores; Stop keeps the finished epochs, a minute or two each.",
        ),
    }
    return stories[key]


def preset_invitation(key: str) -> str:
    """What pressing Train would do."""
    invitations = {
        "course": translate(
            "Presets", "Press Train: the network of the course learns on 48 000 pictures, about a minute."
        ),
        "photo": translate(
            "Presets",
            "Press Train: a network for photos learns on 57 000 pictures, changed anew each time, about half an hour "
            "on two cores. Stop keeps the finished epochs, a minute or two each.",
        ),
    }
    return invitations[key]
