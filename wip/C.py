ADD = {
    "ReliabilityChart": [
        ("right", "верно"),
        ("off by", "расхождение"),
        ("an honest network", "честная сеть"),
        ("without the temperature", "без температуры"),
        ("right, with 95 % certainty", "верно, с доверием 95 %"),
        ("few answers", "мало ответов"),
        ("how sure the network is of its answer", "насколько сеть уверена в своём ответе"),
        ("answers", "ответы"),
        ("Is 90 % really 90 %?", "Правда ли 90 % — это 90 %?"),
        (
            "{low} to {high} sure: {count} answers, on average {promised} sure, {kept} right "
            "(between {least} and {most} with 95 % certainty).",
            "Уверенность от {low} до {high}: ответов {count}, в среднем сеть уверена на {promised}, "
            "верных {kept} (с доверием 95 % — от {least} до {most}).",
        ),
        (
            "Of 100 answers that are about {sure} sure, {right} are right.",
            "Из 100 ответов с уверенностью около {sure} верны {right}.",
        ),
        ("On the whole this network keeps what it promises.", "В целом эта сеть держит обещания."),
        ("On the whole this network promises too much.", "В целом эта сеть обещает слишком много."),
        ("On the whole this network promises too little.", "В целом эта сеть обещает слишком мало."),
        ("surer than, %", "увереннее чем, %"),
        ("up to, %", "до, %"),
        ("mean confidence", "средняя уверенность"),
        ("share right", "доля верных"),
        ("at least", "не меньше"),
        ("at most", "не больше"),
    ],
    "CalibrationView": [
        ("expected calibration error", "ожидаемая ошибка калибровки"),
        (
            "ECE. In each bar, the distance between what was promised (mean confidence) and what was kept (share "
            "right); the mean of that over all answers. 0.02: two percentage points off on average.",
            "ECE. У каждого столбца — расстояние между обещанным (средняя уверенность) и выполненным (доля верных); "
            "среднее этого расстояния по всем ответам. 0.02: в среднем промах на два процентных пункта.",
        ),
        ("Temperature scaling", "Температура"),
        ("Show these pictures", "Показать эти картинки"),
        (
            "A reliability diagram. Answers are put together by how sure the network is of them; the height of a "
            "bar is how many of them are right. An honest network's points lie on the dashed line.",
            "Диаграмма надёжности. Ответы собраны по уверенности сети; высота столбца — доля верных среди них. "
            "У честной сети точки лежат на пунктире.",
        ),
        ("Waiting for the network's answers…", "Ждём ответов сети…"),
        (
            "Divides the ten numbers before the softmax by one number, the temperature. The order of the classes, "
            "and so the accuracy, stays; only how sure the network is changes. Above 1: less sure; below 1: surer.",
            "Десять чисел перед softmax делятся на одно число — температуру. Порядок классов, а с ним и точность, "
            "остаётся; меняется только уверенность. Больше 1 — сеть менее уверена, меньше 1 — более.",
        ),
        (
            "The gallery knows only how sure the network itself is: switch temperature scaling off.",
            "Галерея знает только собственную уверенность сети: выключите температуру.",
        ),
        (
            "The test pictures behind the marked bar. A click on a bar, or Enter, does the same.",
            "Тестовые картинки отмеченного столбца. То же делает щелчок по столбцу или Enter.",
        ),
        ("✓ keeps its promises", "✓ держит обещания"),
        ("▲ promises too much", "▲ обещает слишком много"),
        ("▼ promises too little", "▼ обещает слишком мало"),
        ("On average {sure} sure, {right} right.", "В среднем уверена на {sure}, верных {right}."),
        ("Temperature {number}", "Температура {number}"),
        (
            "It is being measured on training pictures that the network has not learnt from…",
            "Измеряется на обучающих картинках, на которых сеть не училась…",
        ),
        (
            "What changes if every answer is made a little less, or more, sure?",
            "Что изменится, если сделать каждый ответ чуть менее или более уверенным?",
        ),
        (
            "Measured when the training ended. 1 is the least that is looked for there, since no answer is to be "
            "made surer: this network is not too sure, and nothing changes.",
            "Измерена в конце обучения. Меньше 1 там не ищут: ни один ответ не должен стать увереннее. "
            "Эта сеть не слишком уверена, и ничего не меняется.",
        ),
        (
            "Measured when the training ended, on pictures that the network has not learnt from. The test set had "
            "no say in it.",
            "Измерена в конце обучения на картинках, на которых сеть не училась. Тестовый набор в этом не участвовал.",
        ),
        (
            "Measured on {count} validation pictures. The test set had no say in it.",
            "Измерена на {count} проверочных картинках. Тестовый набор в этом не участвовал.",
        ),
        ("So near to 1 it changes next to nothing.", "Так близко к 1 она почти ничего не меняет."),
        ("Answers become less sure.", "Ответы становятся менее уверенными."),
        ("Answers become surer.", "Ответы становятся более уверенными."),
        (
            "Which pictures this network has learnt from is not known, so a temperature cannot be measured "
            "honestly. Open a run of your own for that.",
            "Неизвестно, на каких картинках училась эта сеть, поэтому честно измерить температуру нельзя. "
            "Откройте свой запуск.",
        ),
        (
            "Among the data here there are no pictures that this training held back for validation, so a "
            "temperature cannot be measured.",
            "Среди этих данных нет картинок, оставленных при обучении для проверки, поэтому измерить температуру "
            "не на чем.",
        ),
        (
            "The engine is not ready: the temperature can be measured when it is.",
            "Движок ещё не готов: температуру можно будет измерить потом.",
        ),
        (
            "Switch it on: the temperature is then measured on pictures kept back from the training.",
            "Включите: температура будет измерена на картинках, оставленных при обучении для проверки.",
        ),
    ],
}
