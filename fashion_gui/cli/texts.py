"""What the commands say, in both languages.  Failures have their sentences in `core.problems`."""

from typing import Final

from fashion_gui.core.labels import LANGUAGES, Language

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    # --- help ---------------------------------------------------------------------------------------------------
    "about": {
        "en": "Train your first neural network, then ask it what you are wearing. "
        "Without a command the window opens, with the photos that are given.",
        "ru": "Обучите свою первую нейросеть и спросите её, что на вас надето. "
        "Без команды открывается окно с указанными фотографиями.",
    },
    "commands": {"en": "commands without a window", "ru": "команды без окна"},
    "classify": {"en": "tell what is on photos", "ru": "сказать, что на фотографиях"},
    "train": {"en": "train a network", "ru": "обучить сеть"},
    "evaluate": {"en": "measure a network on the test set", "ru": "измерить сеть на тестовой выборке"},
    "help": {"en": "show this help and exit", "ru": "показать эту справку и выйти"},
    "version": {"en": "show the version and exit", "ru": "показать версию и выйти"},
    "install_launcher": {"en": "add the program to the desktop's menu", "ru": "добавить программу в меню"},
    "remove_launcher": {"en": "remove it from the menu", "ru": "убрать программу из меню"},
    "paths": {"en": "photos, or folders that are searched for photos", "ru": "фотографии или папки с ними"},
    "json": {"en": "print one JSON object a line", "ru": "печатать объекты JSON, по одному в строке"},
    "csv": {"en": "write a table of the answers, too", "ru": "записать ещё и таблицу ответов"},
    "tiles": {"en": "keep the 28×28 tiles in this folder", "ru": "сохранить плитки 28×28 в эту папку"},
    "recipe": {
        "en": "how a tile is made: {known} (default: %(default)s)",
        "ru": "как делается плитка: {known} (обычно %(default)s)",
    },
    "model": {
        "en": "a kept run, by its name or folder, a .keras file, or a shipped network: photo, course "
        "(default: photo for photos, else the newest run)",
        "ru": "сохранённый запуск (имя или папка), файл .keras или готовая сеть: photo, course "
        "(обычно photo для фотографий, иначе самый новый запуск)",
    },
    "dataset": {
        "en": "the folder of Fashion-MNIST (default: searched for)",
        "ru": "папка с Fashion-MNIST (обычно ищется сама)",
    },
    "preset": {
        "en": "network and options to start from: {known} (default: %(default)s)",
        "ru": "сеть и исходные параметры: {known} (обычно %(default)s)",
    },
    "epochs": {"en": "how often all tiles are gone through", "ru": "сколько раз пройти по всем плиткам"},
    "seed": {"en": "the same seed gives the same network", "ru": "одинаковое зерно даёт одинаковую сеть"},
    "batch_size": {"en": "tiles a step", "ru": "плиток на шаг"},
    "learning_rate": {"en": "how far a step goes", "ru": "длина шага обучения"},
    "photos": {
        "en": "for the preset photo: a folder of photos to learn from, too; its sub-folders are named by class, "
        "any other name means none of the ten; may be given several times",
        "ru": "для набора photo: папка с фотографиями, на которых тоже учиться; её подпапки названы по классам, "
        "прочие имена означают «ни один из десяти»; можно указать несколько раз",
    },
    "out": {"en": "where the run is kept (default: with the window's)", "ru": "куда сохранить запуск"},
    "photos_without_preset": {
        "en": "only --preset photo learns from --photos",
        "ru": "на --photos учится только --preset photo",
    },
    "usage": {"en": "usage: ", "ru": "использование: "},
    "arguments": {"en": "arguments", "ru": "аргументы"},
    "options": {"en": "options", "ru": "параметры"},
    "wrong_usage": {"en": "{program}: error: {mistake}", "ru": "{program}: ошибка: {mistake}"},
    "unknown_arguments": {"en": "unknown: {words}", "ru": "неизвестно: {words}"},
    "no_command": {"en": "no command was given", "ru": "не указана команда"},
    # --- classify -----------------------------------------------------------------------------------------------
    "recognised": {
        "en": "{path}: {name} ({percent} %), recognised",
        "ru": "{path}: {name} ({percent} %), узнано",
    },
    "unsure": {
        "en": "{path}: {name} ({percent} %) or {second} ({second_percent} %), unsure",
        "ru": "{path}: {name} ({percent} %) или {second} ({second_percent} %), не уверена",
    },
    "unfamiliar": {
        "en": "{path}: {name} ({percent} %), unfamiliar: not like the pictures the network has learnt from",
        "ru": "{path}: {name} ({percent} %), незнакомое: не похоже на картинки, на которых сеть училась",
    },
    "not_answered": {"en": "{path}: not answered. {sentence}", "ru": "{path}: нет ответа. {sentence}"},
    "network": {"en": "Network: {path}", "ru": "Сеть: {path}"},
    # --- train and evaluate -------------------------------------------------------------------------------------
    "started": {
        "en": "Training, epochs: {epochs}, steps in each: {steps}. Ctrl+C stops and keeps what was learnt.",
        "ru": "Обучение, эпох: {epochs}, шагов в каждой: {steps}. Ctrl+C останавливает, изученное сохраняется.",
    },
    "computes_on": {"en": "Computes on: {devices}", "ru": "Вычисляет: {devices}"},
    "waiting_for_workers": {
        "en": "Worker {number} of {count}: waiting for the others. Ctrl+C ends that.",
        "ru": "Машина {number} из {count}: ожидание остальных. Ctrl+C прерывает.",
    },
    "helps": {
        "en": "Worker {number} of {count} computes along and writes nothing: worker 1 keeps the run.",
        "ru": "Машина {number} из {count} помогает вычислять и ничего не пишет: запуск сохраняет машина 1.",
    },
    "helped": {"en": "The training is over.", "ru": "Обучение закончено."},
    "epoch": {
        "en": "epoch {epoch}/{epochs}: loss {loss:.4f}, accuracy {accuracy:.4f}; "
        "validation: loss {val_loss:.4f}, accuracy {val_accuracy:.4f}; {seconds:.1f} s",
        "ru": "эпоха {epoch}/{epochs}: ошибка {loss:.4f}, точность {accuracy:.4f}; "
        "проверка: ошибка {val_loss:.4f}, точность {val_accuracy:.4f}; {seconds:.1f} с",
    },
    "finished": {
        "en": "Test set: loss {test_loss:.4f}, accuracy {test_accuracy:.4f}. Kept in {folder}",
        "ru": "Тестовая выборка: ошибка {test_loss:.4f}, точность {test_accuracy:.4f}. Сохранено в {folder}",
    },
    "folder_label": {"en": "{folder}: {name}, photos: {count}", "ru": "{folder}: {name}, фотографий: {count}"},
    "folder_none": {
        "en": "{folder}: none of the ten, photos: {count}",
        "ru": "{folder}: ни один из десяти, фотографий: {count}",
    },
    "cutting_out": {"en": "Cutting out: {number} of {count}", "ru": "Вырезание: {number} из {count}"},
    "kept": {
        "en": "Stopped, and kept in {folder}. `evaluate` measures it on the test set.",
        "ru": "Остановлено и сохранено в {folder}. На тестовой выборке его измерит команда evaluate.",
    },
    "nothing_kept": {
        "en": "Ended before the first epoch: nothing was kept.",
        "ru": "Остановлено до конца первой эпохи: сохранять нечего.",
    },
    "evaluated": {
        "en": "Test set of {count} tiles: loss {loss:.4f}, accuracy {accuracy:.4f}",
        "ru": "Тестовая выборка, плиток: {count}. Ошибка {loss:.4f}, точность {accuracy:.4f}",
    },
    "dataset_hint": {
        "en": "On Debian and Ubuntu: sudo apt-get install dataset-fashion-mnist. Or name its folder: --dataset DIR.",
        "ru": "В Debian и Ubuntu: sudo apt-get install dataset-fashion-mnist. Или укажите папку: --dataset DIR.",
    },
    # --- launcher -----------------------------------------------------------------------------------------------
    "written": {"en": "Written: {path}", "ru": "Записан: {path}"},
    "removed": {"en": "Deleted: {path}", "ru": "Удалён: {path}"},
    "no_launcher": {"en": "There was no launcher.", "ru": "Ярлыка не было."},
}
assert all(set(texts) == set(LANGUAGES) for texts in _TEXTS.values())


def text(key: str, language: Language, **values: object) -> str:
    """The text `key` in `language`, filled with `values`.  Raises KeyError for an unknown key or a missing value."""
    return _TEXTS[key][language].format(**values)
