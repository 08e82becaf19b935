"""Everything that can go wrong for the user, each with one clear sentence in each language.

A problem travels as a code and parameters (`Problem`, or the protocol's `Failed`); the sentence is looked up only
where it is shown: in the window or on the command line.
"""

from collections.abc import Mapping
from typing import Final

from fashion_gui.core.labels import LANGUAGES, Language

Parameter = str | int | float
Parameters = Mapping[str, Parameter]

_SENTENCES: Final[dict[str, dict[Language, str]]] = {
    # --- photos -------------------------------------------------------------------------------------------------
    "not_an_image": {
        "en": "“{name}” is not an image. JPEG, PNG, WEBP, AVIF, GIF, BMP and TIFF can be opened.",
        "ru": "«{name}» — не изображение. Открываются JPEG, PNG, WEBP, AVIF, GIF, BMP и TIFF.",
    },
    "unsupported_format": {
        "en": "“{name}” is a {format} file, which cannot be opened here. Save it as JPEG or PNG first.",
        "ru": "«{name}» — файл {format}, здесь он не открывается. Сначала сохраните его как JPEG или PNG.",
    },
    "is_a_heic_photo": {
        "en": "“{name}” is a HEIC photo, as iPhones take them, and cannot be opened here. Export it as JPEG, or let "
        "the iPhone take JPEG: Settings > Camera > Formats > Most Compatible.",
        "ru": "«{name}» — фото HEIC, какие снимает iPhone; здесь оно не открывается. Сохраните его как JPEG или "
        "снимайте в JPEG: «Настройки» > «Камера» > «Форматы» > «Наиболее совместимые».",
    },
    "is_a_raw_photo": {
        "en": "“{name}” is a camera's raw file ({format}), which cannot be opened here. Export it as JPEG first.",
        "ru": "«{name}» — необработанный снимок камеры ({format}), здесь он не открывается. Сначала сохраните его как "
        "JPEG.",
    },
    "is_a_video": {
        "en": "“{name}” is a video ({format}). Save one picture of it as JPEG or PNG and open that.",
        "ru": "«{name}» — видео ({format}). Сохраните из него один кадр как JPEG или PNG и откройте его.",
    },
    "damaged_image": {
        "en": "“{name}” is damaged or incomplete: the picture in it cannot be read to the end.",
        "ru": "Файл «{name}» повреждён или неполон: картинку не удаётся прочитать до конца.",
    },
    "empty_file": {
        "en": "“{name}” is empty: 0 bytes.",
        "ru": "Файл «{name}» пуст: 0 байт.",
    },
    "too_many_pixels": {
        "en": "“{name}” has {width} × {height} pixels; at most {limit} million can be opened. Make it smaller first.",
        "ru": "В «{name}» {width} × {height} пикселей; открывается не больше {limit} млн. Сначала уменьшите картинку.",
    },
    "too_many_bytes": {
        "en": "“{name}” takes {megabytes} MB; at most {limit} MB can be opened.",
        "ru": "«{name}» занимает {megabytes} МБ; открывается не больше {limit} МБ.",
    },
    "too_much_memory": {
        "en": "“{name}” needs more memory than a photo may use here. Make it smaller first.",
        "ru": "Для «{name}» нужно больше памяти, чем здесь отведено фотографии. Сначала уменьшите картинку.",
    },
    "photo_timeout": {
        "en": "“{name}” took longer than {seconds} s to read, so reading it was stopped.",
        "ru": "«{name}» читается дольше {seconds} с, чтение остановлено.",
    },
    "photo_crashed": {
        "en": "Reading “{name}” crashed the image decoder. Nothing else was harmed; the file is probably damaged.",
        "ru": "При чтении «{name}» декодер изображений упал. Остальное не пострадало; файл, вероятно, повреждён.",
    },
    "photo_worker_missing": {
        "en": "The part that reads photos could not be started ({reason}).",
        "ru": "Не удалось запустить часть программы, которая читает фотографии ({reason}).",
    },
    "is_a_folder": {
        "en": "“{name}” is a folder. Choose the photos in it instead.",
        "ru": "«{name}» — папка. Выберите сами фотографии в ней.",
    },
    "not_a_file": {
        "en": "“{name}” is not an ordinary file.",
        "ru": "«{name}» — не обычный файл.",
    },
    "file_missing": {
        "en": "“{name}” is no longer there. It may have been moved or deleted.",
        "ru": "Файла «{name}» больше нет. Возможно, его переместили или удалили.",
    },
    "file_unreadable": {
        "en": "“{name}” cannot be read: {reason}.",
        "ru": "Файл «{name}» не читается: {reason}.",
    },
    "photo_folder_missing": {
        "en": "There is no folder “{name}” with photos to learn from.",
        "ru": "Нет папки «{name}» с фотографиями для обучения.",
    },
    "too_many_photos": {
        "en": "{count} photos are too many to learn from: at most {limit}.",
        "ru": "{count} фотографий — слишком много для обучения: можно не больше {limit}.",
    },
    "no_photo_readable": {
        "en": "None of the photos to learn from could be read.",
        "ru": "Ни одна из фотографий для обучения не читается.",
    },
    "collection_empty": {
        "en": "Your collection is empty. Open a photo and tell the network what it shows: then it can learn from it.",
        "ru": "Ваша коллекция пуста. Откройте фотографию и скажите сети, что на ней: тогда она сможет на ней учиться.",
    },
    "photo_set_damaged": {
        "en": "“{name}”, with the photos to learn from, is damaged.",
        "ru": "Файл «{name}» с фотографиями для обучения повреждён.",
    },
    "nothing_to_open": {
        "en": "There is no picture file in what was dropped or pasted.",
        "ru": "В том, что вы перетащили или вставили, нет файла с картинкой.",
    },
    "picture_not_kept": {
        "en": "The picture could not be put into the folder for temporary files: {reason}.",
        "ru": "Не удалось положить картинку в папку для временных файлов: {reason}.",
    },
    "link_unreachable": {
        "en": "{host} cannot be reached: {reason}. Is this computer online?",
        "ru": "Не удаётся связаться с {host}: {reason}. Есть ли подключение к сети?",
    },
    "link_refused": {
        "en": "{host} did not give the picture: it answered “{status}”. Save the picture in the browser and drop the "
        "file.",
        "ru": "{host} не отдаёт картинку, ответ: «{status}». Сохраните её в браузере и перетащите файл.",
    },
    "link_redirects": {
        "en": "{host} sent on from one address to the next more than {limit} times, so fetching was stopped.",
        "ru": "{host} перенаправил с адреса на адрес больше {limit} раз, загрузка остановлена.",
    },
    "link_leads_elsewhere": {
        "en": "{host} sent on to an address that is not in the web, so fetching was stopped.",
        "ru": "{host} перенаправил на адрес вне интернета, загрузка остановлена.",
    },
    "link_too_large": {
        "en": "What {host} sends is larger than {limit} MB, so fetching was stopped.",
        "ru": "{host} присылает больше {limit} МБ, загрузка остановлена.",
    },
    "link_too_slow": {
        "en": "The picture from {host} was not there after {seconds} s, so fetching was stopped.",
        "ru": "Картинка с {host} не пришла за {seconds} с, загрузка остановлена.",
    },
    "link_cut_off": {
        "en": "The connection to {host} ended before the picture was complete.",
        "ru": "Связь с {host} прервалась раньше, чем картинка пришла целиком.",
    },
    "no_photos_in_folder": {
        "en": "There are no photos in the folder “{name}”.",
        "ru": "В папке «{name}» нет фотографий.",
    },
    # --- dataset ------------------------------------------------------------------------------------------------
    "dataset_missing": {
        "en": "Fashion-MNIST was not found on this computer.",
        "ru": "Fashion-MNIST на этом компьютере не найден.",
    },
    "dataset_file_missing": {
        "en": "The folder “{folder}” has no file {file}.",
        "ru": "В папке «{folder}» нет файла {file}.",
    },
    "dataset_truncated": {
        "en": "The dataset file {file} is incomplete: it ends too early.",
        "ru": "Файл данных {file} неполон: он обрывается раньше времени.",
    },
    "dataset_damaged": {
        "en": "The dataset file {file} is damaged: its content is not that of Fashion-MNIST.",
        "ru": "Файл данных {file} повреждён: его содержимое не совпадает с Fashion-MNIST.",
    },
    "dataset_swapped": {
        "en": "The dataset file {file} holds the content of {actual}. Were the files renamed?",
        "ru": "В файле данных {file} лежит содержимое {actual}. Файлы переименованы?",
    },
    "dataset_unreadable": {
        "en": "The dataset file {file} cannot be read: {reason}.",
        "ru": "Файл данных {file} не читается: {reason}.",
    },
    "dataset_cancelled": {
        "en": "Reading the dataset was cancelled.",
        "ru": "Чтение данных отменено.",
    },
    "download_failed": {
        "en": "Fashion-MNIST could not be downloaded ({reason}).",
        "ru": "Не удалось скачать Fashion-MNIST ({reason}).",
    },
    "download_cancelled": {
        "en": "The download was cancelled.",
        "ru": "Загрузка отменена.",
    },
    # --- options ------------------------------------------------------------------------------------------------
    "epochs_out_of_range": {
        "en": "Epochs: a whole number from 1 to {high}, not {value}.",
        "ru": "Эпохи: целое число от 1 до {high}, а не {value}.",
    },
    "batch_size_out_of_range": {
        "en": "Batch size: a whole number from 1 to {high}, not {value}.",
        "ru": "Размер пакета: целое число от 1 до {high}, а не {value}.",
    },
    "batch_larger_than_data": {
        "en": "A batch of {value} is larger than the {high} pictures there are to learn from.",
        "ru": "Пакет в {value} больше, чем есть картинок для обучения: их {high}.",
    },
    "learning_rate_out_of_range": {
        "en": "Learning rate: a number above 0 and at most {high}, not {value}.",
        "ru": "Шаг обучения: число больше 0 и не больше {high}, а не {value}.",
    },
    "validation_share_out_of_range": {
        "en": "Validation share: a number from {low} to {high}, not {value}.",
        "ru": "Доля проверочной выборки: число от {low} до {high}, а не {value}.",
    },
    "seed_out_of_range": {
        "en": "Seed: a whole number from 0 to {high}, not {value}.",
        "ru": "Зерно: целое число от 0 до {high}, а не {value}.",
    },
    "unknown_preset": {
        "en": "There is no preset “{value}”. There are: {known}.",
        "ru": "Набора «{value}» нет. Есть: {known}.",
    },
    "unknown_optimizer": {
        "en": "There is no optimiser “{value}”. There are: {known}.",
        "ru": "Оптимизатора «{value}» нет. Есть: {known}.",
    },
    "unknown_schedule": {
        "en": "There is no rate schedule “{value}”. There are: {known}.",
        "ru": "Расписания шага «{value}» нет. Есть: {known}.",
    },
    "weight_decay_out_of_range": {
        "en": "Weight decay: a number from {low} to {high}, not {value}.",
        "ru": "Затухание весов: число от {low} до {high}, а не {value}.",
    },
    "label_smoothing_out_of_range": {
        "en": "Label smoothing: a number from {low} to {high}, not {value}.",
        "ru": "Сглаживание меток: число от {low} до {high}, а не {value}.",
    },
    "patience_out_of_range": {
        "en": "Patience: a whole number of epochs from 0 (never stop early) to {high}, not {value}.",
        "ru": "Терпение: целое число эпох от 0 (не останавливать раньше) до {high}, а не {value}.",
    },
    "shifts_out_of_range": {
        "en": "Shifts: a whole number of pixels from 0 to {high}, not {value}.",
        "ru": "Сдвиги: целое число пикселей от 0 до {high}, а не {value}.",
    },
    "not_yes_or_no": {
        "en": "The option {name} is yes or no, not {value}.",
        "ru": "Параметр {name} — да или нет, а не {value}.",
    },
    # --- networks that the user builds ----------------------------------------------------------------------------
    "network_too_long": {
        "en": "{count} layers are too many: at most {limit}. Remove some.",
        "ru": "Слоёв слишком много: {count}, а можно не больше {limit}. Уберите лишние.",
    },
    "network_other_output": {
        "en": "The last layer must be dense with {classes} neurons and softmax: one probability for each class.",
        "ru": "Последний слой должен быть полносвязным, с {classes} нейронами и softmax: по вероятности на класс.",
    },
    "network_too_many_parameters": {
        "en": "The network has {count} million parameters, {most} of them in layer {number} ({kind}). More than "
        "{limit} million would take too much memory and time. Take fewer neurons or filters, or pool before it.",
        "ru": "В сети {count} млн параметров, из них {most} млн — в слое {number} ({kind}). Больше {limit} млн — это "
        "слишком много памяти и времени. Возьмите меньше нейронов или фильтров или поставьте перед ним пулинг.",
    },
    "network_too_slow": {
        "en": "For each picture the network multiplies {count} million times, {most} of them in layer {number} "
        "({kind}). More than {limit} million would take an hour for a few epochs. Pool earlier, or take fewer filters.",
        "ru": "На каждую картинку сеть делает {count} млн умножений, из них {most} млн — в слое {number} ({kind}). "
        "Если их больше {limit} млн, несколько эпох займут час. Поставьте пулинг раньше или возьмите меньше фильтров.",
    },
    "network_too_many_numbers": {
        "en": "For each picture the layers hand on {count} million numbers, {most} of them layer {number} ({kind}). "
        "More than {limit} million would take too much memory. Pool earlier, or take fewer filters.",
        "ru": "На каждую картинку слои передают {count} млн чисел, из них {most} млн — слой {number} ({kind}). Больше "
        "{limit} млн — слишком много памяти. Поставьте пулинг раньше или возьмите меньше фильтров.",
    },
    "layer_without_picture": {
        "en": "Layer {number} ({kind}) needs a picture, but layer {cause} ({cause_kind}) leaves only a row of numbers. "
        "Put it before layer {cause}.",
        "ru": "Слою {number} ({kind}) нужна картинка, а после слоя {cause} ({cause_kind}) остался только ряд чисел. "
        "Поставьте его до слоя {cause}.",
    },
    "layer_without_maps": {
        "en": "Layer {number} ({kind}) takes the mean of each feature map, but there are none yet. Put a convolution "
        "before it.",
        "ru": "Слой {number} ({kind}) берёт среднее каждой карты признаков, а карт ещё нет. Поставьте перед ним "
        "свёртку.",
    },
    "layer_window_too_large": {
        "en": "Layer {number} ({kind}): its window of {window} is larger than what is left of the picture, {sides}. "
        "Take a smaller window, or pool less before.",
        "ru": "Слой {number} ({kind}): его окно {window} больше того, что осталось от картинки, {sides}. Возьмите окно "
        "поменьше или меньше пулинга до него.",
    },
    "layer_units_out_of_range": {
        "en": "Layer {number} ({kind}): from 1 to {high} neurons, not {value}.",
        "ru": "Слой {number} ({kind}): от 1 до {high} нейронов, а не {value}.",
    },
    "layer_filters_out_of_range": {
        "en": "Layer {number} ({kind}): from 1 to {high} filters, not {value}.",
        "ru": "Слой {number} ({kind}): от 1 до {high} фильтров, а не {value}.",
    },
    "layer_size_out_of_range": {
        "en": "Layer {number} ({kind}): the side of the window is from 1 to {high}, not {value}.",
        "ru": "Слой {number} ({kind}): сторона окна — от 1 до {high}, а не {value}.",
    },
    "layer_rate_out_of_range": {
        "en": "Layer {number} ({kind}): the share of numbers that become 0 is from 0 to below 1, not {value}.",
        "ru": "Слой {number} ({kind}): доля обнуляемых чисел — от 0 и меньше 1, а не {value}.",
    },
    "layer_activation_unknown": {
        "en": "Layer {number} ({kind}): there is no activation “{value}”. There are: {known}.",
        "ru": "Слой {number} ({kind}): активации «{value}» нет. Есть: {known}.",
    },
    # --- training and runs --------------------------------------------------------------------------------------
    "diverged": {
        "en": "Training diverged in epoch {epoch}: the loss is no longer a number. "
        "The weights of the last good epoch were kept. Try a smaller learning rate.",
        "ru": "Обучение разошлось в эпохе {epoch}: функция ошибки перестала быть числом. "
        "Веса последней хорошей эпохи сохранены. Попробуйте шаг поменьше.",
    },
    "tf_config_damaged": {
        "en": "TF_CONFIG does not say which workers train together and which one this is ({reason}).",
        "ru": "Из TF_CONFIG не понять, какие машины обучают вместе и которая из них эта ({reason}).",
    },
    "workers_not_joined": {
        "en": "The workers that TF_CONFIG names could not be joined ({reason}).",
        "ru": "Не удалось соединиться с машинами, которые названы в TF_CONFIG ({reason}).",
    },
    "workers_differ": {
        "en": "The workers do not have the same options and data. Start all of them with the same command and dataset.",
        "ru": "У машин разные параметры или данные. Запустите на всех одну и ту же команду с одним и тем же набором.",
    },
    "worker_lost": {
        "en": "Another worker has gone, so the training ended here. The chief has kept every finished epoch.",
        "ru": "Связь с другой машиной потеряна, обучение прервано. Все законченные эпохи сохранены на главной машине.",
    },
    "photo_on_one_machine": {
        "en": "The preset “photo” is trained on one machine: start it without TF_CONFIG.",
        "ru": "Набор «photo» обучается на одной машине: запустите его без TF_CONFIG.",
    },
    "no_dataset": {
        "en": "There is nothing to learn from yet: Fashion-MNIST has to be found first.",
        "ru": "Пока не на чем учиться: сначала нужно найти Fashion-MNIST.",
    },
    "no_network": {
        "en": "There is no network yet that could answer.",
        "ru": "Пока нет сети, которая могла бы ответить.",
    },
    "busy": {
        "en": "A training is running. Stop it first.",
        "ru": "Идёт обучение. Сначала остановите его.",
    },
    "disk_full": {
        "en": "The disk is full ({free_mb} MB free): “{path}” was not saved. What was there before is untouched.",
        "ru": "Диск заполнен (свободно {free_mb} МБ): «{path}» не сохранён. Прежний файл не тронут.",
    },
    "cannot_write": {
        "en": "“{path}” cannot be saved: {reason}. What was there before is untouched.",
        "ru": "Не удаётся сохранить «{path}»: {reason}. Прежний файл не тронут.",
    },
    "votes_unreadable": {
        "en": "Your votes in “{path}” cannot be read: {reason}. They were left as they are.",
        "ru": "Не удаётся прочитать ваши голоса в «{path}»: {reason}. Файл не тронут.",
    },
    "run_missing": {
        "en": "“{name}” is neither a kept run nor a .keras file.",
        "ru": "«{name}» — не сохранённый запуск и не файл .keras.",
    },
    "run_in_training": {
        "en": "The run “{name}” is being trained right now, perhaps by another window. Nothing was changed.",
        "ru": "Запуск «{name}» сейчас обучается, возможно, в другом окне. Ничего не изменено.",
    },
    "run_not_resumable": {
        "en": "The run “{name}” cannot be trained on: what the optimiser needs for that was not kept. "
        "It can still be opened.",
        "ru": "Запуск «{name}» нельзя учить дальше: то, что нужно для этого оптимизатору, не сохранено. "
        "Открыть его по-прежнему можно.",
    },
    "run_complete": {
        "en": "The run “{name}” has done all its {epochs} epochs.",
        "ru": "Запуск «{name}» уже прошёл все свои эпохи: {epochs}.",
    },
    "epoch_not_kept": {
        "en": "The weights of epoch {epoch} are not on disk.",
        "ru": "Весов эпохи {epoch} на диске нет.",
    },
    "no_such_neuron": {
        "en": "Layer {layer} has no neuron {neuron} with a sum of its own.",
        "ru": "В слое {layer} нет нейрона {neuron} с собственной суммой.",
    },
    "run_not_trashed": {
        "en": "The run “{name}” cannot be moved to the trash: {reason}. Nothing was changed.",
        "ru": "Не удаётся переместить запуск «{name}» в корзину: {reason}. Ничего не изменено.",
    },
    "run_not_restored": {
        "en": "The run “{name}” cannot be taken out of the trash: {reason}. It is still there.",
        "ru": "Не удаётся вернуть запуск «{name}» из корзины: {reason}. Он по-прежнему там.",
    },
    "trash_not_emptied": {
        "en": "The run “{name}” in the trash cannot be deleted: {reason}.",
        "ru": "Не удаётся удалить запуск «{name}» из корзины: {reason}.",
    },
    "run_damaged": {
        "en": "The run “{name}” is damaged and cannot be opened.",
        "ru": "Запуск «{name}» повреждён и не открывается.",
    },
    # --- networks from a .keras file -----------------------------------------------------------------------------
    "model_damaged": {
        "en": "“{name}” was not opened: it is damaged or not a .keras file.",
        "ru": "«{name}» не открыт: он повреждён или это не файл .keras.",
    },
    "model_too_large": {
        "en": "“{name}” was not opened: it is larger than any network that is read here.",
        "ru": "«{name}» не открыт: он больше любой сети, которая здесь читается.",
    },
    "model_not_sequential": {
        "en": "“{name}” was not opened: it is not a plain Sequential network.",
        "ru": "«{name}» не открыт: это не обычная сеть Sequential.",
    },
    "model_foreign_layer": {
        "en": "“{name}” was not opened: it has a layer that is not Keras' own, and nothing in a file is ever executed.",
        "ru": "«{name}» не открыт: в нём есть слой не из Keras, а код из файлов здесь никогда не исполняется.",
    },
    "model_unknown_layer": {
        "en": "“{name}” was not opened: it has a layer of kind {kind}, which is not one of those that are read here.",
        "ru": "«{name}» не открыт: в нём есть слой вида {kind}, а такие здесь не читаются.",
    },
    "model_unusual_layer": {
        "en": "“{name}” was not opened: one of its {kind} layers has a setting, size or place that is not read here.",
        "ru": "«{name}» не открыт: у одного из слоёв {kind} в нём необычные настройки, размер или место.",
    },
    "model_other_input": {
        "en": "“{name}” was not opened: it takes neither pictures of 28×28 divided by 255 nor 784 numbers.",
        "ru": "«{name}» не открыт: сеть принимает не картинки 28×28, делённые на 255, и не 784 числа.",
    },
    "model_other_output": {
        "en": "“{name}” was not opened: it is not a plain network with ten softmax outputs.",
        "ru": "«{name}» не открыт: это не обычная сеть с десятью выходами softmax.",
    },
    "model_weights_elsewhere": {
        "en": "“{name}” was not opened: its weights are not where Keras puts them.",
        "ru": "«{name}» не открыт: веса лежат не там, куда их кладёт Keras.",
    },
    "model_weights_not_plain": {
        "en": "“{name}” was not opened: its weights are not plain arrays.",
        "ru": "«{name}» не открыт: веса в нём — не простые массивы.",
    },
    "model_weights_misfit": {
        "en": "“{name}” was not opened: its weights do not fit its layers.",
        "ru": "«{name}» не открыт: веса в нём не подходят к слоям.",
    },
    "model_weights_not_numbers": {
        "en": "“{name}” was not opened: some of its weights are not finite numbers.",
        "ru": "«{name}» не открыт: не все веса в нём — конечные числа.",
    },
    # --- workers ------------------------------------------------------------------------------------------------
    "worker_killed": {
        "en": "The training engine was ended by the system (signal {signal}). What was learnt is kept up to its "
        "last epoch.",
        "ru": "Система завершила процесс обучения (сигнал {signal}). Изученное сохранено до последней эпохи.",
    },
    "worker_ended": {
        "en": "The training engine ended unexpectedly (code {status}).",
        "ru": "Процесс обучения неожиданно завершился (код {status}).",
    },
    "worker_hung": {
        "en": "The training engine has not answered for {seconds} s.",
        "ru": "Процесс обучения не отвечает уже {seconds} с.",
    },
    "worker_would_not_stop": {
        "en": "The training engine did not stop within {seconds} s and was ended. What it had learnt is kept up to its "
        "last epoch.",
        "ru": "Процесс обучения не остановился за {seconds} с и был завершён. Изученное сохранено до последней эпохи.",
    },
    "worker_not_started": {
        "en": "The training engine could not be started ({reason}).",
        "ru": "Не удалось запустить процесс обучения ({reason}).",
    },
    "tensorflow_missing": {
        "en": "TensorFlow is not installed or does not load ({reason}).",
        "ru": "TensorFlow не установлен или не загружается ({reason}).",
    },
    # --- launcher -----------------------------------------------------------------------------------------------
    "launcher_unsupported": {
        "en": "A menu launcher can only be made on Linux. Here, start the program with the command fashion-gui.",
        "ru": "Ярлык в меню создаётся только в Linux. Здесь запускайте программу командой fashion-gui.",
    },
    "launcher_not_removed": {
        "en": "The launcher's file “{path}” cannot be deleted: {reason}.",
        "ru": "Не удаётся удалить файл ярлыка «{path}»: {reason}.",
    },
    "internal_error": {
        "en": "Something went wrong inside the program ({reason}).",
        "ru": "Внутри программы что-то пошло не так ({reason}).",
    },
}
assert all(set(sentences) == set(LANGUAGES) for sentences in _SENTENCES.values())


class Problem(Exception):
    """A failure the user can understand.  `code` is a key of the table above, `parameters` fill its sentence."""

    def __init__(self, code: str, /, **parameters: Parameter) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters: Parameters = parameters

    def __str__(self) -> str:
        return problem_sentence(self.code, self.parameters, "en")


def problem_codes() -> tuple[str, ...]:
    """All known codes."""
    return tuple(_SENTENCES)


def problem_sentence(code: str, parameters: Parameters, language: Language) -> str:
    """The sentence for `code` in `language`.  An unknown code or missing parameter still gives a readable sentence."""
    sentences = _SENTENCES.get(code)
    if sentences is None:
        return _SENTENCES["internal_error"][language].format(reason=code)
    try:
        return sentences[language].format(**parameters)
    except (KeyError, ValueError, IndexError):
        return _SENTENCES["internal_error"][language].format(reason=code)
