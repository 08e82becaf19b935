"""The table of problems, and that every problem the program raises is in it with all its parameters."""

import ast
import re
import string
from pathlib import Path

import pytest

import fashion_gui
from fashion_gui.core.labels import LANGUAGES
from fashion_gui.core.problems import _SENTENCES, Problem, problem_codes, problem_sentence

PACKAGE = Path(fashion_gui.__file__).parent


def placeholders(code, language):
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(_SENTENCES[code][language])} - {None}


def example(code):
    return {name: f"<{name}>" for name in placeholders(code, "en")}


# --- the table -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", problem_codes())
def test_both_languages_ask_for_the_same(code):
    assert placeholders(code, "ru") == placeholders(code, "en")
    assert all(name.isidentifier() for name in placeholders(code, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", problem_codes())
def test_each_sentence_can_be_said(code, language):
    sentence = problem_sentence(code, example(code), language)

    assert all(f"<{name}>" in sentence for name in placeholders(code, language))
    assert sentence[-1] in ".?"
    assert "{" not in sentence
    assert "  " not in sentence
    assert bool(re.search("[а-яё]", sentence)) == (language == "ru")
    assert not re.search("[“”]" if language == "ru" else "[«»]", sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_code_still_says_something(language):
    assert "no_such_code" in problem_sentence("no_such_code", {}, language)
    assert "not_an_image" in problem_sentence("not_an_image", {}, language)


def test_parameters_are_not_formats():
    assert "{0.__class__}" in problem_sentence("internal_error", {"reason": "{0.__class__}"}, "en")


def test_a_problem_says_its_sentence():
    problem = Problem("empty_file", name="a.jpg")

    assert str(problem) == "“a.jpg” is empty: 0 bytes."
    assert (problem.code, problem.parameters) == ("empty_file", {"name": "a.jpg"})


def test_parameters_from_the_wire_may_have_any_name():
    assert Problem("busy", **{"code": 1, "self": 2}).parameters == {"code": 1, "self": 2}


# --- its use ---------------------------------------------------------------------------------------------------------


def name_of(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def raisers(tree):
    """Functions that hand their parameter `code` on to Problem or Failed, and the place of that parameter."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            parameters = [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            if "code" in parameters and any(name_of(call) in ("Problem", "Failed") for call in calls):
                yield function.name, parameters.index("code")


def codes_used(tree):
    """(line, code, parameters or None when they are not written out) for every code that the module names."""
    places = {"Problem": 0, "Failed": 2, "_Refused": 0, **dict(raisers(tree))}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and name_of(call) in places:
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            place = places[name_of(call)]
            value = given.get("code", call.args[place] if len(call.args) > place else None)
            if isinstance(value, ast.Constant):
                complete = name_of(call) == "Problem" and None not in given
                yield call.lineno, value.value, set(given) if complete else None


def mistakes(source):
    for line, code, parameters in codes_used(ast.parse(source)):
        if code not in problem_codes():
            yield f"line {line}: {code} is not in the table"
        elif parameters is not None and not placeholders(code, "en") <= parameters:
            yield f"line {line}: {code} lacks {placeholders(code, 'en') - parameters}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_problem_raised_is_in_the_table(path):
    assert list(mistakes(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Problem("busy")', 0),
        ('raise Problem("buzy")', 1),
        ('raise problems.Problem("buzy")', 1),
        ('raise Problem("empty_file", name="a")', 0),
        ('raise Problem("empty_file", file="a")', 1),
        ('raise Problem("empty_file", **parameters)', 0),
        ('send(Failed(1, "", "buzy", {}, ""))', 1),
        ('send(Failed(id=1, run="", code="buzy", parameters={}, details=""))', 1),
        ("def check(value, code):\n    raise Problem(code)\n\ncheck(1, 'buzy')", 1),
        ("class A:\n    def fail(self, code):\n        raise Problem(code)\n\nA().fail('buzy')", 1),
        ('raise _Refused("buzy")', 1),
        ('raise _Refused("busy")', 0),
        ('Finding("buzy", {})', 0),
    ],
)
def test_the_walk_finds_mistakes(source, found):
    assert len(list(mistakes(source))) == found
