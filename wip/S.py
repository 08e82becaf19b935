ADD = {
    "HistorySentences": [
        ("Nothing was trained yet.", "Обучения ещё не было."),
        ("Epoch {epoch} of {epochs}: too early to see a trend; gap {gap}.", "Эпоха {epoch} из {epochs}: о тенденции судить рано; разрыв {gap}."),
        ("Gap: validation loss minus training loss. While it grows, the network gets better only on the pictures that it learns from.",
         "Разрыв — это ошибка на проверочной выборке минус ошибка на обучающей. Пока он растёт, сеть улучшается только на картинках, по которым учится."),
        ("Validation loss stays at {loss}, that of pure guessing.", "Ошибка на проверке стоит на {loss}, как при простом угадывании."),
        ("Validation loss jumps by {percent} % from epoch to epoch; gap {gap}.", "Ошибка на проверке скачет на {percent} % от эпохи к эпохе; разрыв {gap}."),
        ("Validation loss has risen since epoch {epoch}: it over-fits; gap {gap}.", "Ошибка на проверке растёт с эпохи {epoch}: переобучение; разрыв {gap}."),
        ("Training loss rose from {low} to {loss} in epoch {epoch}.", "Ошибка на обучающей выборке выросла с {low} до {loss} в эпохе {epoch}."),
        ("Validation loss stopped falling at epoch {epoch}; gap {gap}.", "Ошибка на проверке не снижается с эпохи {epoch}; разрыв {gap}."),
        ("Validation loss hardly falls any more; lowest at epoch {epoch}; gap {gap}.", "Ошибка на проверке почти не снижается, минимум в эпохе {epoch}; разрыв {gap}."),
        ("Validation loss still falls, to {loss} at epoch {epoch}; gap {gap}.", "Ошибка на проверке ещё снижается: {loss} в эпохе {epoch}; разрыв {gap}."),
        ("At epoch {epoch} validation loss is lowest: {loss}; gap {gap}.", "В эпохе {epoch} ошибка на проверке самая низкая: {loss}; разрыв {gap}."),
        ("At epoch {epoch} validation loss is {loss}, {above} above its lowest; gap {gap}.", "В эпохе {epoch} ошибка на проверке {loss}, на {above} выше самой низкой; разрыв {gap}."),
        ("{first} and {second} are level, {value} after epoch {epoch}.", "{first} и {second} наравне: {value} после эпохи {epoch}."),
        ("{first} is ahead, {value} against {other} of {second} after epoch {epoch}.", "{first} впереди: {value}, у {second} {other} после эпохи {epoch}."),
        ("{first} leads {second}, {value} to {other}, after epoch {epoch}.", "{first} лучше {second}, {value} и {other}, после эпохи {epoch}."),
        ("{value} after epoch {epoch}; the highest was {best}, at epoch {at}.", "{value} после эпохи {epoch}; наибольшая — {best} в эпохе {at}."),
        ("{value} after epoch {epoch}; the lowest was {best}, at epoch {at}.", "{value} после эпохи {epoch}; наименьшая — {best} в эпохе {at}."),
    ],
    "HistoryCharts": [
        ("Epoch", "Эпоха"),
        ("Training loss", "Ошибка на обучающей выборке"),
        ("Training accuracy", "Точность на обучающей выборке"),
        ("Validation loss", "Ошибка на проверочной выборке"),
        ("Validation accuracy", "Точность на проверочной выборке"),
        ("Seconds", "Секунды"),
        ("Learning rate", "Шаг обучения"),
    ],
    "RunCharts": [
        ("No run with an epoch is chosen.", "Не выбран ни один запуск с пройденной эпохой."),
        ("Epoch", "Эпоха"),
    ],
    "ProbabilityBars": [
        ("No answer yet.", "Ответа пока нет."),
        ("Most likely {first}, {largest}, then {second}, {next}. All ten: {all}.", "Вероятнее всего {first}, {largest}, затем {second}, {next}. Все десять: {all}."),
        ("{text} The right answer: {name}.", "{text} Верный ответ: {name}."),
        ("Class", "Класс"),
        ("Probability", "Вероятность"),
    ],
    "FirstLayer": [
        ("Neuron", "Нейрон"),
        ("row {row}, column {column}", "строка {row}, столбец {column}"),
    ],
}
# (context, source) of texts that are no longer in the sources
REMOVED = [("HistoryCharts", "Nothing was trained yet.")]
