"""Both languages are complete, and the compiled files are those of the sources."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from fashion_gui.core.paths import resource

FOLDER = resource("translations")
SOURCES = sorted(str(path) for path in (Path(__file__).parent.parent / "fashion_gui" / "ui").glob("*.py"))


def _tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def _messages(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    contexts = ElementTree.parse(path).getroot().iter("context")
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in contexts
        for message in context.iter("message")
    }


def _forms(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What the sources say now."""
    path = tmp_path_factory.mktemp("ts") / "now.ts"
    command = [_tool("pyside6-lupdate"), "-no-obsolete", "-locations", "none", *SOURCES, "-ts", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return _messages(path)


def test_russian_has_every_text_of_the_sources(extracted):
    assert extracted.keys() == _messages(FOLDER / "ru.ts").keys()


def test_english_has_every_plural_of_the_sources(extracted):
    plurals = {key for key, message in extracted.items() if message.get("numerus") == "yes"}
    assert plurals
    assert plurals == _messages(FOLDER / "en.ts").keys()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_text_is_empty_or_unfinished_and_plurals_are_complete(language):
    for (context, source), message in _messages(FOLDER / f"{language}.ts").items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, (context, source)
        forms = _forms(message)
        assert all(form.strip() for form in forms), (context, source)
        if message.get("numerus") == "yes":
            assert len(forms) == {"ru": 3, "en": 2}[language], (context, source)


def test_placeholders_survive_the_translation():
    for (context, source), message in _messages(FOLDER / "ru.ts").items():
        wanted = set(re.findall(r"\{\w*\}", source))
        for form in _forms(message):
            assert set(re.findall(r"\{\w*\}", form)) == wanted, (context, source)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_compiled_file_is_that_of_the_source(language, tmp_path):
    fresh = tmp_path / "fresh.qm"
    command = [_tool("pyside6-lrelease"), "-silent", str(FOLDER / f"{language}.ts"), "-qm", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)
    assert fresh.read_bytes() == (FOLDER / f"{language}.qm").read_bytes()
