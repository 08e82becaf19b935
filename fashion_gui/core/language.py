"""Which language the user speaks, where there is no window to ask."""

from collections.abc import Mapping

from fashion_gui.core.labels import Language


def environment_language(environment: Mapping[str, str]) -> Language:
    """Russian where the variables for messages say so, else English.

    Source: POSIX.1-2017, 8.2: the first of LC_ALL, LC_MESSAGES and LANG that is not empty counts.
    """
    values = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ru" if next(filter(None, values), "").lower().startswith("ru") else "en"
