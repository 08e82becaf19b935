import pytest

from fashion_gui.core.labels import CLASS_COUNT, LANGUAGES, class_names


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_different_names(language):
    names = class_names(language)

    assert len(set(names)) == len(names) == CLASS_COUNT == 10
    assert all(name == name.strip() != "" for name in names)


def test_order_is_that_of_the_dataset():
    assert class_names("en")[0] == "T-shirt/top"
    assert class_names("en")[8:] == ("Bag", "Ankle boot")
    assert class_names("ru")[8:] == ("сумка", "ботинки")


def test_unknown_language():
    with pytest.raises(KeyError):
        class_names("de")
