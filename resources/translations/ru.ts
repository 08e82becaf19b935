<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
  <context>
    <name>AccuracyScale</name>
    <message>
      <source>How good is that?</source>
      <translation>Много это или мало?</translation>
    </message>
    <message>
      <source>who</source>
      <translation>кто</translation>
    </message>
    <message>
      <source>accuracy</source>
      <translation>точность</translation>
    </message>
    <message>
      <source>from</source>
      <translation>от</translation>
    </message>
    <message>
      <source>to</source>
      <translation>до</translation>
    </message>
    <message>
      <source>source</source>
      <translation>источник</translation>
    </message>
    <message>
      <source>this network</source>
      <translation>эта сеть</translation>
    </message>
    <message>
      <source>people</source>
      <translation>люди</translation>
    </message>
    <message>
      <source>the course report</source>
      <translation>отчёт курса</translation>
    </message>
    <message>
      <source>a similar network</source>
      <translation>похожая сеть</translation>
    </message>
    <message>
      <source>support vectors</source>
      <translation>опорные векторы</translation>
    </message>
    <message>
      <source>2 convolutions</source>
      <translation>2 свёртки</translation>
    </message>
    <message>
      <source>wide ResNet</source>
      <translation>широкий ResNet</translation>
    </message>
    <message>
      <source>This network: {percent} % right, between {low} and {high} % (95 % sure).</source>
      <translation>Эта сеть: верно {percent} %, от {low} до {high} % (с уверенностью 95 %).</translation>
    </message>
    <message>
      <source>{about}: {percent} %, between {low} and {high} % (95 % sure).
Source: {source}</source>
      <translation>{about}: {percent} %, от {low} до {high} % (с уверенностью 95 %).
Источник: {source}</translation>
    </message>
    <message>
      <source>People without expertise in fashion, 1000 pictures; the majority of three counts</source>
      <translation>Люди, не знатоки моды, 1000 картинок; считается большинство из трёх</translation>
    </message>
    <message>
      <source>The course&apos;s network, 784-256-128-10, in the report</source>
      <translation>Сеть курса 784-256-128-10, по отчёту</translation>
    </message>
    <message>
      <source>A dense network 784-256-128-100-10 with dropout, the mean of 30 trainings</source>
      <translation>Полносвязная сеть 784-256-128-100-10 с dropout, среднее 30 обучений</translation>
    </message>
    <message>
      <source>The best classic method of the benchmark: support vectors with RBF kernel</source>
      <translation>Лучший классический метод из сравнения: опорные векторы с ядром RBF</translation>
    </message>
    <message>
      <source>A small convolutional network with augmentation, the mean of 5 trainings</source>
      <translation>Небольшая свёрточная сеть с аугментацией, среднее 5 обучений</translation>
    </message>
    <message>
      <source>WRN-28-10 with Random Erasing: 28 layers, 36 million parameters</source>
      <translation>WRN-28-10 с Random Erasing: 28 слоёв, 36 миллионов параметров</translation>
    </message>
    <message>
      <source>Accuracy beside that of others; arrow keys go through the lines</source>
      <translation>Точность рядом с другими; стрелки ведут по строкам</translation>
    </message>
  </context>
  <context>
    <name>ActivationCurve</name>
    <message>
      <source>Curve of the activation</source>
      <translation>Кривая функции активации</translation>
    </message>
    <message>
      <source>{activation}: the total {total} becomes {output}</source>
      <translation>{activation}: из суммы {total} получается {output}</translation>
    </message>
    <message>
      <source>total</source>
      <translation>сумма</translation>
    </message>
    <message>
      <source>output</source>
      <translation>выход</translation>
    </message>
  </context>
  <context>
    <name>AnswerCard</name>
    <message>
      <source>the network says</source>
      <translation>ответ сети</translation>
    </message>
    <message>
      <source>the right answer</source>
      <translation>верный ответ</translation>
    </message>
    <message>
      <source>the ten outputs, as numbers</source>
      <translation>десять выходов числами</translation>
    </message>
    <message>
      <source>What the ten neurons of the last layer give: one probability a class, together they make 1.</source>
      <translation>То, что выдают десять нейронов последнего слоя: по одной вероятности на класс, в сумме они дают 1.</translation>
    </message>
    <message>
      <source>The ten outputs, as numbers</source>
      <translation>Десять выходов числами</translation>
    </message>
    <message>
      <source>Show the numbers of this picture</source>
      <translation>Показать числа этой картинки</translation>
    </message>
    <message>
      <source>The 28 × 28 brightness values of this picture: all that the network gets.</source>
      <translation>28 × 28 значений яркости этой картинки: это всё, что получает сеть.</translation>
    </message>
    <message>
      <source>The picture's place in the test set, counted from 0 as in the notebook.</source>
      <translation>Место картинки в тестовой выборке; счёт идёт с 0, как в ноутбуке.</translation>
    </message>
    <message>
      <source>Picture {index}</source>
      <translation>Картинка {index}</translation>
    </message>
    <message>
      <source>✓ right</source>
      <translation>✓ верно</translation>
    </message>
    <message>
      <source>✕ wrong</source>
      <translation>✕ неверно</translation>
    </message>
    <message>
      <source>Numbers</source>
      <translation>Числа</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Почему?</translation>
    </message>
    <message>
      <source>Why this answer?</source>
      <translation>Почему такой ответ?</translation>
    </message>
    <message>
      <source>What in this picture speaks for the answer, pixel by pixel</source>
      <translation>Что в этой картинке говорит за ответ, пиксель за пикселем</translation>
    </message>
  </context>
  <context>
    <name>AnswerFilter</name>
    <message>
      <source>right class: any</source>
      <translation>класс: любой</translation>
    </message>
    <message>
      <source>answer: any</source>
      <translation>ответ: любой</translation>
    </message>
    <message>
      <source>right class: {name}</source>
      <translation>класс: {name}</translation>
    </message>
    <message>
      <source>answer: {name}</source>
      <translation>ответ: {name}</translation>
    </message>
    <message>
      <source>right and wrong</source>
      <translation>верные и ошибки</translation>
    </message>
    <message>
      <source>right only</source>
      <translation>только верные</translation>
    </message>
    <message>
      <source>wrong only</source>
      <translation>только ошибки</translation>
    </message>
    <message>
      <source>however sure</source>
      <translation>с любой уверенностью</translation>
    </message>
    <message>
      <source>at most {percent} % sure</source>
      <translation>уверенность до {percent} %</translation>
    </message>
    <message>
      <source>more than {percent} % sure</source>
      <translation>уверенность выше {percent} %</translation>
    </message>
    <message>
      <source>in the set&apos;s order</source>
      <translation>в порядке выборки</translation>
    </message>
    <message>
      <source>surest first</source>
      <translation>сначала уверенные</translation>
    </message>
    <message>
      <source>least sure first</source>
      <translation>сначала неуверенные</translation>
    </message>
    <message>
      <source>Worst mistakes</source>
      <translation>Грубые ошибки</translation>
    </message>
    <message>
      <source>Wrong answers only, those first of which the network is surest.</source>
      <translation>Только неверные ответы; сначала те, в которых сеть увереннее всего.</translation>
    </message>
    <message>
      <source>How sure the network is: the largest of its ten outputs.</source>
      <translation>Уверенность сети — наибольший из её десяти выходов.</translation>
    </message>
    <message>
      <source>Right class</source>
      <translation>Верный класс</translation>
    </message>
    <message>
      <source>Only pictures that are of this class.</source>
      <translation>Только картинки этого класса.</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>Ответ</translation>
    </message>
    <message>
      <source>Only pictures of which the network says this.</source>
      <translation>Только картинки, на которых сеть отвечает так.</translation>
    </message>
    <message>
      <source>Right or wrong</source>
      <translation>Верно или нет</translation>
    </message>
    <message>
      <source>Wrong: the network takes it for something else.</source>
      <translation>Ошибка: сеть приняла картинку за что-то другое.</translation>
    </message>
    <message>
      <source>Sureness</source>
      <translation>Уверенность</translation>
    </message>
    <message>
      <source>Sort by</source>
      <translation>Порядок</translation>
    </message>
    <message>
      <source>Sure and wrong are the network&apos;s worst mistakes.</source>
      <translation>Уверенные ошибки — самые грубые.</translation>
    </message>
  </context>
  <context>
    <name>AnswerPages</name>
    <message>
      <source>A page of the test set with the network's answers</source>
      <translation>Страница тестовой выборки с ответами сети</translation>
    </message>
    <message>
      <source>No wrong answers: the network is right about every picture.</source>
      <translation>Ошибок нет: сеть верно узнала каждую картинку.</translation>
    </message>
    <message>
      <source>All {total} pictures, wrong: {wrong}</source>
      <translation>Все картинки: {total}, ошибок: {wrong}</translation>
    </message>
    <message>
      <source>Shown: {shown} of {total}, wrong: {wrong}</source>
      <translation>Показано {shown} из {total}, ошибок: {wrong}</translation>
    </message>
    <message>
      <source>No picture is like that. Choose another class or answer, or any sureness.</source>
      <translation>Таких картинок нет. Выберите другой класс или ответ либо любую уверенность.</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Показать все</translation>
    </message>
    <message>
      <source>Show all pictures</source>
      <translation>Показать все картинки</translation>
    </message>
    <message>
      <source>Only the wrong ones: {shown} of {total}</source>
      <translation>Только неверные: {shown} из {total}</translation>
    </message>
  </context>
  <context>
    <name>AnswerView</name>
    <message>
      <source>Picture {index}: the network says {said}, and that is right</source>
      <translation>Картинка {index}: ответ сети — {said}, это верно</translation>
    </message>
    <message>
      <source>Picture {index}: the network says {said}, the right answer is {right}</source>
      <translation>Картинка {index}: ответ сети — {said}, правильный ответ — {right}</translation>
    </message>
  </context>
  <context>
    <name>Banner</name>
    <message>
      <source>Details</source>
      <translation>Подробности</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Скопировать</translation>
    </message>
    <message>
      <source>Close this message</source>
      <translation>Закрыть это сообщение</translation>
    </message>
  </context>
  <context>
    <name>Bug</name>
    <message>
      <source>Something went wrong inside the program. It goes on; please report it.</source>
      <translation>Внутри программы что-то пошло не так. Она работает дальше; пожалуйста, сообщите об этом.</translation>
    </message>
  </context>
  <context>
    <name>ClassBars</name>
    <message>
      <source>Recognised of each class</source>
      <translation>Узнано в каждом классе</translation>
    </message>
    <message>
      <source>class</source>
      <translation>класс</translation>
    </message>
    <message>
      <source>now</source>
      <translation>сейчас</translation>
    </message>
    <message>
      <source>undisturbed</source>
      <translation>без помех</translation>
    </message>
    <message>
      <source>The share of each class&apos;s test pictures that is answered rightly. The line: without disturbance.</source>
      <translation>Доля тестовых картинок каждого класса, на которые дан верный ответ. Черта: без помех.</translation>
    </message>
  </context>
  <context>
    <name>ClassMenu</name>
    <message>
      <source>none of the ten</source>
      <translation>ни один из десяти</translation>
    </message>
  </context>
  <context>
    <name>ClassTable</name>
    <message>
      <source>Class by class, in %</source>
      <translation>По классам, в %</translation>
    </message>
    <message>
      <source>mean</source>
      <translation>среднее</translation>
    </message>
    <message>
      <source>Class by class; Enter shows the pictures of a class</source>
      <translation>По классам; Enter показывает картинки класса</translation>
    </message>
    <message>
      <source>class</source>
      <translation>класс</translation>
    </message>
    <message>
      <source>The right class. Click a row to see its pictures, a header to sort by it.</source>
      <translation>Верный класс. Щёлкните строку, чтобы увидеть её картинки, или заголовок, чтобы упорядочить по нему.</translation>
    </message>
    <message>
      <source>total</source>
      <translation>всего</translation>
    </message>
    <message>
      <source>How many pictures of this class the test set holds.</source>
      <translation>Сколько картинок этого класса в тестовой выборке.</translation>
    </message>
    <message>
      <source>recall</source>
      <translation>полнота</translation>
    </message>
    <message>
      <source>Recall: of all shirts, how many were called a shirt?</source>
      <translation>Полнота (recall): сколько из всех рубашек названо рубашками?</translation>
    </message>
    <message>
      <source>precision</source>
      <translation>точность</translation>
    </message>
    <message>
      <source>Precision: of all that was called a shirt, how much is a shirt?</source>
      <translation>Точность (precision): сколько из всего, что названо рубашкой, и правда рубашки?</translation>
    </message>
    <message>
      <source>F1</source>
      <translation>F1</translation>
    </message>
    <message>
      <source>F1: recall and precision in one figure, their harmonic mean.</source>
      <translation>F1: полнота и точность одним числом, их среднее гармоническое.</translation>
    </message>
  </context>
  <context>
    <name>CollectionDialog</name>
    <message>
      <source>My collection</source>
      <translation>Моя коллекция</translation>
    </message>
    <message>
      <source>Classes of the collection</source>
      <translation>Классы коллекции</translation>
    </message>
    <message>
      <source>Photos of the collection, as tiles</source>
      <translation>Фотографии коллекции в виде плиток</translation>
    </message>
    <message>
      <source>Nothing here yet. Open a photo, and where the network is wrong, tell it what the photo shows: the photo is kept here, and the preset for photos can learn from it.</source>
      <translation>Здесь пока пусто. Откройте фотографию и, если сеть ошиблась, скажите ей, что это: фотография сохранится здесь, и на ней сможет учиться набор «Для фотографий».</translation>
    </message>
    <message>
      <source>It is a …</source>
      <translation>Это …</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Вернуть</translation>
    </message>
    <message>
      <source>Remove all…</source>
      <translation>Убрать всё…</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Открыть папку</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Закрыть</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Все</translation>
    </message>
    <message>
      <source>{name}: {count}</source>
      <translation>{name}: {count}</translation>
    </message>
  </context>
  <context>
    <name>Conductor</name>
    <message>
      <source>Restart</source>
      <translation>Запустить снова</translation>
    </message>
    <message>
      <source>There are no usable data in {remembered} any more: those in {folder} are used.</source>
      <translation>В папке {remembered} больше нет пригодных данных: взяты из {folder}.</translation>
    </message>
    <message>
      <source>The training goes on with the data it began with. The new data are shown when it is over.</source>
      <translation>Обучение продолжается на прежних данных. Новые появятся, когда оно закончится.</translation>
    </message>
    <message>
      <source>Saved: {path}</source>
      <translation>Сохранено: {path}</translation>
    </message>
    <message>
      <source>engine: starting</source>
      <translation>движок: запускается</translation>
    </message>
    <message>
      <source>engine: ready</source>
      <translation>движок: готов</translation>
    </message>
    <message>
      <source>engine: training</source>
      <translation>движок: обучение</translation>
    </message>
    <message>
      <source>engine: stopping</source>
      <translation>движок: останавливается</translation>
    </message>
    <message>
      <source>engine: stopped</source>
      <translation>движок: не работает</translation>
    </message>
    <message>
      <source>answers of: {name}</source>
      <translation>отвечает сеть: {name}</translation>
    </message>
    <message>
      <source>no data yet</source>
      <translation>данных пока нет</translation>
    </message>
    <message>
      <source>nothing leaves this computer</source>
      <translation>ничего не покидает этот компьютер</translation>
    </message>
    <message>
      <source>A training is running: these answers do not follow it. New ones come at its end.</source>
      <translation>Идёт обучение: эти ответы за ним не следуют. Новые появятся, когда оно закончится.</translation>
    </message>
    <message>
      <source>engine: paused</source>
      <translation>движок: пауза</translation>
    </message>
    <message>
      <source>answers of: {name}, after epoch {epoch}</source>
      <translation>отвечает: {name}, после эпохи {epoch}</translation>
    </message>
    <message>
      <source>The training “{name}” was cut off after epoch {epoch} of {epochs}. What it had learnt is kept.</source>
      <translation>Обучение «{name}» оборвалось после эпохи {epoch} из {epochs}. Всё выученное сохранено.</translation>
    </message>
    <message>
      <source>Resume the training</source>
      <translation>Продолжить обучение</translation>
    </message>
    <message>
      <source>Restart and resume the training</source>
      <translation>Запустить снова и продолжить обучение</translation>
    </message>
  </context>
  <context>
    <name>ConfusionMatrix</name>
    <message>
      <source>What is taken for what</source>
      <translation>Что за что принято</translation>
    </message>
    <message>
      <source>No answers yet.</source>
      <translation>Ответов пока нет.</translation>
    </message>
    <message>
      <source>Nothing is confused: every answer is right.</source>
      <translation>Путаницы нет: все ответы верны.</translation>
    </message>
    <message>
      <source>Most often: {right} taken for {given}, {times} times.</source>
      <translation>Чаще всего путает: {right} → {given}, {times} раз.</translation>
    </message>
    <message>
      <source>right class</source>
      <translation>верный класс</translation>
    </message>
    <message>
      <source>{right}: {count} pictures</source>
      <translation>{right}, всего картинок: {count}</translation>
    </message>
    <message>
      <source>the answer {given}: {count} times</source>
      <translation>ответ «{given}», всего: {count}</translation>
    </message>
    <message>
      <source>{right} taken for {given}: {count} of {total}</source>
      <translation>{right}, а ответ «{given}»: {count} из {total}</translation>
    </message>
    <message>
      <source>{right}, recognised: {count} of {total}</source>
      <translation>{right}, узнано: {count} из {total}</translation>
    </message>
    <message>
      <source>answer →</source>
      <translation>ответ →</translation>
    </message>
    <message>
      <source>class ↓</source>
      <translation>класс ↓</translation>
    </message>
    <message>
      <source>The confusion matrix: a row for each right class, a column for each answer. Right answers stand on the diagonal; the brighter a cell, the larger its share of the row. Click a cell to see its pictures.</source>
      <translation>Матрица ошибок: строка — верный класс, столбец — ответ. Верные ответы стоят на диагонали; чем ярче клетка, тем больше её доля в строке. Щёлкните клетку, чтобы увидеть её картинки.</translation>
    </message>
    <message>
      <source>Confusion matrix; arrow keys choose a cell, Enter shows its pictures</source>
      <translation>Матрица ошибок; стрелки выбирают клетку, Enter показывает её картинки</translation>
    </message>
  </context>
  <context>
    <name>ContributionLegend</name>
    <message>
      <source>Blue: this pixel makes the output larger, it speaks for the class. Orange: it makes it smaller. The deeper the colour, the more. A contribution is the pixel&apos;s brightness (0 to 1) times what the network makes of it; a black pixel contributes nothing.</source>
      <translation>Синий: пиксель увеличивает выход, он говорит за класс. Оранжевый: уменьшает. Чем гуще цвет, тем сильнее. Вклад — это яркость пикселя (от 0 до 1), умноженная на то, что сеть из неё делает; чёрный пиксель не даёт ничего.</translation>
    </message>
    <message>
      <source>Colours of the contributions</source>
      <translation>Цвета вкладов</translation>
    </message>
  </context>
  <context>
    <name>ContributionMap</name>
    <message>
      <source>Row {row}, column {column}: black, so it contributes nothing</source>
      <translation>Строка {row}, столбец {column}: чёрный, вклада нет</translation>
    </message>
    <message>
      <source>Row {row}, column {column}, brightness {brightness}: speaks for it, {value}</source>
      <translation>Строка {row}, столбец {column}, яркость {brightness}: за, {value}</translation>
    </message>
    <message>
      <source>Row {row}, column {column}, brightness {brightness}: speaks against it, {value}</source>
      <translation>Строка {row}, столбец {column}, яркость {brightness}: против, {value}</translation>
    </message>
    <message>
      <source>What each pixel contributes</source>
      <translation>Вклад каждого пикселя</translation>
    </message>
  </context>
  <context>
    <name>ContributionTexts</name>
    <message>
      <source>What speaks for: {name}</source>
      <translation>Что говорит за: {name}</translation>
    </message>
    <message>
      <source>What speaks for {name} rather than {other}</source>
      <translation>Что говорит за: {name}, а не {other}</translation>
    </message>
    <message>
      <source>Pixels for it {above}, against it {below}, bias {bias}: together the output {total}.</source>
      <translation>Пиксели за {above}, против {below}, смещение {bias}: вместе выход {total}.</translation>
    </message>
    <message>
      <source>Pixels for it {above}, against it {below}, bias {bias}: together {total}, by which the output of {name} is above that of {other}.</source>
      <translation>Пиксели за {above}, против {below}, смещение {bias}: вместе {total}. На столько выход «{name}» выше выхода «{other}».</translation>
    </message>
    <message>
      <source>A black picture gives {bias}; pixels for it {above}, against it {below}; {rest} is not accounted for: together the output {total}.</source>
      <translation>Чёрная картинка даёт {bias}; пиксели за {above}, против {below}; не объяснено {rest}: вместе выход {total}.</translation>
    </message>
    <message>
      <source>A black picture gives {bias}; pixels for it {above}, against it {below}; {rest} is not accounted for: together {total}, by which the output of {name} is above that of {other}.</source>
      <translation>Чёрная картинка даёт {bias}; пиксели за {above}, против {below}; не объяснено {rest}: вместе {total}. На столько выход «{name}» выше выхода «{other}».</translation>
    </message>
    <message>
      <source>e to the power of {total} is {times}: {name} is so many times as probable as {other}.</source>
      <translation>e в степени {total} — это {times}: во столько раз «{name}» вероятнее, чем «{other}».</translation>
    </message>
    <message>
      <source>Softmax: e to the power of {total}, divided by the sum for all ten, makes {share} %.</source>
      <translation>Softmax: e в степени {total}, делённое на сумму таких чисел для всех десяти, — это {share} %.</translation>
    </message>
    <message>
      <source>The output is the logarithm of the probability: e to the power of {total} makes {share} %.</source>
      <translation>Выход — логарифм вероятности: e в степени {total} — это {share} %.</translation>
    </message>
    <message>
      <source>exact</source>
      <translation>точно</translation>
    </message>
    <message>
      <source>This network has dense layers with ReLU: a neuron is either off or passes its sum on. With the neurons that this picture switches on, each output is a sum of brightness times weight, and a bias.</source>
      <translation>В этой сети полносвязные слои с ReLU: нейрон либо выключен, либо передаёт свою сумму дальше. С нейронами, которые включает эта картинка, каждый выход — сумма произведений яркости на вес и смещения.</translation>
    </message>
    <message>
      <source>an approximation</source>
      <translation>приближённо</translation>
    </message>
    <message>
      <source>This network is not simply a sum of pixels. Integrated gradients (Sundararajan et al. 2017): the picture appears out of black in 64 steps, and what each pixel changes on the way is added up. What that misses is said below.</source>
      <translation>Эта сеть — не просто сумма по пикселям. Интегрированные градиенты (Sundararajan и др., 2017): картинка проявляется из чёрного за 64 шага, и складывается то, что каждый пиксель меняет по пути. Сколько при этом не учтено, сказано рядом.</translation>
    </message>
    <message>
      <source>top left</source>
      <translation>слева вверху</translation>
    </message>
    <message>
      <source>top middle</source>
      <translation>вверху посередине</translation>
    </message>
    <message>
      <source>top right</source>
      <translation>справа вверху</translation>
    </message>
    <message>
      <source>middle left</source>
      <translation>слева посередине</translation>
    </message>
    <message>
      <source>the middle</source>
      <translation>в середине</translation>
    </message>
    <message>
      <source>middle right</source>
      <translation>справа посередине</translation>
    </message>
    <message>
      <source>bottom left</source>
      <translation>слева внизу</translation>
    </message>
    <message>
      <source>bottom middle</source>
      <translation>внизу посередине</translation>
    </message>
    <message>
      <source>bottom right</source>
      <translation>справа внизу</translation>
    </message>
    <message>
      <source>Most against it: {place} ({value}).</source>
      <translation>Сильнее всего против: {place} ({value}).</translation>
    </message>
    <message>
      <source>Most for it: {place} ({value}).</source>
      <translation>Сильнее всего за: {place} ({value}).</translation>
    </message>
    <message>
      <source>Most for it: {most} ({high}); most against it: {against} ({low}).</source>
      <translation>Сильнее всего за: {most} ({high}); против: {against} ({low}).</translation>
    </message>
  </context>
  <context>
    <name>ContributionView</name>
    <message>
      <source>Asking the network…</source>
      <translation>Спрашиваем сеть…</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Почему</translation>
    </message>
    <message>
      <source>and not</source>
      <translation>а не</translation>
    </message>
    <message>
      <source>runner-up</source>
      <translation>следующий</translation>
    </message>
    <message>
      <source>The class that is asked about</source>
      <translation>Класс, о котором вопрос</translation>
    </message>
    <message>
      <source>To begin with, the class that the network says.</source>
      <translation>Сначала — класс, который назвала сеть.</translation>
    </message>
    <message>
      <source>The class that it is compared with</source>
      <translation>Класс, с которым сравнивается</translation>
    </message>
    <message>
      <source>Then the map shows what decides between the two. Runner-up: the class with the next best output.</source>
      <translation>Тогда карта покажет, что решает между двумя классами. Следующий — класс со следующим по величине выходом.</translation>
    </message>
  </context>
  <context>
    <name>DatasetNotice</name>
    <message>
      <source>Download Fashion-MNIST (30 MB)</source>
      <translation>Скачать Fashion-MNIST (30 МБ)</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation>Выбрать папку…</translation>
    </message>
    <message>
      <source>Search again</source>
      <translation>Искать снова</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Download progress</source>
      <translation>Ход загрузки</translation>
    </message>
    <message>
      <source>Without a network: on Debian and Ubuntu the package {package} brings the data; or copy the four files from another computer and choose their folder. Photos are answered without the data too.</source>
      <translation>Без сети: в Debian и Ubuntu данные есть в пакете {package}; или скопируйте четыре файла с другого компьютера и выберите их папку. На фотографии сеть отвечает и без данных.</translation>
    </message>
    <message>
      <source>Looking for Fashion-MNIST…</source>
      <translation>Ищем Fashion-MNIST…</translation>
    </message>
    <message>
      <source>Downloading Fashion-MNIST…</source>
      <translation>Скачиваем Fashion-MNIST…</translation>
    </message>
    <message>
      <source>Downloading Fashion-MNIST: {done} of {total} MB</source>
      <translation>Скачиваем Fashion-MNIST: {done} из {total} МБ</translation>
    </message>
  </context>
  <context>
    <name>Dialogs</name>
    <message>
      <source>Open photos</source>
      <translation>Открыть фотографии</translation>
    </message>
    <message>
      <source>Images</source>
      <translation>Изображения</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Все файлы</translation>
    </message>
    <message>
      <source>Folder with the four Fashion-MNIST files</source>
      <translation>Папка с четырьмя файлами Fashion-MNIST</translation>
    </message>
    <message>
      <source>Folder with a sub-folder of photos for each class</source>
      <translation>Папка с подпапками фотографий, по одной на класс</translation>
    </message>
    <message>
      <source>Open a network</source>
      <translation>Открыть сеть</translation>
    </message>
    <message>
      <source>Save the network</source>
      <translation>Сохранить сеть</translation>
    </message>
    <message>
      <source>Save the charts</source>
      <translation>Сохранить графики</translation>
    </message>
    <message>
      <source>Folder with photos</source>
      <translation>Папка с фотографиями</translation>
    </message>
    <message>
      <source>Save the answers</source>
      <translation>Сохранить ответы</translation>
    </message>
    <message>
      <source>A training is running. Stop it, keep what was learnt, and close?</source>
      <translation>Идёт обучение. Остановить его, сохранить изученное и закрыть окно?</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Закрыть</translation>
    </message>
    <message>
      <source>Remove all photos ({count}) from your collection? The photos you opened stay.</source>
      <translation>Убрать из коллекции все фотографии ({count})? Файлы, которые вы открывали, останутся.</translation>
    </message>
    <message>
      <source>My collection</source>
      <translation>Моя коллекция</translation>
    </message>
    <message>
      <source>First Neural Network {version}

Trains the network of a first course on Fashion-MNIST and asks it about your photos. Nothing leaves this computer.

MIT licence. Fashion-MNIST: Zalando SE, MIT licence.</source>
      <translation>Моя первая нейронная сеть {version}

Обучает сеть из первого курса на Fashion-MNIST и спрашивает её о ваших фотографиях. Ничего не покидает этот компьютер.

Лицензия MIT. Fashion-MNIST: Zalando SE, лицензия MIT.</translation>
    </message>
    <message>
      <source>About</source>
      <translation>О программе</translation>
    </message>
    <message>
      <source>Save as a picture or a table</source>
      <translation>Сохранить как картинку или таблицу</translation>
    </message>
  </context>
  <context>
    <name>Disturbance</name>
    <message>
      <source>Shift across</source>
      <translation>Сдвиг вбок</translation>
    </message>
    <message>
      <source>Shift down</source>
      <translation>Сдвиг вниз</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Размер</translation>
    </message>
    <message>
      <source>Turn</source>
      <translation>Поворот</translation>
    </message>
    <message>
      <source>Mirror</source>
      <translation>Зеркало</translation>
    </message>
    <message>
      <source>Blur</source>
      <translation>Размытие</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>Фон</translation>
    </message>
    <message>
      <source>Invert</source>
      <translation>Негатив</translation>
    </message>
    <message>
      <source>Noise</source>
      <translation>Шум</translation>
    </message>
    <message>
      <source>Moves the garment to the right or left: a photo in which it is not in the middle.</source>
      <translation>Сдвигает вещь вправо или влево: фото, на котором она не посередине.</translation>
    </message>
    <message>
      <source>Moves the garment down or up: a photo in which it is cut off below or above.</source>
      <translation>Сдвигает вещь вниз или вверх: фото, на котором она обрезана снизу или сверху.</translation>
    </message>
    <message>
      <source>Makes the garment smaller or larger: a photo taken from far away or too near.</source>
      <translation>Делает вещь меньше или больше: фото снято издалека или слишком близко.</translation>
    </message>
    <message>
      <source>Turns the garment clockwise: it lies askew, or the phone was held askew.</source>
      <translation>Поворачивает вещь по часовой стрелке: она лежит косо или телефон держали косо.</translation>
    </message>
    <message>
      <source>Left for right. All shoes of Fashion-MNIST point to the left; yours may point to the right.</source>
      <translation>Слева направо. Вся обувь в Fashion-MNIST смотрит влево, а ваша может смотреть вправо.</translation>
    </message>
    <message>
      <source>A photo out of focus, or of a moving hand. The number is the blur&apos;s radius.</source>
      <translation>Фото не в фокусе или рука дрогнула. Число — радиус размытия.</translation>
    </message>
    <message>
      <source>How bright the background is, from 0 to 255. In Fashion-MNIST it is black, 0; behind a real garment there is a grey wall or a bed.</source>
      <translation>Насколько светел фон, от 0 до 255. В Fashion-MNIST он чёрный, 0; за настоящей вещью — серая стена или кровать.</translation>
    </message>
    <message>
      <source>Bright for dark: a photo of a dark garment on white paper that nobody has turned into the colours of Fashion-MNIST.</source>
      <translation>Светлое вместо тёмного: фото тёмной вещи на белой бумаге, которое никто не перевёл в цвета Fashion-MNIST.</translation>
    </message>
    <message>
      <source>Random grains: a photo taken in the dark. The number is how far pixels stray, of 255; the grains are the same each time.</source>
      <translation>Случайные крапинки: фото снято в темноте. Число — насколько отклоняются пиксели, из 255; крапинки каждый раз те же.</translation>
    </message>
    <message>
      <source>{number} px</source>
      <translation>{number} пикс.</translation>
    </message>
    <message>
      <source>{number} %</source>
      <translation>{number} %</translation>
    </message>
    <message>
      <source>{number}°</source>
      <translation>{number}°</translation>
    </message>
  </context>
  <context>
    <name>DuelGame</name>
    <message>
      <source>Picture {number} of {total}</source>
      <translation>Картинка {number} из {total}</translation>
    </message>
    <message>
      <source>The picture that you are to name</source>
      <translation>Картинка, которую нужно назвать</translation>
    </message>
    <message>
      <source>How long you have played. There is no limit, and a break does not count.</source>
      <translation>Сколько вы играете. Времени сколько угодно, перерыв не считается.</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Дальше</translation>
    </message>
    <message>
      <source>Break</source>
      <translation>Перерыв</translation>
    </message>
    <message>
      <source>The clock stands still, and the picture is hidden.</source>
      <translation>Часы стоят, картинка скрыта.</translation>
    </message>
    <message>
      <source>End now</source>
      <translation>Закончить</translation>
    </message>
    <message>
      <source>Only what you have answered counts.</source>
      <translation>Считается только то, на что вы ответили.</translation>
    </message>
    <message>
      <source>A break: the clock stands still.</source>
      <translation>Перерыв: часы стоят.</translation>
    </message>
    <message>
      <source>Click, or press the digit: it is the class&apos;s number in the data set.</source>
      <translation>Щёлкните или нажмите цифру: это номер класса в наборе данных.</translation>
    </message>
    <message>
      <source>{name}, key {digit}</source>
      <translation>{name}, клавиша {digit}</translation>
    </message>
    <message>
      <source>Take back: {name}</source>
      <translation>Отменить: {name}</translation>
    </message>
    <message>
      <source>Name the picture before once more (Backspace).</source>
      <translation>Назвать предыдущую картинку ещё раз (Backspace).</translation>
    </message>
  </context>
  <context>
    <name>DuelInvitation</name>
    <message>
      <source>You can play as soon as Fashion-MNIST is found.</source>
      <translation>Играть можно будет, как только найдётся Fashion-MNIST.</translation>
    </message>
    <message>
      <source>There is no network yet that could play. Train one, or open one.</source>
      <translation>Пока нет сети, которая могла бы играть. Обучите сеть или откройте готовую.</translation>
    </message>
    <message>
      <source>Who is better: you or the network?</source>
      <translation>Кто лучше: вы или сеть?</translation>
    </message>
    <message>
      <source>Name {count} pictures of the test set. The network names the same ones, and in the end you see who was right more often. A clock runs, but there is no limit.</source>
      <translation>Назовите картинки тестового набора: их {count}. Сеть назовёт те же самые, а в конце вы увидите, кто чаще был прав. Часы идут, но времени сколько угодно.</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Начать</translation>
    </message>
    <message>
      <source>The ten names, and their keys</source>
      <translation>Десять названий и их клавиши</translation>
    </message>
    <message>
      <source>The first picture of each class in the training set.</source>
      <translation>Первая картинка каждого класса в обучающем наборе.</translation>
    </message>
  </context>
  <context>
    <name>DuelMatrices</name>
    <message>
      <source>You</source>
      <translation>Вы</translation>
    </message>
    <message>
      <source>The network</source>
      <translation>Сеть</translation>
    </message>
  </context>
  <context>
    <name>DuelMatrix</name>
    <message>
      <source>Your answers</source>
      <translation>Ваши ответы</translation>
    </message>
    <message>
      <source>The network&apos;s answers</source>
      <translation>Ответы сети</translation>
    </message>
  </context>
  <context>
    <name>DuelPanel</name>
    <message>
      <source>Waiting for the network&apos;s answers…</source>
      <translation>Ждём ответов сети…</translation>
    </message>
  </context>
  <context>
    <name>DuelPictures</name>
    <message>
      <source>you: {name}</source>
      <translation>вы: {name}</translation>
    </message>
    <message>
      <source>network: {name}</source>
      <translation>сеть: {name}</translation>
    </message>
    <message>
      <source>right: {name}</source>
      <translation>верно: {name}</translation>
    </message>
    <message>
      <source>All pictures of the game: {count}</source>
      <translation>Все картинки игры: {count}</translation>
    </message>
    <message>
      <source>Pictures on which you and the network differ: {count}</source>
      <translation>Картинки, на которых вы и сеть расходитесь: {count}</translation>
    </message>
    <message>
      <source>picture</source>
      <translation>картинка</translation>
    </message>
    <message>
      <source>right class</source>
      <translation>верный класс</translation>
    </message>
    <message>
      <source>Also those on which you and the network agree.</source>
      <translation>И те, на которых вы и сеть согласны.</translation>
    </message>
    <message>
      <source>Why this answer?</source>
      <translation>Почему такой ответ?</translation>
    </message>
    <message>
      <source>Which pixels speak for the network&apos;s answer (Enter or a double click).</source>
      <translation>Какие пиксели говорят за ответ сети (Enter или двойной щелчок).</translation>
    </message>
    <message>
      <source>Show the numbers</source>
      <translation>Показать числа</translation>
    </message>
    <message>
      <source>The 28 × 28 brightness values of this picture: all that the network gets.</source>
      <translation>28 × 28 значений яркости этой картинки: всё, что получает сеть.</translation>
    </message>
    <message>
      <source>No such picture.</source>
      <translation>Таких картинок нет.</translation>
    </message>
    <message>
      <source>You and the network gave the same answer to every picture.</source>
      <translation>Вы и сеть на все картинки ответили одинаково.</translation>
    </message>
    <message>
      <source>Pictures of the game; arrow keys choose, Enter explains the answer</source>
      <translation>Картинки игры; стрелки выбирают, Enter объясняет ответ</translation>
    </message>
    <message>
      <source>you</source>
      <translation>вы</translation>
    </message>
    <message>
      <source>the network</source>
      <translation>сеть</translation>
    </message>
    <message>
      <source>your seconds</source>
      <translation>ваши секунды</translation>
    </message>
    <message>
      <source>Different answers: {count}</source>
      <translation>Разные ответы: {count}</translation>
    </message>
    <message>
      <source>All: {count}</source>
      <translation>Все: {count}</translation>
    </message>
    <message>
      <source>The pictures on which you and the network differ.</source>
      <translation>Картинки, на которых вы и сеть расходитесь.</translation>
    </message>
  </context>
  <context>
    <name>DuelResultView</name>
    <message>
      <source>Pictures</source>
      <translation>Картинки</translation>
    </message>
    <message>
      <source>What you and the network said</source>
      <translation>Что сказали вы и что сказала сеть</translation>
    </message>
    <message>
      <source>What is taken for what</source>
      <translation>Что за что принято</translation>
    </message>
    <message>
      <source>Both confusion matrices side by side; a click on a cell shows its pictures</source>
      <translation>Обе матрицы ошибок рядом; щелчок по клетке показывает её картинки</translation>
    </message>
    <message>
      <source>You</source>
      <translation>Вы</translation>
    </message>
    <message>
      <source>The network</source>
      <translation>Сеть</translation>
    </message>
    <message>
      <source>Play again</source>
      <translation>Сыграть ещё раз</translation>
    </message>
    <message>
      <source>Another game with other pictures.</source>
      <translation>Ещё одна игра, с другими картинками.</translation>
    </message>
    <message>
      <source>The network that answers now: its score follows when it learns on, or another is opened.</source>
      <translation>Сеть, которая отвечает сейчас: её счёт меняется, когда она учится дальше или открыта другая.</translation>
    </message>
    <message>
      <source>{right} of {total}</source>
      <translation>{right} из {total}</translation>
    </message>
    <message>
      <source>{percent} % ({low} to {high})</source>
      <translation>{percent} % (от {low} до {high})</translation>
    </message>
    <message>
      <source>So few pictures leave much open: among all pictures of this kind the share of right answers lies between {low} and {high} % (95 % sure).</source>
      <translation>По столь немногим картинкам судить трудно: среди всех таких картинок доля верных ответов лежит между {low} и {high} % (с уверенностью 95 %).</translation>
    </message>
    <message>
      <source>You took {time}, {each} s a picture. Same answer: {same} of {total}. People: {percent} %.</source>
      <translation>Ваше время: {time}, {each} с на картинку. Одинаковых ответов: {same} из {total}. Люди в среднем: {percent} %.</translation>
    </message>
    <message>
      <source>{about} The network has changed since you played.</source>
      <translation>{about} С тех пор, как вы играли, сеть изменилась.</translation>
    </message>
  </context>
  <context>
    <name>DuelTexts</name>
    <message>
      <source>This time you were right more often than the network.</source>
      <translation>В этот раз вы были правы чаще, чем сеть.</translation>
    </message>
    <message>
      <source>This time the network was right more often than you.</source>
      <translation>В этот раз сеть была права чаще, чем вы.</translation>
    </message>
    <message>
      <source>A draw: you and the network were right equally often.</source>
      <translation>Ничья: вы и сеть были правы одинаково часто.</translation>
    </message>
    <message>
      <source>There was no picture that only one of you had right.</source>
      <translation>Не было картинки, которую верно назвал только один из вас.</translation>
    </message>
    <message>
      <source>that is rare, so this is probably no chance.</source>
      <translation>это редко, так что, скорее всего, это не случайность.</translation>
    </message>
    <message>
      <source>the difference may well be chance.</source>
      <translation>разница вполне может быть случайной.</translation>
    </message>
    <message>
      <source>Right where the other was wrong: you {yours}, the network {networks}.</source>
      <translation>Правы там, где другой ошибся: вы — {yours}, сеть — {networks}.</translation>
    </message>
    <message>
      <source>Two equally good players would be at least this far apart in {percent} % of games:</source>
      <translation>Два равных игрока разошлись бы хотя бы так же в {percent} % игр:</translation>
    </message>
    <message>
      <source>No mistake.</source>
      <translation>Ни одной ошибки.</translation>
    </message>
    <message>
      <source>Mistakes: {count}. {which}</source>
      <translation>Ошибок: {count}. {which}</translation>
    </message>
    <message>
      <source>People without expertise in fashion name {percent} % of this test set rightly (majority of three, {pictures} pictures).
Source: {source}</source>
      <translation>Люди, не разбирающиеся в моде, верно называют {percent} % этого тестового набора (большинство из троих, {pictures} картинок).
Источник: {source}</translation>
    </message>
  </context>
  <context>
    <name>EpochSlider</name>
    <message>
      <source>Epoch whose weights answer</source>
      <translation>Эпоха, веса которой отвечают</translation>
    </message>
    <message>
      <source>The time machine: the network as it was after any epoch. 0 is untrained.</source>
      <translation>Машина времени: сеть такая, какой была после любой эпохи. 0 — необученная.</translation>
    </message>
    <message>
      <source>Best</source>
      <translation>Лучшая</translation>
    </message>
    <message>
      <source>Epoch {epoch}: the lowest validation loss</source>
      <translation>Эпоха {epoch}: самая низкая ошибка на проверочной выборке</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Сейчас</translation>
    </message>
    <message>
      <source>Last</source>
      <translation>Последняя</translation>
    </message>
    <message>
      <source>The network as it is now, while it learns</source>
      <translation>Сеть как она есть сейчас, пока учится</translation>
    </message>
    <message>
      <source>The last epoch</source>
      <translation>Последняя эпоха</translation>
    </message>
    <message>
      <source>Now · in epoch {epoch} of {epochs}</source>
      <translation>Сейчас · идёт эпоха {epoch} из {epochs}</translation>
    </message>
    <message>
      <source>Untrained: weights as chance made them</source>
      <translation>Не обучена: веса случайны</translation>
    </message>
    <message>
      <source>Epoch {epoch} of {epochs} · validation accuracy {accuracy}</source>
      <translation>Эпоха {epoch} из {epochs} · точность на проверке {accuracy}</translation>
    </message>
    <message>
      <source>{text} · epoch {epoch} is not kept</source>
      <translation>{text} · эпоха {epoch} не сохранена</translation>
    </message>
    <message>
      <source>{text} · not every epoch is kept</source>
      <translation>{text} · сохранены не все эпохи</translation>
    </message>
  </context>
  <context>
    <name>Exports</name>
    <message>
      <source>Copy as a picture</source>
      <translation>Скопировать как картинку</translation>
    </message>
    <message>
      <source>Copy the numbers</source>
      <translation>Скопировать числа</translation>
    </message>
    <message>
      <source>Save as PNG, SVG or CSV…</source>
      <translation>Сохранить как PNG, SVG или CSV…</translation>
    </message>
    <message>
      <source>Copy or save</source>
      <translation>Скопировать или сохранить</translation>
    </message>
    <message>
      <source>Copy or save: {name}</source>
      <translation>Скопировать или сохранить: {name}</translation>
    </message>
  </context>
  <context>
    <name>Findings</name>
    <message>
      <source>turned upright, as the camera noted</source>
      <translation>повёрнуто так, как записала камера</translation>
    </message>
    <message>
      <source>16-bit colours reduced to 8 bits</source>
      <translation>16-битные цвета сведены к 8 битам</translation>
    </message>
    <message>
      <source>print colours turned into screen colours</source>
      <translation>печатные цвета переведены в экранные</translation>
    </message>
    <message>
      <source>transparent background taken away</source>
      <translation>прозрачный фон убран</translation>
    </message>
    <message>
      <source>moving picture: only its first frame is looked at</source>
      <translation>подвижная картинка: взят только первый кадр</translation>
    </message>
    <message>
      <source>dark background: not inverted</source>
      <translation>фон тёмный: не инвертировано</translation>
    </message>
    <message>
      <source>no garment found apart from its background: the whole photo is used</source>
      <translation>предмет не отделился от фона: взято всё фото</translation>
    </message>
    <message>
      <source>the garment filled only {percent} % of the photo: enlarged</source>
      <translation>предмет занимал лишь {percent} % фото: увеличен</translation>
    </message>
    <message>
      <source>background is not black, as in every picture it learnt from</source>
      <translation>фон не чёрный, а у всех картинок, на которых она училась, — чёрный</translation>
    </message>
    <message>
      <source>does not fill the picture, as every garment it learnt from does</source>
      <translation>не занимает всю картинку, как все предметы, на которых она училась</translation>
    </message>
    <message>
      <source>hardly anything to see: fainter than any garment it learnt from</source>
      <translation>почти ничего не видно: бледнее всего, на чём она училась</translation>
    </message>
    <message>
      <source>fuller than any garment it learnt from</source>
      <translation>заполнено сильнее всего, на чём она училась</translation>
    </message>
    <message>
      <source>like none of the ten: is the garment cut out well?</source>
      <translation>не похоже ни на что из десяти: хорошо ли вырезано?</translation>
    </message>
    <message>
      <source>background removed</source>
      <translation>фон убран</translation>
    </message>
    <message>
      <source>the outline may be wrong</source>
      <translation>контур может быть неверным</translation>
    </message>
    <message>
      <source>separate parts: {count}. Are all of them the garment?</source>
      <translation>отдельных частей: {count}. Все они — одежда?</translation>
    </message>
    <message>
      <source>reaches the edge of the photo: is all of it the garment?</source>
      <translation>доходит до края фото: всё ли это одежда?</translation>
    </message>
    <message>
      <source>very light: contrast was raised, as there are no white clothes in the data</source>
      <translation>очень светлое: контраст усилен, ведь белой одежды в данных нет</translation>
    </message>
    <message>
      <source>points to the right: the shoes it learnt from point to the left</source>
      <translation>смотрит вправо, а обувь, на которой она училась, — влево</translation>
    </message>
    <message>
      <source>This does not look like any of the ten. If forced: {name} ({percent} of 100).</source>
      <translation>Не похоже ни на что из десяти. Если надо выбрать: {name} ({percent} из 100).</translation>
    </message>
    <message>
      <source>Unsure: {first} or {second}.</source>
      <translation>Не уверена: {first} или {second}.</translation>
    </message>
    <message>
      <source>Sure: {percent} of 100.</source>
      <translation>Уверена: {percent} из 100.</translation>
    </message>
    <message>
      <source>Sure: more than 99 of 100.</source>
      <translation>Уверена: больше 99 из 100.</translation>
    </message>
    <message>
      <source>Fairly sure: {percent} of 100.</source>
      <translation>Довольно уверена: {percent} из 100.</translation>
    </message>
  </context>
  <context>
    <name>FirstAnswers</name>
    <message>
      <source>The first pictures of the test set with the network's answers</source>
      <translation>Первые картинки тестовой выборки с ответами сети</translation>
    </message>
    <message>
      <source>Wrong answers among the first pictures</source>
      <translation>Неверные ответы среди первых картинок</translation>
    </message>
    <message>
      <source>Wrong ones</source>
      <translation>Ошибки</translation>
    </message>
    <message>
      <source>the network says → the right answer</source>
      <translation>ответ сети → верный ответ</translation>
    </message>
    <message numerus="yes">
      <source>{right} of {total} right, %n wrong</source>
      <translation>
        <numerusform>Верно {right} из {total}, %n ошибка</numerusform>
        <numerusform>Верно {right} из {total}, %n ошибки</numerusform>
        <numerusform>Верно {right} из {total}, %n ошибок</numerusform>
      </translation>
    </message>
    <message>
      <source>All {total} right</source>
      <translation>Все {total} верно</translation>
    </message>
  </context>
  <context>
    <name>FirstLayer</name>
    <message>
      <source>page {page} of {pages}</source>
      <translation>страница {page} из {pages}</translation>
    </message>
    <message>
      <source>Neuron {number}: weights from {low} to {high}, length {norm}</source>
      <translation>Нейрон {number}: веса от {low} до {high}, длина {norm}</translation>
    </message>
    <message>
      <source>Filter {number}: weights from {low} to {high}, length {norm}</source>
      <translation>Фильтр {number}: веса от {low} до {high}, длина {norm}</translation>
    </message>
    <message>
      <source>Neuron {number}: weights changed by {low} to {high}, length {norm}</source>
      <translation>Нейрон {number}: веса изменились на {low} … {high}, длина {norm}</translation>
    </message>
    <message>
      <source>Filter {number}: weights changed by {low} to {high}, length {norm}</source>
      <translation>Фильтр {number}: веса изменились на {low} … {high}, длина {norm}</translation>
    </message>
    <message>
      <source>First layer</source>
      <translation>Первый слой</translation>
    </message>
    <message>
      <source>Each picture is a neuron: a weight for each pixel. Untrained, it is noise.</source>
      <translation>Каждая картинка — нейрон: по весу на каждый пиксель. До обучения это шум.</translation>
    </message>
    <message>
      <source>what it learnt</source>
      <translation>что выучено</translation>
    </message>
    <message>
      <source>its weights</source>
      <translation>сами веса</translation>
    </message>
    <message>
      <source>What is shown of each neuron</source>
      <translation>Что показано у каждого нейрона</translation>
    </message>
    <message>
      <source>What it learnt: how the weights have changed since the untrained network. A small rate changes them less than the noise they began as.</source>
      <translation>Что выучено: как веса изменились по сравнению с необученной сетью. При малом шаге изменения меньше шума, с которого всё началось.</translation>
    </message>
    <message>
      <source>by number</source>
      <translation>по номеру</translation>
    </message>
    <message>
      <source>strongest first</source>
      <translation>сначала сильные</translation>
    </message>
    <message>
      <source>Sort by</source>
      <translation>Порядок</translation>
    </message>
    <message>
      <source>Strong: a large length, the root of the sum of the squares of what is shown.</source>
      <translation>Сильный — с большой длиной: корнем из суммы квадратов того, что показано.</translation>
    </message>
    <message>
      <source>Neurons are counted from 0, as in the notebook.</source>
      <translation>Нейроны считаются с 0, как в ноутбуке.</translation>
    </message>
    <message>
      <source>Previous page (Page Up)</source>
      <translation>Предыдущая страница (Page Up)</translation>
    </message>
    <message>
      <source>Next page (Page Down)</source>
      <translation>Следующая страница (Page Down)</translation>
    </message>
    <message>
      <source>There are no pictures yet: they need a network whose first layer sees the pixels themselves.</source>
      <translation>Картинок пока нет: нужна сеть, первый слой которой видит сами пиксели.</translation>
    </message>
  </context>
  <context>
    <name>GalleryPanel</name>
    <message>
      <source>No. {index}: {name}</source>
      <translation>№ {index}: {name}</translation>
    </message>
    <message>
      <source>No. {index}: {name}; the network says {answer}</source>
      <translation>№ {index}: {name}; сеть говорит: {answer}</translation>
    </message>
    <message>
      <source>What it learns from</source>
      <translation>На чём учится</translation>
    </message>
    <message>
      <source>Training set</source>
      <translation>Обучающая</translation>
    </message>
    <message>
      <source>Test set</source>
      <translation>Тестовая</translation>
    </message>
    <message>
      <source>Which pictures</source>
      <translation>Какие картинки</translation>
    </message>
    <message>
      <source>The network learns from the training set and is examined on the test set.</source>
      <translation>На обучающей выборке сеть учится, на тестовой сдаёт экзамен.</translation>
    </message>
    <message>
      <source>All classes</source>
      <translation>Все классы</translation>
    </message>
    <message>
      <source>Which class</source>
      <translation>Какой класс</translation>
    </message>
    <message>
      <source>Right names</source>
      <translation>Верные имена</translation>
    </message>
    <message>
      <source>Network's answers</source>
      <translation>Ответы сети</translation>
    </message>
    <message>
      <source>Which names stand under the pictures</source>
      <translation>Какие имена стоят под картинками</translation>
    </message>
    <message>
      <source>Right names come with the data; the network's answers change as it learns.</source>
      <translation>Верные имена даны вместе с данными; ответы сети меняются, пока она учится.</translation>
    </message>
    <message>
      <source>First 25</source>
      <translation>Первые 25</translation>
    </message>
    <message>
      <source>Shuffle</source>
      <translation>Перемешать</translation>
    </message>
    <message>
      <source>Gallery of 25 pictures</source>
      <translation>Галерея из 25 картинок</translation>
    </message>
    <message>
      <source>Pictures to learn from, and pictures for the examination</source>
      <translation>Картинки для обучения и картинки для экзамена</translation>
    </message>
  </context>
  <context>
    <name>HintTexts</name>
    <message numerus="yes">
      <source>It stopped early: validation loss has not fallen for %n epoch(s). It was lowest after epoch {epoch}.</source>
      <translation>
        <numerusform>Обучение остановилось раньше: ошибка на проверочной выборке не снижается уже %n эпоху. Самой низкой она была после эпохи {epoch}.</numerusform>
        <numerusform>Обучение остановилось раньше: ошибка на проверочной выборке не снижается уже %n эпохи. Самой низкой она была после эпохи {epoch}.</numerusform>
        <numerusform>Обучение остановилось раньше: ошибка на проверочной выборке не снижается уже %n эпох. Самой низкой она была после эпохи {epoch}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>It over-fits: validation loss has not fallen for %n epoch(s), while training loss still falls. It was lowest after epoch {epoch}.</source>
      <translation>
        <numerusform>Сеть переобучается: ошибка на проверочной выборке не снижается уже %n эпоху, а на обучающей всё падает. Самой низкой она была после эпохи {epoch}.</numerusform>
        <numerusform>Сеть переобучается: ошибка на проверочной выборке не снижается уже %n эпохи, а на обучающей всё падает. Самой низкой она была после эпохи {epoch}.</numerusform>
        <numerusform>Сеть переобучается: ошибка на проверочной выборке не снижается уже %n эпох, а на обучающей всё падает. Самой низкой она была после эпохи {epoch}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>It learns slowly: after %n epoch(s) validation accuracy is only {val_accuracy}. A larger rate than {rate} would help.</source>
      <translation>
        <numerusform>Сеть учится медленно: после %n эпохи точность на проверочной выборке всего {val_accuracy}. Поможет шаг больше {rate}.</numerusform>
        <numerusform>Сеть учится медленно: после %n эпох точность на проверочной выборке всего {val_accuracy}. Поможет шаг больше {rate}.</numerusform>
        <numerusform>Сеть учится медленно: после %n эпох точность на проверочной выборке всего {val_accuracy}. Поможет шаг больше {rate}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>It under-fits: in the last %n epoch(s) it hardly got better even on the pictures that it learns from (accuracy {accuracy}). A larger network or another rate may help.</source>
      <translation>
        <numerusform>За последнюю %n эпоху сеть почти не улучшилась даже на картинках, по которым учится (точность {accuracy}): она недообучена. Может помочь сеть побольше или другой шаг.</numerusform>
        <numerusform>За последние %n эпохи сеть почти не улучшилась даже на картинках, по которым учится (точность {accuracy}): она недообучена. Может помочь сеть побольше или другой шаг.</numerusform>
        <numerusform>За последние %n эпох сеть почти не улучшилась даже на картинках, по которым учится (точность {accuracy}): она недообучена. Может помочь сеть побольше или другой шаг.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Validation loss no longer falls: it has stood still for %n epoch(s). It was lowest, {loss}, after epoch {epoch}.</source>
      <translation>
        <numerusform>Ошибка на проверочной выборке больше не снижается: стоит на месте уже %n эпоху. Самой низкой, {loss}, она была после эпохи {epoch}.</numerusform>
        <numerusform>Ошибка на проверочной выборке больше не снижается: стоит на месте уже %n эпохи. Самой низкой, {loss}, она была после эпохи {epoch}.</numerusform>
        <numerusform>Ошибка на проверочной выборке больше не снижается: стоит на месте уже %n эпох. Самой низкой, {loss}, она была после эпохи {epoch}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Validation loss still falls, by {percent} % in the last %n epoch(s): more epochs will help.</source>
      <translation>
        <numerusform>Ошибка на проверочной выборке ещё снижается: на {percent} % за последнюю %n эпоху. Больше эпох — лучше сеть.</numerusform>
        <numerusform>Ошибка на проверочной выборке ещё снижается: на {percent} % за последние %n эпохи. Больше эпох — лучше сеть.</numerusform>
        <numerusform>Ошибка на проверочной выборке ещё снижается: на {percent} % за последние %n эпох. Больше эпох — лучше сеть.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Validation loss still falls, by {percent} % in the last %n epoch(s).</source>
      <translation>
        <numerusform>Ошибка на проверочной выборке снижается: на {percent} % за последнюю %n эпоху.</numerusform>
        <numerusform>Ошибка на проверочной выборке снижается: на {percent} % за последние %n эпохи.</numerusform>
        <numerusform>Ошибка на проверочной выборке снижается: на {percent} % за последние %n эпох.</numerusform>
      </translation>
    </message>
    <message>
      <source>It only guesses: the loss stays at {loss}, that of ten equal answers. The rate {rate} is too large for it.</source>
      <translation>Сеть лишь гадает: ошибка стоит на {loss}, как при десяти равных ответах. Шаг {rate} для неё слишком велик.</translation>
    </message>
    <message>
      <source>Validation loss jumps up and down, by {percent} % from epoch to epoch: the rate {rate} is too large. A smaller one would settle.</source>
      <translation>Ошибка на проверочной выборке скачет, на {percent} % от эпохи к эпохе: шаг {rate} слишком велик. С меньшим она успокоится.</translation>
    </message>
    <message>
      <source>Training loss rose from {low} to {loss} in epoch {epoch}: the rate {rate} is too large.</source>
      <translation>Ошибка на обучающей выборке выросла с {low} до {loss} в эпохе {epoch}: шаг {rate} слишком велик.</translation>
    </message>
    <message>
      <source>Training accuracy, {accuracy}, has run ahead of validation accuracy, {val_accuracy}: it begins to learn its pictures by heart. Flips, shifts or dropout hold that back.</source>
      <translation>Точность на обучающей выборке, {accuracy}, обогнала точность на проверочной, {val_accuracy}: сеть начинает заучивать картинки. Этому мешают отражения, сдвиги или dropout.</translation>
    </message>
  </context>
  <context>
    <name>HistoryCharts</name>
    <message>
      <source>Charts of accuracy and loss over the epochs</source>
      <translation>Графики точности и функции ошибки по эпохам</translation>
    </message>
    <message>
      <source>Nothing was trained yet.</source>
      <translation>Обучения ещё не было.</translation>
    </message>
    <message>
      <source>Epoch {epoch}: accuracy {accuracy} in training, {val_accuracy} in validation; loss {loss} in training, {val_loss} in validation.</source>
      <translation>Эпоха {epoch}: точность {accuracy} на обучающей, {val_accuracy} на проверочной выборке; функция ошибки {loss} и {val_loss}.</translation>
    </message>
    <message>
      <source>Accuracy</source>
      <translation>Точность</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>Функция ошибки</translation>
    </message>
    <message>
      <source>training</source>
      <translation>обучающая</translation>
    </message>
    <message>
      <source>validation</source>
      <translation>проверочная</translation>
    </message>
  </context>
  <context>
    <name>InsideDetail</name>
    <message>
      <source>‹ Back</source>
      <translation>‹ Назад</translation>
    </message>
    <message>
      <source>Back to what was shown before</source>
      <translation>Назад к тому, что было показано раньше</translation>
    </message>
  </context>
  <context>
    <name>InsideTexts</name>
    <message>
      <source>{side} × {side} pixels, 0 to 1</source>
      <translation>{side} × {side} пикселей, от 0 до 1</translation>
    </message>
    <message>
      <source>softmax: adds up to 1</source>
      <translation>softmax: в сумме 1</translation>
    </message>
    <message>
      <source>{active} of {units} maps active</source>
      <translation>активно карт: {active} из {units}</translation>
    </message>
    <message>
      <source>{active} of {units} active</source>
      <translation>активно: {active} из {units}</translation>
    </message>
    <message>
      <source>{maps} maps, {height} × {width}</source>
      <translation>карт: {maps}, {height} × {width}</translation>
    </message>
    <message>
      <source>{low} to {high}</source>
      <translation>от {low} до {high}</translation>
    </message>
    <message>
      <source>{count} dead</source>
      <translation>мёртвых: {count}</translation>
    </message>
    <message>
      <source>none dead</source>
      <translation>мёртвых нет</translation>
    </message>
    <message>
      <source>The picture as the network gets it: each pixel, 0 to 255, divided by 255.</source>
      <translation>Картинка, какой её получает сеть: каждый пиксель от 0 до 255 делится на 255.</translation>
    </message>
    <message>
      <source>The output layer: a neuron for each class. softmax makes probabilities of their totals: ten numbers from 0 to 1 that add up to 1.</source>
      <translation>Выходной слой: по нейрону на класс. softmax превращает их суммы в вероятности: десять чисел от 0 до 1, в сумме 1.</translation>
    </message>
    <message>
      <source>A neuron multiplies each number of the layer before it by a weight of its own, adds up the products and its bias, and sends the total through an activation. Each cell is a neuron.</source>
      <translation>Нейрон умножает каждое число предыдущего слоя на свой вес, складывает произведения и смещение и пропускает сумму через функцию активации. Каждая клетка — нейрон.</translation>
    </message>
    <message>
      <source>Each filter slides over the picture and draws a map of where it finds its pattern. Here are the first maps.</source>
      <translation>Каждый фильтр скользит по картинке и рисует карту: где найден его узор. Здесь первые карты.</translation>
    </message>
    <message>
      <source>Of each square of numbers the largest stays: the maps become smaller.</source>
      <translation>Из каждого квадрата чисел остаётся наибольшее: карты становятся меньше.</translation>
    </message>
    <message>
      <source>Each map or neuron is scaled and shifted as learnt, to a similar spread.</source>
      <translation>Каждая карта или нейрон масштабируется и сдвигается, как выучено, к похожему разбросу.</translation>
    </message>
    <message>
      <source>Each map becomes one number, its mean.</source>
      <translation>Каждая карта становится одним числом, своим средним.</translation>
    </message>
    <message>
      <source>Activation: what a neuron gives. Active neurons give more than 0 for this picture; the stronger the colour of a cell, the more. A dot: 0, the neuron is off.</source>
      <translation>Активация: что даёт нейрон. Активные нейроны дают для этой картинки больше 0; чем сильнее цвет клетки, тем больше. Точка: 0, нейрон выключен.</translation>
    </message>
    <message>
      <source>A dead neuron gives 0 for each of {pictures} test pictures. Its total is never above 0, ReLU makes 0 of it, and so it learns nothing more either. In the grid it is crossed out.</source>
      <translation>Мёртвый нейрон даёт 0 для каждой из тестовых картинок (их {pictures}). Его сумма никогда не больше 0, ReLU превращает её в 0, и учиться он больше не может. На сетке он перечёркнут.</translation>
    </message>
    <message>
      <source>map {number}</source>
      <translation>карта {number}</translation>
    </message>
    <message>
      <source>neuron {number}</source>
      <translation>нейрон {number}</translation>
    </message>
    <message>
      <source>Pixel in row {row}, column {column}: {value}</source>
      <translation>Пиксель в строке {row}, столбце {column}: {value}</translation>
    </message>
    <message>
      <source>{name}: {percent} %. Enter or a click shows how it comes about.</source>
      <translation>{name}: {percent} %. Enter или щелчок покажет, как это получается.</translation>
    </message>
    <message>
      <source>{layer}, {unit}: dead, 0 for every test picture.</source>
      <translation>{layer}, {unit}: мёртв, 0 для каждой тестовой картинки.</translation>
    </message>
    <message>
      <source>{layer}, {unit}: {value}. Enter or a click shows how it comes about.</source>
      <translation>{layer}, {unit}: {value}. Enter или щелчок покажет, как это получается.</translation>
    </message>
    <message>
      <source>{layer}, {unit}: up to {largest}, {mean} on average; above 0 at {active} of {places} places.</source>
      <translation>{layer}, {unit}: до {largest}, в среднем {mean}; больше 0 в {active} местах из {places}.</translation>
    </message>
    <message>
      <source>{layer}, neuron {number}: {name}</source>
      <translation>{layer}, нейрон {number}: {name}</translation>
    </message>
    <message>
      <source>{layer}, {unit}</source>
      <translation>{layer}, {unit}</translation>
    </message>
    <message>
      <source>row {row}, column {column}</source>
      <translation>строка {row}, столбец {column}</translation>
    </message>
    <message>
      <source>map {number}, row {row}, column {column}</source>
      <translation>карта {number}, строка {row}, столбец {column}</translation>
    </message>
    <message>
      <source>The answer: {name}, {percent} %.</source>
      <translation>Ответ: {name}, {percent} %.</translation>
    </message>
    <message>
      <source>{active} of {units} in {layer}</source>
      <translation>{active} из {units} в {layer}</translation>
    </message>
    <message>
      <source>{answer} Neurons active for this picture: {parts}.</source>
      <translation>{answer} Нейроны, активные для этой картинки: {parts}.</translation>
    </message>
  </context>
  <context>
    <name>InsideView</name>
    <message>
      <source>Choose a picture, and its way through the network is shown here, layer by layer.</source>
      <translation>Выберите картинку — здесь будет показан её путь через сеть, слой за слоем.</translation>
    </message>
    <message>
      <source>The network is being asked…</source>
      <translation>Спрашиваем сеть…</translation>
    </message>
    <message>
      <source>Inside the network</source>
      <translation>Внутри сети</translation>
    </message>
  </context>
  <context>
    <name>LabPanel</name>
    <message>
      <source>of all right, undisturbed {accuracy}</source>
      <translation>верных ответов, без помех {accuracy}</translation>
    </message>
    <message>
      <source>The lab opens once Fashion-MNIST is found.</source>
      <translation>Опыты станут доступны, когда найдётся Fashion-MNIST.</translation>
    </message>
    <message>
      <source>Waiting for the network&apos;s answers…</source>
      <translation>Ждём ответов сети…</translation>
    </message>
    <message>
      <source>Called most often: {name}, {share} % of all</source>
      <translation>Чаще всего отвечает: {name}, {share} % всех</translation>
    </message>
    <message>
      <source>On this test set each of the ten answers is right for 10 % of the pictures.</source>
      <translation>В этом тестовом наборе каждый из десяти ответов верен для 10 % картинок.</translation>
    </message>
    <message>
      <source>So far from the first {count} of {total} test pictures</source>
      <translation>Пока по первым {count} из {total} тестовых картинок</translation>
    </message>
    <message>
      <source>From all {total} test pictures</source>
      <translation>По всем {total} тестовым картинкам</translation>
    </message>
    <message>
      <source>Picture {number}: {right}, answered {answer}. Enter shows its numbers.</source>
      <translation>Картинка {number}: {right}, ответ: {answer}. Enter покажет её числа.</translation>
    </message>
    <message>
      <source>Recognised of each class</source>
      <translation>Узнано в каждом классе</translation>
    </message>
    <message>
      <source>Ten of the pictures, and the answers</source>
      <translation>Десять картинок и ответы на них</translation>
    </message>
    <message>
      <source>The share of the test pictures that the network still answers rightly.</source>
      <translation>Доля тестовых картинок, на которые сеть всё ещё отвечает верно.</translation>
    </message>
  </context>
  <context>
    <name>LabSliders</name>
    <message>
      <source>Back to rest: {name}</source>
      <translation>Вернуть в покой: {name}</translation>
    </message>
    <message>
      <source>Examples…</source>
      <translation>Примеры…</translation>
    </message>
    <message>
      <source>Damages that real photos often have</source>
      <translation>Помехи, которые часто бывают на настоящих фото</translation>
    </message>
    <message>
      <source>Reset all</source>
      <translation>Сбросить всё</translation>
    </message>
    <message>
      <source>All sliders back to rest</source>
      <translation>Вернуть все ползунки в покой</translation>
    </message>
    <message>
      <source>White background (not inverted)</source>
      <translation>Белый фон (без инверсии)</translation>
    </message>
    <message>
      <source>Grey background</source>
      <translation>Серый фон</translation>
    </message>
    <message>
      <source>Shifted by 4 pixels</source>
      <translation>Сдвиг на 4 пикселя</translation>
    </message>
    <message>
      <source>Half as large</source>
      <translation>Вдвое меньше</translation>
    </message>
    <message>
      <source>Mirrored</source>
      <translation>Отражённая</translation>
    </message>
    <message>
      <source>Upside down</source>
      <translation>Вверх ногами</translation>
    </message>
    <message>
      <source>Askew by 20°</source>
      <translation>Косо на 20°</translation>
    </message>
    <message>
      <source>Taken in the dark</source>
      <translation>Снято в темноте</translation>
    </message>
  </context>
  <context>
    <name>LayerColumn</name>
    <message>
      <source>input</source>
      <translation>вход</translation>
    </message>
  </context>
  <context>
    <name>LayerFields</name>
    <message>
      <source>window</source>
      <translation>окно</translation>
    </message>
    <message>
      <source>of each</source>
      <translation>из каждых</translation>
    </message>
    <message>
      <source>neurons</source>
      <translation>нейронов</translation>
    </message>
    <message>
      <source>How many neurons the layer has: so many numbers it hands on.</source>
      <translation>Сколько в слое нейронов: столько чисел он передаёт дальше.</translation>
    </message>
    <message>
      <source>filters</source>
      <translation>фильтров</translation>
    </message>
    <message>
      <source>How many patterns the layer looks for: so many maps it draws.</source>
      <translation>Сколько узоров ищет слой: столько карт он рисует.</translation>
    </message>
    <message>
      <source>How many pixels, across and down, are looked at together.</source>
      <translation>Сколько пикселей в ширину и в высоту рассматривается вместе.</translation>
    </message>
    <message>
      <source>Activation: what becomes of each sum.</source>
      <translation>Активация: во что превращается каждая сумма.</translation>
    </message>
    <message>
      <source>share</source>
      <translation>доля</translation>
    </message>
    <message>
      <source>How many of the numbers become 0 while training.</source>
      <translation>Какая часть чисел обнуляется при обучении.</translation>
    </message>
    <message>
      <source>activation</source>
      <translation>активация</translation>
    </message>
  </context>
  <context>
    <name>LayerKinds</name>
    <message>
      <source>Dense</source>
      <translation>Полносвязный</translation>
    </message>
    <message>
      <source>Convolution</source>
      <translation>Свёртка</translation>
    </message>
    <message>
      <source>Pooling: the largest</source>
      <translation>Пулинг: наибольшее</translation>
    </message>
    <message>
      <source>Mean of each map</source>
      <translation>Среднее карты</translation>
    </message>
    <message>
      <source>Batch normalisation</source>
      <translation>Нормализация</translation>
    </message>
    <message>
      <source>Dropout</source>
      <translation>Дропаут</translation>
    </message>
    <message>
      <source>Each neuron looks at all numbers of the layer before.</source>
      <translation>Каждый нейрон смотрит на все числа предыдущего слоя.</translation>
    </message>
    <message>
      <source>Looks for small patterns everywhere in the picture.</source>
      <translation>Ищет небольшие узоры по всей картинке.</translation>
    </message>
    <message>
      <source>Makes the picture smaller and keeps what is strongest.</source>
      <translation>Уменьшает картинку и оставляет самое заметное.</translation>
    </message>
    <message>
      <source>Makes one number of each map: it replaces a large layer.</source>
      <translation>Делает из карты одно число и заменяет большой слой.</translation>
    </message>
    <message>
      <source>Keeps numbers in one range, so that training goes faster.</source>
      <translation>Держит числа в одних пределах: учится быстрее.</translation>
    </message>
    <message>
      <source>Against learning by heart: switches numbers off while training.</source>
      <translation>Против зазубривания: при обучении отключает часть чисел.</translation>
    </message>
  </context>
  <context>
    <name>LayerLine</name>
    <message>
      <source>Drag to move the layer</source>
      <translation>Потяните, чтобы переставить слой</translation>
    </message>
    <message>
      <source>Outputs</source>
      <translation>Выходы</translation>
    </message>
    <message>
      <source>fixed: a probability (softmax) for each class</source>
      <translation>постоянны: вероятность (softmax) для каждого класса</translation>
    </message>
    <message>
      <source>What the layer hands on</source>
      <translation>Что слой передаёт дальше</translation>
    </message>
    <message numerus="yes">
      <source>{count} parameter(s)</source>
      <translation>
        <numerusform>{count} параметр</numerusform>
        <numerusform>{count} параметра</numerusform>
        <numerusform>{count} параметров</numerusform>
      </translation>
    </message>
    <message>
      <source>Layer {number}: {kind}</source>
      <translation>Слой {number}: {kind}</translation>
    </message>
  </context>
  <context>
    <name>LayerPicture</name>
    <message>
      <source>Layer {name}</source>
      <translation>Слой {name}</translation>
    </message>
  </context>
  <context>
    <name>LayerStrip</name>
    <message>
      <source>What each layer gives</source>
      <translation>Что даёт каждый слой</translation>
    </message>
    <message>
      <source>layer</source>
      <translation>слой</translation>
    </message>
    <message>
      <source>neuron or map</source>
      <translation>нейрон или карта</translation>
    </message>
    <message>
      <source>value; of a map its mean</source>
      <translation>значение; для карты среднее</translation>
    </message>
  </context>
  <context>
    <name>LayerTexts</name>
    <message>
      <source>{height} × {width} pixels</source>
      <translation>{height} × {width} пикселей</translation>
    </message>
    <message>
      <source>divided by 255</source>
      <translation>делим на 255</translation>
    </message>
    <message numerus="yes">
      <source>%n map(s)</source>
      <translation>
        <numerusform>%n карта</numerusform>
        <numerusform>%n карты</numerusform>
        <numerusform>%n карт</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n neuron(s)</source>
      <translation>
        <numerusform>%n нейрон</numerusform>
        <numerusform>%n нейрона</numerusform>
        <numerusform>%n нейронов</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n number(s)</source>
      <translation>
        <numerusform>%n число</numerusform>
        <numerusform>%n числа</numerusform>
        <numerusform>%n чисел</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n input(s)</source>
      <translation>
        <numerusform>%n вход</numerusform>
        <numerusform>%n входа</numerusform>
        <numerusform>%n входов</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{size} × {size} × %n weight(s)</source>
      <translation>
        <numerusform>{size} × {size} × %n вес</numerusform>
        <numerusform>{size} × {size} × %n веса</numerusform>
        <numerusform>{size} × {size} × %n весов</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n filter(s)</source>
      <translation>
        <numerusform>%n фильтр</numerusform>
        <numerusform>%n фильтра</numerusform>
        <numerusform>%n фильтров</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>4 numbers for each of %n channel(s), 2 of them learnt</source>
      <translation>
        <numerusform>По 4 числа на каждый из %n канала, 2 из них учатся</numerusform>
        <numerusform>По 4 числа на каждый из %n каналов, 2 из них учатся</numerusform>
        <numerusform>По 4 числа на каждый из %n каналов, 2 из них учатся</numerusform>
      </translation>
    </message>
    <message>
      <source>The largest of each {size} × {size} numbers: nothing to learn</source>
      <translation>Наибольшее из каждых {size} × {size} чисел: учить нечего</translation>
    </message>
    <message numerus="yes">
      <source>The mean of {sides} numbers for each of %n channel(s): nothing to learn</source>
      <translation>
        <numerusform>Среднее {sides} чисел каждого из %n канала: учить нечего</numerusform>
        <numerusform>Среднее {sides} чисел каждого из %n каналов: учить нечего</numerusform>
        <numerusform>Среднее {sides} чисел каждого из %n каналов: учить нечего</numerusform>
      </translation>
    </message>
    <message>
      <source>Puts 0 for {percent} % of the numbers in training: nothing to learn</source>
      <translation>При обучении обнуляет {percent} % чисел: учить нечего</translation>
    </message>
    <message>
      <source>Divides by 255: nothing to learn</source>
      <translation>Делит на 255: учить нечего</translation>
    </message>
    <message>
      <source>{sides} numbers as one channel: nothing to learn</source>
      <translation>{sides} чисел становятся одним каналом: учить нечего</translation>
    </message>
    <message>
      <source>{sides} numbers in one row: nothing to learn</source>
      <translation>{sides} чисел в один ряд: учить нечего</translation>
    </message>
    <message>
      <source>softmax turns the sums into probabilities: ten numbers that add up to 1.</source>
      <translation>softmax превращает суммы в вероятности: десять чисел, которые вместе дают 1.</translation>
    </message>
    <message>
      <source>Each neuron adds up weight × input and its bias; relu replaces a negative sum with 0.</source>
      <translation>Нейрон складывает вес × вход и смещение; relu заменяет сумму меньше 0 нулём.</translation>
    </message>
    <message>
      <source>Each neuron adds up weight × input and its bias.</source>
      <translation>Нейрон складывает вес × вход и смещение.</translation>
    </message>
    <message>
      <source>Each filter slides its window of {size} × {size} over the picture and draws a map of where it finds its pattern.</source>
      <translation>Каждый фильтр ведёт по картинке окошко {size} × {size} и рисует карту: где нашёлся его узор.</translation>
    </message>
    <message>
      <source>Brings the numbers of each channel to mean 0 and spread 1, then scales and shifts them as learnt: training goes faster.</source>
      <translation>Приводит числа каждого канала к среднему 0 и разбросу 1, затем растягивает и сдвигает их, как выучено: обучение идёт быстрее.</translation>
    </message>
    <message>
      <source>Of each {size} × {size} numbers the largest stays: the maps become smaller, and small shifts of a pattern no longer matter.</source>
      <translation>Из каждых {size} × {size} чисел остаётся наибольшее: карты меньше, а небольшой сдвиг узора уже не важен.</translation>
    </message>
    <message>
      <source>Each map becomes one number, its mean: how much of the pattern there is, anywhere.</source>
      <translation>Каждая карта становится одним числом, своим средним: сколько этого узора на всей картинке.</translation>
    </message>
    <message>
      <source>In training {percent} % of the numbers, others each time, become 0: the network learns to rely on no single one. In use all stay.</source>
      <translation>При обучении {percent} % чисел, каждый раз другие, становятся нулями: сеть учится не полагаться на одно из них. В работе остаются все.</translation>
    </message>
    <message>
      <source>Each pixel, 0 to 255, becomes a number from 0 to 1.</source>
      <translation>Каждый пиксель, от 0 до 255, становится числом от 0 до 1.</translation>
    </message>
    <message>
      <source>The picture gets a third side, its channels. Here it is one: the brightness.</source>
      <translation>У картинки появляется третье измерение — каналы. Здесь канал один: яркость.</translation>
    </message>
    <message>
      <source>The rows of the picture are put one after the other: one long row of numbers.</source>
      <translation>Строки картинки ставятся одна за другой: получается один длинный ряд чисел.</translation>
    </message>
    <message>
      <source>relu replaces a negative sum with 0.</source>
      <translation>relu заменяет сумму меньше 0 нулём.</translation>
    </message>
    <message>
      <source>tanh squeezes each sum in between −1 and 1.</source>
      <translation>tanh сжимает каждую сумму в пределы от −1 до 1.</translation>
    </message>
    <message>
      <source>sigmoid squeezes each sum in between 0 and 1.</source>
      <translation>sigmoid сжимает каждую сумму в пределы от 0 до 1.</translation>
    </message>
    <message>
      <source>softmax turns the sums into shares that add up to 1.</source>
      <translation>softmax превращает суммы в доли, которые вместе дают 1.</translation>
    </message>
    <message>
      <source>all in one row</source>
      <translation>в один ряд</translation>
    </message>
    <message>
      <source>mean of each map</source>
      <translation>среднее карты</translation>
    </message>
    <message>
      <source>{inputs} × {neurons} + {biases} = {parameters}</source>
      <translation>{inputs} × {neurons} + {biases} = {parameters}</translation>
    </message>
    <message numerus="yes">
      <source>%n bias(es)</source>
      <translation>
        <numerusform>%n смещение</numerusform>
        <numerusform>%n смещения</numerusform>
        <numerusform>%n смещений</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LinkDialog</name>
    <message>
      <source>Picture from the web</source>
      <translation>Картинка из интернета</translation>
    </message>
    <message>
      <source>Fetch</source>
      <translation>Загрузить</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Fetch the picture from {host}? It is the only time this program uses the network for a photo.</source>
      <translation>Загрузить картинку с {host}? Только для этого программа выходит в сеть ради фотографии.</translation>
    </message>
    <message>
      <source>Fetching the picture from {host}: {megabytes} MB so far</source>
      <translation>Картинка загружается с {host}: пока {megabytes} МБ</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>First Neural Network</source>
      <translation>Моя первая нейронная сеть</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>Обучение</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Сеть</translation>
    </message>
    <message>
      <source>Test set</source>
      <translation>Тест</translation>
    </message>
    <message>
      <source>Views</source>
      <translation>Виды</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>Запуски</translation>
    </message>
    <message>
      <source>Lab</source>
      <translation>Опыты</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Почему</translation>
    </message>
    <message>
      <source>Duel</source>
      <translation>Поединок</translation>
    </message>
  </context>
  <context>
    <name>ManyPhotos</name>
    <message>
      <source>Kept in your collection as {name}: {count}</source>
      <translation>В вашей коллекции как «{name}»: {count}</translation>
    </message>
    <message>
      <source>Open in the main window</source>
      <translation>Открыть в главном окне</translation>
    </message>
    <message>
      <source>Saved: {path}</source>
      <translation>Сохранено: {path}</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} из {total}</translation>
    </message>
    <message>
      <source>Looking for photos…</source>
      <translation>Поиск фотографий…</translation>
    </message>
    <message>
      <source>{counted}: waiting for the network</source>
      <translation>{counted}: ждём сеть</translation>
    </message>
    <message>
      <source>Cancelled: {counted}</source>
      <translation>Отменено: {counted}</translation>
    </message>
    <message>
      <source>The first {count}: a table holds no more.</source>
      <translation>Первые {count}: больше таблица не вмещает.</translation>
    </message>
    <message numerus="yes">
      <source>%n photo(s)</source>
      <translation>
        <numerusform>%n фотография</numerusform>
        <numerusform>%n фотографии</numerusform>
        <numerusform>%n фотографий</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n recognised</source>
      <translation>
        <numerusform>%n узнана</numerusform>
        <numerusform>%n узнаны</numerusform>
        <numerusform>%n узнано</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unsure</source>
      <translation>
        <numerusform>%n под вопросом</numerusform>
        <numerusform>%n под вопросом</numerusform>
        <numerusform>%n под вопросом</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unfamiliar</source>
      <translation>
        <numerusform>%n незнакомая</numerusform>
        <numerusform>%n незнакомые</numerusform>
        <numerusform>%n незнакомых</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unreadable</source>
      <translation>
        <numerusform>%n не читается</numerusform>
        <numerusform>%n не читаются</numerusform>
        <numerusform>%n не читаются</numerusform>
      </translation>
    </message>
    <message>
      <source>Many photos</source>
      <translation>Много фотографий</translation>
    </message>
    <message>
      <source>Many photos: {name}</source>
      <translation>Много фотографий: {name}</translation>
    </message>
    <message>
      <source>The photos with their answers</source>
      <translation>Фотографии с ответами</translation>
    </message>
    <message>
      <source>Photos answered so far</source>
      <translation>Сколько фотографий уже с ответом</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Export CSV…</source>
      <translation>Сохранить CSV…</translation>
    </message>
    <message>
      <source>Sho&amp;w:</source>
      <translation>По&amp;казать:</translation>
    </message>
    <message>
      <source>Which answers are shown</source>
      <translation>Какие ответы показаны</translation>
    </message>
    <message>
      <source>all answers</source>
      <translation>все ответы</translation>
    </message>
    <message>
      <source>Enter or double click: open in the main window</source>
      <translation>Enter или двойной щелчок: открыть в главном окне</translation>
    </message>
  </context>
  <context>
    <name>ManyTexts</name>
    <message>
      <source>recognised</source>
      <translation>узнано</translation>
    </message>
    <message>
      <source>unsure</source>
      <translation>под вопросом</translation>
    </message>
    <message>
      <source>unfamiliar</source>
      <translation>незнакомое</translation>
    </message>
    <message>
      <source>unreadable</source>
      <translation>не читается</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>Фото</translation>
    </message>
    <message>
      <source>Tile</source>
      <translation>Плитка</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Файл</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>Ответ</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>Вероятность</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>Вердикт</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent} %</translation>
    </message>
    <message>
      <source>the photo</source>
      <translation>фотография</translation>
    </message>
    <message>
      <source>its tile, 28 × 28</source>
      <translation>её плитка, 28 × 28</translation>
    </message>
    <message>
      <source>{first} or {second}</source>
      <translation>{first} или {second}</translation>
    </message>
  </context>
  <context>
    <name>MapGrid</name>
    <message>
      <source>Maps of the layer as pictures</source>
      <translation>Карты слоя в виде картинок</translation>
    </message>
  </context>
  <context>
    <name>MapsView</name>
    <message>
      <source>map</source>
      <translation>карта</translation>
    </message>
    <message>
      <source>row</source>
      <translation>строка</translation>
    </message>
    <message>
      <source>column</source>
      <translation>столбец</translation>
    </message>
    <message>
      <source>value</source>
      <translation>значение</translation>
    </message>
    <message>
      <source>page {page} of {pages}</source>
      <translation>страница {page} из {pages}</translation>
    </message>
    <message>
      <source>Maps of {layer}</source>
      <translation>Карты слоя {layer}</translation>
    </message>
    <message>
      <source>A map shows where in the picture something was found: blue above 0, orange below. The walk through the arithmetic is there for the neurons of dense layers.</source>
      <translation>Карта показывает, где на картинке что-то найдено: синее больше 0, оранжевое меньше. Пошаговый расчёт есть для нейронов полносвязных слоёв.</translation>
    </message>
    <message>
      <source>Previous page (Page Up)</source>
      <translation>Предыдущая страница (Page Up)</translation>
    </message>
    <message>
      <source>Next page (Page Down)</source>
      <translation>Следующая страница (Page Down)</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Файл</translation>
    </message>
    <message>
      <source>&amp;Train</source>
      <translation>&amp;Обучение</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Вид</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>&amp;Язык</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Справка</translation>
    </message>
    <message>
      <source>&amp;Open photos…</source>
      <translation>&amp;Открыть фотографии…</translation>
    </message>
    <message>
      <source>&amp;Many photos…</source>
      <translation>&amp;Много фотографий…</translation>
    </message>
    <message>
      <source>&amp;Paste a photo</source>
      <translation>&amp;Вставить фотографию</translation>
    </message>
    <message>
      <source>&amp;Save the network…</source>
      <translation>&amp;Сохранить сеть…</translation>
    </message>
    <message>
      <source>&amp;Choose the data folder…</source>
      <translation>Выбрать &amp;папку с данными…</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>В&amp;ыход</translation>
    </message>
    <message>
      <source>&amp;Start training</source>
      <translation>&amp;Обучить</translation>
    </message>
    <message>
      <source>&amp;Stop</source>
      <translation>О&amp;становить</translation>
    </message>
    <message>
      <source>&amp;My collection of photos…</source>
      <translation>&amp;Моя коллекция фотографий…</translation>
    </message>
    <message>
      <source>Tiles as the &amp;network sees them</source>
      <translation>Картинки как их видит &amp;сеть</translation>
    </message>
    <message>
      <source>Colours of the s&amp;ystem</source>
      <translation>Цвета сис&amp;темы</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>&amp;Светлая</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>&amp;Тёмная</translation>
    </message>
    <message>
      <source>&amp;About</source>
      <translation>&amp;О программе</translation>
    </message>
    <message>
      <source>Kept &amp;runs</source>
      <translation>&amp;Запуски</translation>
    </message>
    <message>
      <source>&amp;Race two trainings…</source>
      <translation>&amp;Гонка двух обучений…</translation>
    </message>
  </context>
  <context>
    <name>MoreOptions</name>
    <message>
      <source>More options</source>
      <translation>Ещё параметры</translation>
    </message>
    <message>
      <source>Optimiser, schedule, early stop, changed pictures and more</source>
      <translation>Оптимизатор, расписание шага, ранняя остановка, изменённые картинки и другое</translation>
    </message>
  </context>
  <context>
    <name>NetworkDiagram</name>
    <message>
      <source>Diagram of the layers</source>
      <translation>Схема слоёв</translation>
    </message>
  </context>
  <context>
    <name>NetworkEditor</name>
    <message>
      <source>Add a layer</source>
      <translation>Добавить слой</translation>
    </message>
    <message>
      <source>Start from</source>
      <translation>Начать с сети</translation>
    </message>
    <message>
      <source>Puts a layer behind the chosen one, or before the outputs.</source>
      <translation>Ставит слой после выбранного или перед выходами.</translation>
    </message>
    <message>
      <source>Takes all layers of another network; Undo brings yours back.</source>
      <translation>Берёт все слои другой сети; отмена вернёт ваши.</translation>
    </message>
    <message>
      <source>Move the layer up</source>
      <translation>Переставить слой выше</translation>
    </message>
    <message>
      <source>Move the layer down</source>
      <translation>Переставить слой ниже</translation>
    </message>
    <message>
      <source>Remove the layer</source>
      <translation>Убрать слой</translation>
    </message>
    <message>
      <source>Undo the last step</source>
      <translation>Отменить последний шаг</translation>
    </message>
    <message>
      <source>Redo the step that was undone</source>
      <translation>Вернуть отменённый шаг</translation>
    </message>
  </context>
  <context>
    <name>NetworkPanel</name>
    <message>
      <source>Build your own</source>
      <translation>Собрать свою</translation>
    </message>
    <message>
      <source>Add, change and move layers yourself.</source>
      <translation>Добавляйте, меняйте и переставляйте слои сами.</translation>
    </message>
    <message>
      <source>Your own network</source>
      <translation>Своя сеть</translation>
    </message>
    <message>
      <source>The network</source>
      <translation>Сеть</translation>
    </message>
    <message>
      <source>Your own network, for the next training</source>
      <translation>Своя сеть — для следующего обучения</translation>
    </message>
    <message>
      <source>Drawn is the last of your networks that was possible.</source>
      <translation>Нарисована последняя из ваших сетей, которая была возможна.</translation>
    </message>
    <message>
      <source>Change layers below; drag them by their numbers. Diagram and code follow.</source>
      <translation>Меняйте слои внизу, перетаскивайте их за номер: схема и код меняются сразу.</translation>
    </message>
    <message>
      <source>Stacks are feature maps, circles are neurons. Click a layer to learn what it does.</source>
      <translation>Стопки — карты признаков, кружки — нейроны. Щёлкните по слою, чтобы узнать, что он делает.</translation>
    </message>
    <message>
      <source>Circles are neurons, lines are weights. Click a layer to learn what it does.</source>
      <translation>Кружки — нейроны, линии — веса. Щёлкните по слою, чтобы узнать, что он делает.</translation>
    </message>
  </context>
  <context>
    <name>NetworkViews</name>
    <message>
      <source>Layers</source>
      <translation>Слои</translation>
    </message>
    <message>
      <source>The layers, to be changed</source>
      <translation>Слои, которые можно менять</translation>
    </message>
    <message>
      <source>Summary</source>
      <translation>Сводка</translation>
    </message>
    <message>
      <source>The summary as Keras prints it</source>
      <translation>Сводка, как её печатает Keras</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Код</translation>
    </message>
    <message>
      <source>The network and its training as a Keras script that runs by itself</source>
      <translation>Сеть и её обучение — готовая программа на Keras</translation>
    </message>
    <message>
      <source>Keras code</source>
      <translation>Код Keras</translation>
    </message>
    <message>
      <source>Impossible: see layer {number}</source>
      <translation>Так нельзя: см. слой {number}</translation>
    </message>
    <message>
      <source>Impossible</source>
      <translation>Так нельзя</translation>
    </message>
    <message>
      <source>The network cannot be trained like this.</source>
      <translation>Такую сеть нельзя обучать.</translation>
    </message>
    <message>
      <source>So many numbers, weights and biases, are changed by training.</source>
      <translation>Столько чисел — весов и смещений — меняет обучение.</translation>
    </message>
    <message>
      <source>Training changes {trainable} of them; the other {kept} are means and variances that batch normalisation keeps.</source>
      <translation>Обучение меняет {trainable} из них; остальные {kept} — средние и дисперсии, которые хранит пакетная нормализация.</translation>
    </message>
    <message>
      <source>Copies the Keras script.</source>
      <translation>Копирует программу на Keras.</translation>
    </message>
    <message>
      <source>Copies the summary as Keras prints it.</source>
      <translation>Копирует сводку в том виде, в каком её печатает Keras.</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Скопировано</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <translation>Скопировать текстом</translation>
    </message>
    <message>
      <source>First layer</source>
      <translation>Первый слой</translation>
    </message>
    <message>
      <source>What each neuron of the first layer looks for, as a picture</source>
      <translation>Что ищет каждый нейрон первого слоя, в виде картинки</translation>
    </message>
  </context>
  <context>
    <name>NeuronWalk</name>
    <message>
      <source>input</source>
      <translation>вход</translation>
    </message>
    <message>
      <source>gives</source>
      <translation>даёт</translation>
    </message>
    <message>
      <source>weight</source>
      <translation>вес</translation>
    </message>
    <message>
      <source>product</source>
      <translation>произведение</translation>
    </message>
    <message>
      <source>bias</source>
      <translation>смещение</translation>
    </message>
    <message>
      <source>total</source>
      <translation>сумма</translation>
    </message>
    <message>
      <source>A neuron&apos;s arithmetic</source>
      <translation>Расчёт нейрона</translation>
    </message>
    <message>
      <source>Bias: a number of the neuron&apos;s own that is added whatever it sees; learnt, as the weights are. Activation: what is made of the total.</source>
      <translation>Смещение: собственное число нейрона, которое прибавляется, что бы он ни видел; выучено, как и веса. Активация: что получается из суммы.</translation>
    </message>
    <message>
      <source>ReLU: a total above 0 stays as it is, one below becomes 0. Without such a bend many layers could do no more than one.</source>
      <translation>ReLU: сумма больше 0 остаётся как есть, меньше 0 становится 0. Без такого излома много слоёв могли бы не больше одного.</translation>
    </message>
    <message>
      <source>The sum of this neuron is not a finite number: its training got lost.</source>
      <translation>Сумма этого нейрона — не конечное число: обучение сбилось.</translation>
    </message>
    <message>
      <source>{positive} (for) {negative} (against) {bias} (bias) = {total} → {activation} → {output}</source>
      <translation>{positive} (за) {negative} (против) {bias} (смещение) = {total} → {activation} → {output}</translation>
    </message>
    <message>
      <source>The sum of {count} products, {silent} of them 0, and the bias. {activation}</source>
      <translation>Сумма произведений (их {count}, из них нулевых {silent}) и смещения. {activation}</translation>
    </message>
    <message>
      <source>tanh squeezes the total in between −1 and 1.</source>
      <translation>tanh сжимает сумму в промежуток от −1 до 1.</translation>
    </message>
    <message>
      <source>sigmoid squeezes the total in between 0 and 1.</source>
      <translation>sigmoid сжимает сумму в промежуток от 0 до 1.</translation>
    </message>
    <message>
      <source>There is no activation: the total is what the neuron gives.</source>
      <translation>Функции активации нет: нейрон даёт саму сумму.</translation>
    </message>
    <message>
      <source>softmax: e to the power of the total, divided by the sum of all the powers.</source>
      <translation>softmax: e в степени суммы, делённое на сумму всех степеней.</translation>
    </message>
    <message>
      <source>The total is above 0: ReLU lets it through.</source>
      <translation>Сумма больше 0: ReLU её пропускает.</translation>
    </message>
    <message>
      <source>The total is not above 0: ReLU makes 0 of it, and the neuron is off.</source>
      <translation>Сумма не больше 0: ReLU превращает её в 0, и нейрон выключен.</translation>
    </message>
  </context>
  <context>
    <name>NumberGrid</name>
    <message>
      <source>The 28 × 28 numbers of the picture, 0 to 255</source>
      <translation>28 × 28 чисел картинки, от 0 до 255</translation>
    </message>
  </context>
  <context>
    <name>OneHot</name>
    <message>
      <source>The label as ten numbers</source>
      <translation>Метка в виде десяти чисел</translation>
    </message>
  </context>
  <context>
    <name>OptionFields</name>
    <message>
      <source>Preset</source>
      <translation>Набор</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>Эпохи</translation>
    </message>
    <message>
      <source>How many times the network goes through all its pictures.</source>
      <translation>Сколько раз сеть проходит по всем картинкам.</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Пакет</translation>
    </message>
    <message>
      <source>After how many pictures the weights are corrected once.</source>
      <translation>После скольких картинок веса поправляются один раз.</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>Шаг</translation>
    </message>
    <message>
      <source>How large a correction is. Too large, and it diverges.</source>
      <translation>Насколько велика поправка. Слишком большая — и обучение разойдётся.</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>Зерно</translation>
    </message>
    <message>
      <source>Where chance starts: the same seed gives the same curve.</source>
      <translation>С чего начинается случайность: то же зерно даёт ту же кривую.</translation>
    </message>
  </context>
  <context>
    <name>OptionTexts</name>
    <message>
      <source>SGD with momentum</source>
      <translation>SGD с инерцией</translation>
    </message>
    <message>
      <source>always the same</source>
      <translation>постоянный</translation>
    </message>
    <message>
      <source>cosine</source>
      <translation>по косинусу</translation>
    </message>
    <message>
      <source>one cycle</source>
      <translation>один цикл</translation>
    </message>
    <message>
      <source>Optimiser</source>
      <translation>Оптимизатор</translation>
    </message>
    <message>
      <source>Rate over time</source>
      <translation>Шаг по ходу обучения</translation>
    </message>
    <message>
      <source>Validation share</source>
      <translation>Доля для проверки</translation>
    </message>
    <message>
      <source>Patience, epochs</source>
      <translation>Терпение, эпох</translation>
    </message>
    <message>
      <source>Weight decay</source>
      <translation>Затухание весов</translation>
    </message>
    <message>
      <source>Label smoothing</source>
      <translation>Сглаживание меток</translation>
    </message>
    <message>
      <source>Shifts, pixels</source>
      <translation>Сдвиги, пикселей</translation>
    </message>
    <message>
      <source>mirror pictures</source>
      <translation>отражать картинки</translation>
    </message>
    <message>
      <source>average the weights</source>
      <translation>усреднять веса</translation>
    </message>
    <message>
      <source>How the slope of the loss becomes a correction of the weights. SGD goes straight down; momentum keeps some of the way it went before; Adam finds a step of its own for each weight; AdamW also makes the weights a little smaller.</source>
      <translation>Как из наклона функции ошибки получается поправка весов. SGD идёт прямо вниз; инерция сохраняет часть прежнего движения; Adam находит для каждого веса свой шаг; AdamW вдобавок понемногу уменьшает веса.</translation>
    </message>
    <message>
      <source>How the rate goes over the training. Cosine: it falls, slowly at first, to almost nothing. One cycle: it rises in the first third, then falls to nothing. Small corrections in the end find better weights.</source>
      <translation>Как меняется шаг за время обучения. По косинусу: падает, сначала медленно, почти до нуля. Один цикл: первую треть растёт, затем падает до нуля. Маленькие поправки в конце находят лучшие веса.</translation>
    </message>
    <message>
      <source>This share of the training set is never learnt from: it shows how well the network does on new pictures.</source>
      <translation>На этой доле обучающей выборки сеть не учится: по ней видно, как сеть справляется с новыми картинками.</translation>
    </message>
    <message>
      <source>Training stops when validation loss has found no new low for so many epochs: from then on the network would only learn by heart. 0: it never stops early.</source>
      <translation>Обучение остановится, когда ошибка на проверочной выборке столько эпох не обновляет минимум: дальше сеть лишь заучивала бы картинки. 0: раньше не останавливать.</translation>
    </message>
    <message>
      <source>Each step takes this share, times the rate, off every weight. Small weights make a simpler network, which over-fits less. 0: none.</source>
      <translation>Каждая поправка отнимает у веса эту долю, умноженную на шаг. С малыми весами сеть проще и меньше переобучается. 0: без затухания.</translation>
    </message>
    <message>
      <source>This share of the right answer is spread over all ten classes: the network learns not to be too sure. 0: none.</source>
      <translation>Эта доля верного ответа делится на все десять классов: сеть учится не быть слишком уверенной. 0: без сглаживания.</translation>
    </message>
    <message>
      <source>Each time it is learnt from, a picture is moved at random by up to so many pixels: the network learns that the place does not matter. 0: none.</source>
      <translation>При обучении картинка каждый раз сдвигается наугад, не больше чем на столько пикселей: сеть учится тому, что место неважно. 0: без сдвигов.</translation>
    </message>
    <message>
      <source>Each time it is learnt from, a picture is mirrored by chance: left and right make no other garment.</source>
      <translation>При обучении картинка каждый раз наугад отражается: одежда остаётся той же, если поменять лево и право.</translation>
    </message>
    <message>
      <source>The network that answers has the mean of its weights over the last steps: chance of single steps evens out.</source>
      <translation>Отвечает сеть, веса которой усреднены по последним шагам: случайности отдельных шагов сглаживаются.</translation>
    </message>
    <message>
      <source>The preset for photos changes its pictures in its own way.</source>
      <translation>Набор для фотографий изменяет картинки по-своему.</translation>
    </message>
    <message>
      <source>{percent} % to validate</source>
      <translation>{percent} % на проверку</translation>
    </message>
    <message>
      <source>weight decay {value}</source>
      <translation>затухание {value}</translation>
    </message>
    <message>
      <source>smoothing {value}</source>
      <translation>сглаживание {value}</translation>
    </message>
    <message>
      <source>mirrored</source>
      <translation>отражения</translation>
    </message>
    <message>
      <source>averaged weights</source>
      <translation>усреднённые веса</translation>
    </message>
    <message numerus="yes">
      <source>patience %n epoch(s)</source>
      <translation>
        <numerusform>терпение %n эпоха</numerusform>
        <numerusform>терпение %n эпохи</numerusform>
        <numerusform>терпение %n эпох</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>shifts up to %n pixel(s)</source>
      <translation>
        <numerusform>сдвиги до %n пикселя</numerusform>
        <numerusform>сдвиги до %n пикселей</numerusform>
        <numerusform>сдвиги до %n пикселей</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>OutputList</name>
    <message>
      <source>The ten outputs</source>
      <translation>Десять выходов</translation>
    </message>
    <message>
      <source>class</source>
      <translation>класс</translation>
    </message>
    <message>
      <source>probability</source>
      <translation>вероятность</translation>
    </message>
    <message>
      <source>output</source>
      <translation>выход</translation>
    </message>
    <message>
      <source>logarithm</source>
      <translation>логарифм</translation>
    </message>
    <message>
      <source>softmax</source>
      <translation>softmax</translation>
    </message>
    <message>
      <source>Output: the sum that a neuron of the last layer has made. Softmax makes probabilities of the ten: e to the power of each, divided by the sum of all ten. Choose a class to see what speaks for it.</source>
      <translation>Выход — сумма, которую посчитал нейрон последнего слоя. Softmax делает из десяти выходов вероятности: e в степени каждого делится на сумму всех десяти. Выберите класс, чтобы увидеть, что говорит за него.</translation>
    </message>
    <message>
      <source>The answer is a mean of several, which has no outputs of its own: shown are the logarithms of the probabilities. Choose a class to see what speaks for it.</source>
      <translation>Ответ — среднее нескольких ответов, своих выходов у него нет: показаны логарифмы вероятностей. Выберите класс, чтобы увидеть, что говорит за него.</translation>
    </message>
    <message>
      <source>{name}: output {output}, probability {share}</source>
      <translation>{name}: выход {output}, вероятность {share}</translation>
    </message>
  </context>
  <context>
    <name>OwnPhotos</name>
    <message>
      <source>Kept in your collection: {name}. The preset for photos can learn from it.</source>
      <translation>Сохранено в вашей коллекции: {name}. На ней может учиться набор «Для фотографий».</translation>
    </message>
  </context>
  <context>
    <name>PageTurner</name>
    <message>
      <source> of {pages}</source>
      <translation> из {pages}</translation>
    </message>
    <message>
      <source>page </source>
      <translation>страница </translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Страница</translation>
    </message>
    <message>
      <source>First page</source>
      <translation>Первая страница</translation>
    </message>
    <message>
      <source>Previous page (Page Up)</source>
      <translation>Предыдущая страница (Page Up)</translation>
    </message>
    <message>
      <source>Next page (Page Down)</source>
      <translation>Следующая страница (Page Down)</translation>
    </message>
    <message>
      <source>Last page</source>
      <translation>Последняя страница</translation>
    </message>
  </context>
  <context>
    <name>PassedOn</name>
    <message>
      <source>{layer} gives {value} here: the mean of map {number} of {source}.</source>
      <translation>{layer} даёт здесь {value}: среднее карты {number} слоя {source}.</translation>
    </message>
    <message>
      <source>Show the map</source>
      <translation>Показать карту</translation>
    </message>
    <message>
      <source>{layer} scales and shifts what neuron {number} of {source} gives: {before} becomes {value}.</source>
      <translation>{layer} масштабирует и сдвигает выход нейрона {number} слоя {source}: из {before} получается {value}.</translation>
    </message>
    <message>
      <source>Show this neuron</source>
      <translation>Показать этот нейрон</translation>
    </message>
  </context>
  <context>
    <name>PhotoAnswer</name>
    <message>
      <source>Waiting for the network…</source>
      <translation>Ждём ответа сети…</translation>
    </message>
    <message>
      <source>How often this network is right when it is this sure was not measured on photos.</source>
      <translation>Как часто эта сеть права при такой уверенности, на фотографиях не измерялось.</translation>
    </message>
    <message numerus="yes">
      <source>Measured: of %n photo(s) that it had not learnt from and answered about as surely ({promised} of 100), {kept} of 100 were right.</source>
      <translation>
        <numerusform>Измерено: из %n фотографии, на которой сеть не училась и ответила примерно так же уверенно ({promised} из 100), верными были {kept} из 100.</numerusform>
        <numerusform>Измерено: из %n фотографий, на которых сеть не училась и ответила примерно так же уверенно ({promised} из 100), верными были {kept} из 100.</numerusform>
        <numerusform>Измерено: из %n фотографий, на которых сеть не училась и ответила примерно так же уверенно ({promised} из 100), верными были {kept} из 100.</numerusform>
      </translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Почему?</translation>
    </message>
    <message>
      <source>Why the network answers so: pixel by pixel, with similar pictures</source>
      <translation>Почему сеть отвечает так: пиксель за пикселем и с похожими картинками</translation>
    </message>
  </context>
  <context>
    <name>PhotoCanvas</name>
    <message>
      <source>The photo, to draw on</source>
      <translation>Фото, на котором рисуют</translation>
    </message>
    <message>
      <source>With the tool Box the arrow keys move the box, with Shift they move its right lower corner.</source>
      <translation>С инструментом «Рамка» стрелки двигают рамку, а с Shift — её правый нижний угол.</translation>
    </message>
  </context>
  <context>
    <name>PhotoChoices</name>
    <message>
      <source>cut out</source>
      <translation>вырезать</translation>
    </message>
    <message>
      <source>Cut out: a small network finds the garment, its edge is traced, the background is removed.</source>
      <translation>Вырезать: маленькая сеть находит предмет, его край уточняется, фон убирается.</translation>
    </message>
    <message>
      <source>trim and centre</source>
      <translation>обрезать, в центр</translation>
    </message>
    <message>
      <source>Trim and centre: as the dataset itself was made; for a plain background.</source>
      <translation>Обрезать и отцентрировать: так сделан сам набор данных; для ровного фона.</translation>
    </message>
    <message>
      <source>as in the report</source>
      <translation>как в отчёте</translation>
    </message>
    <message>
      <source>As in the report: the whole photo squeezed to 28×28 and inverted.</source>
      <translation>Как в отчёте: всё фото сжато до 28×28 и инвертировано.</translation>
    </message>
    <message>
      <source>network for photos</source>
      <translation>сеть для фото</translation>
    </message>
    <message>
      <source>Answers: the network that comes with this program. It has learnt from photos too.</source>
      <translation>Отвечает сеть, которая идёт с программой. Она училась и на фотографиях.</translation>
    </message>
    <message>
      <source>your own network</source>
      <translation>ваша сеть</translation>
    </message>
    <message>
      <source>Answers: the network that you trained or opened. Its bars follow each epoch.</source>
      <translation>Отвечает сеть, которую обучили или открыли вы. Полоски меняются с каждой эпохой.</translation>
    </message>
    <message>
      <source>How the photo becomes a tile</source>
      <translation>Как фото становится картинкой 28×28</translation>
    </message>
    <message>
      <source>Which network answers</source>
      <translation>Какая сеть отвечает</translation>
    </message>
  </context>
  <context>
    <name>PhotoDoctor</name>
    <message>
      <source>to mind</source>
      <translation>обратите внимание</translation>
    </message>
    <message>
      <source>done</source>
      <translation>сделано</translation>
    </message>
    <message>
      <source>Mirror</source>
      <translation>Отразить</translation>
    </message>
    <message>
      <source>Fix</source>
      <translation>Исправить</translation>
    </message>
    <message>
      <source>Cut the garment out of its background</source>
      <translation>Вырезать предмет из фона</translation>
    </message>
    <message>
      <source>Exchange left and right</source>
      <translation>Поменять местами лево и право</translation>
    </message>
    <message>
      <source>Correct by hand what is cut out</source>
      <translation>Поправить вырез вручную</translation>
    </message>
    <message>
      <source>Photo doctor</source>
      <translation>Доктор фото</translation>
    </message>
    <message>
      <source>Correct…</source>
      <translation>Поправить…</translation>
    </message>
    <message>
      <source>Correct by hand what is cut out: box, strokes, turn, mirror</source>
      <translation>Поправить вырез вручную: рамка, штрихи, поворот, отражение</translation>
    </message>
  </context>
  <context>
    <name>PhotoEditor</name>
    <message>
      <source>No photo: drop one anywhere in the window</source>
      <translation>Фото нет: перетащите его в любое место окна</translation>
    </message>
    <message>
      <source>Correct by hand: {name}</source>
      <translation>Поправить вручную: {name}</translation>
    </message>
    <message>
      <source>Drag a box around the garment: what lies outside is background.</source>
      <translation>Обведите предмет рамкой: всё снаружи — фон.</translation>
    </message>
    <message>
      <source>Draw over what belongs to the garment and was left out.</source>
      <translation>Закрасьте то, что относится к одежде, но не попало в вырез.</translation>
    </message>
    <message>
      <source>Draw over what does not belong to the garment.</source>
      <translation>Закрасьте то, что к одежде не относится.</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Готово</translation>
    </message>
    <message>
      <source>Back to the tabs (Esc)</source>
      <translation>Вернуться к вкладкам (Esc)</translation>
    </message>
    <message>
      <source>28×28</source>
      <translation>28×28</translation>
    </message>
    <message>
      <source>what is cut out</source>
      <translation>что вырезано</translation>
    </message>
    <message>
      <source>box</source>
      <translation>рамка</translation>
    </message>
    <message>
      <source>garment</source>
      <translation>одежда</translation>
    </message>
    <message>
      <source>background</source>
      <translation>фон</translation>
    </message>
  </context>
  <context>
    <name>PhotoPanel</name>
    <message>
      <source>Your photo</source>
      <translation>Ваше фото</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>Открыть…</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Вставить</translation>
    </message>
    <message>
      <source>Drop a photo of a garment here,
or anywhere in the window</source>
      <translation>Перетащите сюда фото одежды
или в любое место окна</translation>
    </message>
  </context>
  <context>
    <name>PhotoPictures</name>
    <message>
      <source>trimmed</source>
      <translation>обрезка</translation>
    </message>
    <message>
      <source>whole photo</source>
      <translation>всё фото</translation>
    </message>
    <message>
      <source>cut-out</source>
      <translation>вырез</translation>
    </message>
    <message>
      <source>photo</source>
      <translation>фото</translation>
    </message>
    <message>
      <source>28×28</source>
      <translation>28×28</translation>
    </message>
    <message>
      <source>Click to correct what is cut out</source>
      <translation>Нажмите, чтобы поправить вырез</translation>
    </message>
    <message>
      <source>Your photo: correct what is cut out</source>
      <translation>Ваше фото: поправить вырез</translation>
    </message>
  </context>
  <context>
    <name>PhotoSource</name>
    <message>
      <source>Photos to learn from:</source>
      <translation>Учиться на фотографиях:</translation>
    </message>
    <message>
      <source>None</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>My collection</source>
      <translation>моя коллекция</translation>
    </message>
    <message>
      <source>Folder…</source>
      <translation>Папка…</translation>
    </message>
    <message>
      <source>A folder with a sub-folder of photos for each class, named like the class; sub-folders with other names teach what is none of the ten.</source>
      <translation>Папка, в которой для каждого класса есть подпапка с фотографиями, названная как класс; подпапки с другими именами учат тому, что не относится к десяти.</translation>
    </message>
    <message numerus="yes">
      <source>{count} photo(s) of garments: {kinds}</source>
      <translation>
        <numerusform>{count} фотография одежды: {kinds}</numerusform>
        <numerusform>{count} фотографии одежды: {kinds}</numerusform>
        <numerusform>{count} фотографий одежды: {kinds}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{count} photo(s) could not be read and were left out</source>
      <translation>
        <numerusform>{count} фотография не читается и пропущена</numerusform>
        <numerusform>{count} фотографии не читаются и пропущены</numerusform>
        <numerusform>{count} фотографий не читаются и пропущены</numerusform>
      </translation>
    </message>
    <message>
      <source>None of the ten: {folders}</source>
      <translation>Ни один из десяти: {folders}</translation>
    </message>
    <message>
      <source>Folder “{folder}”, photos: {count}, taken for: {names}</source>
      <translation>Папка «{folder}», фотографий: {count}, считаются классом: {names}</translation>
    </message>
    <message>
      <source>Folder “{folder}”, photos: {count}, none of the ten</source>
      <translation>Папка «{folder}», фотографий: {count}, ни один из десяти</translation>
    </message>
  </context>
  <context>
    <name>PhotoStepper</name>
    <message>
      <source>Previous photo</source>
      <translation>Предыдущее фото</translation>
    </message>
    <message>
      <source>Next photo</source>
      <translation>Следующее фото</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>Таблица</translation>
    </message>
    <message>
      <source>Answers to all these photos, in a window of their own</source>
      <translation>Ответы для всех этих фотографий, в отдельном окне</translation>
    </message>
  </context>
  <context>
    <name>PhotoTools</name>
    <message>
      <source>Box</source>
      <translation>Рамка</translation>
    </message>
    <message>
      <source>Garment</source>
      <translation>Одежда</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>Фон</translation>
    </message>
    <message>
      <source>Start over</source>
      <translation>Сначала</translation>
    </message>
    <message>
      <source>Drag a box around the garment</source>
      <translation>Обвести предмет рамкой</translation>
    </message>
    <message>
      <source>Mark what is garment</source>
      <translation>Отметить, что здесь одежда</translation>
    </message>
    <message>
      <source>Mark what is background</source>
      <translation>Отметить, что здесь фон</translation>
    </message>
    <message>
      <source>Turn to the left</source>
      <translation>Повернуть влево</translation>
    </message>
    <message>
      <source>Turn to the right</source>
      <translation>Повернуть вправо</translation>
    </message>
    <message>
      <source>Mirror: exchange left and right</source>
      <translation>Отразить: поменять местами лево и право</translation>
    </message>
    <message>
      <source>Invert: exchange bright and dark of the garment</source>
      <translation>Инвертировать: поменять местами светлое и тёмное</translation>
    </message>
    <message>
      <source>Undo the last step</source>
      <translation>Отменить последний шаг</translation>
    </message>
    <message>
      <source>Take back every correction of this photo</source>
      <translation>Убрать все правки этого фото</translation>
    </message>
  </context>
  <context>
    <name>PixelProducts</name>
    <message>
      <source>Row {row}, column {column}: {given} × {weight} = {product}</source>
      <translation>Строка {row}, столбец {column}: {given} × {weight} = {product}</translation>
    </message>
    <message>
      <source>Pixels × weights = products, as three pictures</source>
      <translation>Пиксели × веса = произведения, три картинки</translation>
    </message>
    <message>
      <source>Weight: how much a pixel counts for this neuron. Blue: brightness there makes the total larger; orange: smaller. A product is a pixel times its weight; where the picture is 0, so is the product.</source>
      <translation>Вес: насколько пиксель важен для этого нейрона. Синий: яркость в этом месте увеличивает сумму; оранжевый: уменьшает. Произведение — пиксель, умноженный на свой вес; где картинка равна 0, там и произведение 0.</translation>
    </message>
    <message>
      <source>input</source>
      <translation>вход</translation>
    </message>
    <message>
      <source>weights</source>
      <translation>веса</translation>
    </message>
    <message>
      <source>products</source>
      <translation>произведения</translation>
    </message>
  </context>
  <context>
    <name>Presets</name>
    <message>
      <source>As in the course</source>
      <translation>Как в курсе</translation>
    </message>
    <message>
      <source>Quick</source>
      <translation>Быстро</translation>
    </message>
    <message>
      <source>Best of the same network</source>
      <translation>Лучшее из той же сети</translation>
    </message>
    <message>
      <source>Convolutional</source>
      <translation>Свёрточная</translation>
    </message>
    <message>
      <source>For photos</source>
      <translation>Для фотографий</translation>
    </message>
    <message>
      <source>Your own network</source>
      <translation>Своя сеть</translation>
    </message>
    <message>
      <source>The network and the training of the course, unchanged.</source>
      <translation>Сеть и обучение из курса без изменений.</translation>
    </message>
    <message>
      <source>The same layers with a better optimiser: what the course takes 100 epochs for, in seconds.</source>
      <translation>Те же слои с лучшим оптимизатором: за секунды — то, на что в курсе уходит 100 эпох.</translation>
    </message>
    <message>
      <source>The same {count} numbers to learn, and all that training alone can do for them: mirrored and moved pictures, dropout, a falling rate.</source>
      <translation>Те же {count} чисел и всё, что может дать им одно лишь обучение: отражённые и сдвинутые картинки, дропаут, убывающий шаг.</translation>
    </message>
    <message>
      <source>A small convolutional network: it looks for patterns of neighbouring pixels wherever they are.</source>
      <translation>Небольшая свёрточная сеть: она ищет узоры из соседних пикселей, где бы они ни были.</translation>
    </message>
    <message>
      <source>A convolutional network that learns from changed pictures and, if you have some, from real photos. About half an hour on two cores; Stop keeps the finished epochs, a minute or two each.</source>
      <translation>Свёрточная сеть, которая учится на изменённых картинках и, если они есть, на настоящих фотографиях. Около получаса на двух ядрах; «Стоп» сохраняет законченные эпохи, по минуте-две каждая.</translation>
    </message>
    <message>
      <source>The network that you have built in the tab Network.</source>
      <translation>Сеть, которую вы построили на вкладке «Сеть».</translation>
    </message>
    <message>
      <source>Measured on two processor cores: test accuracy {accuracy}, mean of {count} seeds, {time}.</source>
      <translation>Измерено на двух ядрах: точность на тесте {accuracy} (среднее, запусков: {count}), {time}.</translation>
    </message>
    <message>
      <source>Press Train.</source>
      <translation>Нажмите «Обучить».</translation>
    </message>
    <message>
      <source>{count} s</source>
      <translation>{count} с</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} мин</translation>
    </message>
  </context>
  <context>
    <name>ProbabilityBars</name>
    <message>
      <source>Probabilities of the ten classes</source>
      <translation>Вероятности десяти классов</translation>
    </message>
  </context>
  <context>
    <name>ProductTable</name>
    <message>
      <source>The neuron&apos;s products</source>
      <translation>Произведения нейрона</translation>
    </message>
    <message>
      <source>{count} others</source>
      <translation>остальные: {count}</translation>
    </message>
    <message>
      <source>rounding</source>
      <translation>округление</translation>
    </message>
    <message>
      <source>bias</source>
      <translation>смещение</translation>
    </message>
    <message>
      <source>total</source>
      <translation>сумма</translation>
    </message>
    <message>
      <source>from {layer}</source>
      <translation>из {layer}</translation>
    </message>
    <message>
      <source>A click or Enter goes on to where it is from.</source>
      <translation>Щелчок или Enter ведёт туда, откуда взялось число.</translation>
    </message>
    <message>
      <source>gives</source>
      <translation>даёт</translation>
    </message>
    <message>
      <source>What this input gives for the picture.</source>
      <translation>Что даёт этот вход для картинки.</translation>
    </message>
    <message>
      <source>weight</source>
      <translation>вес</translation>
    </message>
    <message>
      <source>How much this input counts for the neuron; learnt.</source>
      <translation>Насколько этот вход важен для нейрона; выучено.</translation>
    </message>
    <message>
      <source>product</source>
      <translation>произведение</translation>
    </message>
    <message>
      <source>Input × weight: above 0 it speaks for, below 0 against.</source>
      <translation>Вход × вес: больше 0 — довод за, меньше 0 — против.</translation>
    </message>
  </context>
  <context>
    <name>RaceDialog</name>
    <message>
      <source>Start the race</source>
      <translation>Начать гонку</translation>
    </message>
    <message>
      <source>Race two trainings</source>
      <translation>Гонка двух обучений</translation>
    </message>
    <message>
      <source>Both learn side by side from the same pictures in the same order, epoch by epoch in turn. Their curves grow in the tab Runs.</source>
      <translation>Обе сети учатся рядом на одних и тех же картинках в одном и том же порядке, эпоха за эпохой по очереди. Их кривые растут на вкладке «Запуски».</translation>
    </message>
    <message>
      <source>First</source>
      <translation>Первое</translation>
    </message>
    <message>
      <source>Second: the same, but</source>
      <translation>Второе: то же, но</translation>
    </message>
    <message>
      <source>is</source>
      <translation>—</translation>
    </message>
    <message>
      <source>What is changed for the second</source>
      <translation>Что изменено для второго</translation>
    </message>
    <message>
      <source>Its value for the second</source>
      <translation>Значение для второго</translation>
    </message>
    <message>
      <source>Nothing differs yet: change the value.</source>
      <translation>Пока отличий нет: измените значение.</translation>
    </message>
    <message>
      <source>the preset</source>
      <translation>набор</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>Эпохи</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Пакет</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>Шаг</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>Зерно</translation>
    </message>
    <message>
      <source>on</source>
      <translation>да</translation>
    </message>
    <message>
      <source>off</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>epochs {epochs}, batch {batch}, rate {rate}, seed {seed}</source>
      <translation>эпохи {epochs}, пакет {batch}, шаг {rate}, зерно {seed}</translation>
    </message>
  </context>
  <context>
    <name>RandomAnswer</name>
    <message>
      <source>Another one</source>
      <translation>Ещё одну</translation>
    </message>
    <message>
      <source>Another random picture</source>
      <translation>Ещё одна случайная картинка</translation>
    </message>
    <message>
      <source>key R or Space</source>
      <translation>клавиша R или пробел</translation>
    </message>
  </context>
  <context>
    <name>RateField</name>
    <message>
      <source>How large a correction is. Type another one and press Enter: the training goes on with it.</source>
      <translation>Насколько велика поправка. Введите другой шаг и нажмите Enter: обучение продолжится с ним.</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>Шаг</translation>
    </message>
    <message>
      <source>Learning rate of the training in hand</source>
      <translation>Шаг идущего обучения</translation>
    </message>
  </context>
  <context>
    <name>RecipeLine</name>
    <message>
      <source>How it is trained</source>
      <translation>Как она обучается</translation>
    </message>
    <message>
      <source>last {percent} %</source>
      <translation>последние {percent} %</translation>
    </message>
    <message>
      <source>Optimiser</source>
      <translation>Оптимизатор</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>Шаг обучения</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>Функция ошибки</translation>
    </message>
    <message>
      <source>categorical cross-entropy</source>
      <translation>перекрёстная энтропия</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Пакет</translation>
    </message>
    <message>
      <source>So many pictures are looked at before the weights change once.</source>
      <translation>Столько картинок просматривается, прежде чем веса изменятся один раз.</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>Эпохи</translation>
    </message>
    <message>
      <source>One epoch is one pass through all pictures that are learnt from.</source>
      <translation>Одна эпоха — один проход по всем картинкам, на которых учится сеть.</translation>
    </message>
    <message>
      <source>Validation</source>
      <translation>Проверка</translation>
    </message>
    <message>
      <source>This part of the training set is never learnt from; it shows how well new pictures go.</source>
      <translation>На этой части обучающей выборки сеть не учится: она показывает, как сеть справляется с новыми картинками.</translation>
    </message>
    <message>
      <source>Stochastic gradient descent: after each batch every weight moves a little down the slope.</source>
      <translation>Стохастический градиентный спуск: после каждого пакета каждый вес немного сдвигается вниз по склону.</translation>
    </message>
    <message>
      <source>SGD with momentum</source>
      <translation>SGD с импульсом</translation>
    </message>
    <message>
      <source>Gradient descent in which weights keep rolling in the direction in which they last moved.</source>
      <translation>Градиентный спуск, в котором веса по инерции катятся туда, куда двигались раньше.</translation>
    </message>
    <message>
      <source>Gradient descent in which each weight finds the size of its own steps.</source>
      <translation>Градиентный спуск, в котором каждый вес сам находит величину своих шагов.</translation>
    </message>
    <message>
      <source>Gradient descent in which each weight finds the size of its own steps and shrinks a little.</source>
      <translation>Градиентный спуск, в котором каждый вес сам находит величину своих шагов и понемногу уменьшается.</translation>
    </message>
    <message>
      <source>How far a weight moves at each step: too small learns slowly, too large never settles.</source>
      <translation>Насколько сдвигается вес за один раз: слишком малый шаг учит медленно, слишком большой не даёт успокоиться.</translation>
    </message>
    <message>
      <source>{rate} along a cosine</source>
      <translation>{rate} по косинусу</translation>
    </message>
    <message>
      <source>The steps grow to this at first, then shrink along a cosine until a hundredth of it is left.</source>
      <translation>Сначала шаги вырастают до этой величины, потом уменьшаются по косинусу до её сотой доли.</translation>
    </message>
    <message>
      <source>up to {rate}, then to 0</source>
      <translation>до {rate}, потом до 0</translation>
    </message>
    <message>
      <source>The steps grow to this in the first three tenths of the training, then shrink to 0.</source>
      <translation>Первые три десятых обучения шаги растут до этой величины, потом уменьшаются до 0.</translation>
    </message>
    <message>
      <source>Measures how little probability the network gave to the right class. Photos of things that are none of the ten teach it to be sure of nothing.</source>
      <translation>Измеряет, как мало вероятности сеть дала верному классу (categorical cross-entropy). Фотографии вещей не из десяти учат её ни в чём не быть уверенной.</translation>
    </message>
    <message>
      <source>Measures how little probability the network gave to the right class; training makes it small.</source>
      <translation>Измеряет, как мало вероятности сеть дала верному классу; обучение её уменьшает (categorical cross-entropy).</translation>
    </message>
    <message numerus="yes">
      <source>pictures moved by up to %n pixel(s)</source>
      <translation>
        <numerusform>картинки сдвигаются не больше чем на %n пиксель</numerusform>
        <numerusform>картинки сдвигаются не больше чем на %n пикселя</numerusform>
        <numerusform>картинки сдвигаются не больше чем на %n пикселей</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>stops after %n epoch(s) without a lower validation loss</source>
      <translation>
        <numerusform>остановка через %n эпоху без новой наименьшей ошибки на проверке</numerusform>
        <numerusform>остановка через %n эпохи без новой наименьшей ошибки на проверке</numerusform>
        <numerusform>остановка через %n эпох без новой наименьшей ошибки на проверке</numerusform>
      </translation>
    </message>
    <message>
      <source>weights shrink (decay {value})</source>
      <translation>веса затухают ({value})</translation>
    </message>
    <message>
      <source>labels smoothed by {value}</source>
      <translation>метки сглажены на {value}</translation>
    </message>
    <message>
      <source>weights averaged over the last steps</source>
      <translation>веса усреднены по последним шагам</translation>
    </message>
    <message>
      <source>pictures mirrored at random</source>
      <translation>картинки случайно отражаются</translation>
    </message>
  </context>
  <context>
    <name>ReportView</name>
    <message>
      <source>On pictures it has not learnt from: accuracy {percent} % (from {low} to {high}), test loss {loss} (from {loss_low} to {loss_high}).</source>
      <translation>На картинках, на которых сеть не училась: точность {percent} % (от {low} до {high}), ошибка на тесте {loss} (от {loss_low} до {loss_high}).</translation>
    </message>
    <message>
      <source>Mean F1 {f1} %; hardest: {name}.</source>
      <translation>Средний F1 {f1} %; труднее всего: {name}.</translation>
    </message>
    <message>
      <source>Accuracy: the share of right answers. Test loss: mean cross-entropy, -ln of the probability that the network gave the right class. The ranges hold what all pictures of this kind would give (95 % sure).</source>
      <translation>Точность — доля верных ответов. Ошибка на тесте — средняя перекрёстная энтропия: −ln вероятности, которую сеть дала верному классу. В скобках — то, что дали бы все такие картинки (с уверенностью 95 %).</translation>
    </message>
    <message>
      <source>Accuracy of others on the same test set; point at a line for its source. Whiskers: 95 % ranges.</source>
      <translation>Точность других на той же тестовой выборке; наведите на строку, чтобы увидеть источник. Усики — границы с уверенностью 95 %.</translation>
    </message>
    <message>
      <source>in %</source>
      <translation>в %</translation>
    </message>
    <message>
      <source>What percentage of its row each cell holds, instead of how many pictures.</source>
      <translation>Какой процент своей строки составляет каждая клетка, вместо числа картинок.</translation>
    </message>
  </context>
  <context>
    <name>ResultTexts</name>
    <message>
      <source>Finished</source>
      <translation>Закончено</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Остановлено</translation>
    </message>
    <message>
      <source>Ended early</source>
      <translation>Прервано</translation>
    </message>
    <message>
      <source>Stopped before the first epoch was over: there was nothing to keep yet.</source>
      <translation>Остановлено до конца первой эпохи: сохранять было ещё нечего.</translation>
    </message>
    <message>
      <source>Stopped after epoch {epoch} of {epochs}, and kept. The tab Test set measures it.</source>
      <translation>Остановлено после эпохи {epoch} из {epochs} и сохранено. Вкладка «Тест» измерит сеть.</translation>
    </message>
    <message>
      <source>It learnt from real photos as well.</source>
      <translation>Сеть училась и на настоящих фотографиях.</translation>
    </message>
    <message numerus="yes">
      <source>Test set: accuracy {accuracy}, loss {loss} after %n epoch(s).</source>
      <translation>
        <numerusform>Тест: точность {accuracy}, ошибка {loss} после %n эпохи.</numerusform>
        <numerusform>Тест: точность {accuracy}, ошибка {loss} после %n эпох.</numerusform>
        <numerusform>Тест: точность {accuracy}, ошибка {loss} после %n эпох.</numerusform>
      </translation>
    </message>
    <message>
      <source>Stopped after epoch {epoch} of {epochs}, and kept. Test set: accuracy {accuracy}, loss {loss}.</source>
      <translation>Остановлено после эпохи {epoch} из {epochs} и сохранено. Тест: точность {accuracy}, ошибка {loss}.</translation>
    </message>
    <message>
      <source>The training diverged; what epoch {epoch} of {epochs} had learnt was kept. Test set: accuracy {accuracy}, loss {loss}.</source>
      <translation>Обучение разошлось; сохранено то, чему сеть научилась к эпохе {epoch} из {epochs}. Тест: точность {accuracy}, ошибка {loss}.</translation>
    </message>
    <message numerus="yes">
      <source>The report: {accuracy} and {loss}. Here %n seed(s) gave accuracies from {lowest} to {highest}, {mean} on average.</source>
      <translation>
        <numerusform>В отчёте: {accuracy} и {loss}. Здесь %n зерно дало точность от {lowest} до {highest}, в среднем {mean}.</numerusform>
        <numerusform>В отчёте: {accuracy} и {loss}. Здесь %n зерна дали точность от {lowest} до {highest}, в среднем {mean}.</numerusform>
        <numerusform>В отчёте: {accuracy} и {loss}. Здесь %n зёрен дали точность от {lowest} до {highest}, в среднем {mean}.</numerusform>
      </translation>
    </message>
    <message>
      <source>After {epochs} epochs the report has {accuracy} and {loss}.</source>
      <translation>В отчёте после {epochs} эпох: {accuracy} и {loss}.</translation>
    </message>
    <message>
      <source>Broken off</source>
      <translation>Оборвалось</translation>
    </message>
    <message numerus="yes">
      <source>Ended after epoch {epoch} of {epochs}: validation loss had not fallen for %n epoch(s). Test set: accuracy {accuracy}, loss {loss}.</source>
      <translation>
        <numerusform>Закончено после эпохи {epoch} из {epochs}: ошибка на проверке не убывала %n эпоху. Тестовая выборка: точность {accuracy}, ошибка {loss}.</numerusform>
        <numerusform>Закончено после эпохи {epoch} из {epochs}: ошибка на проверке не убывала %n эпохи. Тестовая выборка: точность {accuracy}, ошибка {loss}.</numerusform>
        <numerusform>Закончено после эпохи {epoch} из {epochs}: ошибка на проверке не убывала %n эпох. Тестовая выборка: точность {accuracy}, ошибка {loss}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RunCharts</name>
    <message>
      <source>Validation accuracy</source>
      <translation>Точность на проверочной выборке</translation>
    </message>
    <message>
      <source>Validation loss</source>
      <translation>Ошибка на проверочной выборке</translation>
    </message>
    <message>
      <source>Validation curves of the chosen runs</source>
      <translation>Кривые выбранных запусков на проверочной выборке</translation>
    </message>
    <message>
      <source>{letter}, {name}: accuracy {accuracy}, loss {loss} after epoch {epoch}.</source>
      <translation>{letter}, {name}: точность {accuracy}, ошибка {loss} после эпохи {epoch}.</translation>
    </message>
  </context>
  <context>
    <name>RunComparison</name>
    <message>
      <source>The pictures appear here once Fashion-MNIST is found.</source>
      <translation>Картинки появятся здесь, когда найдётся Fashion-MNIST.</translation>
    </message>
    <message>
      <source>Both networks are being asked about the test pictures…</source>
      <translation>Обе сети отвечают на тестовые картинки…</translation>
    </message>
    <message>
      <source>‹ All runs</source>
      <translation>‹ Все запуски</translation>
    </message>
    <message>
      <source>Back to all runs (Escape)</source>
      <translation>Назад ко всем запускам (Escape)</translation>
    </message>
    <message>
      <source>Two runs compared</source>
      <translation>Сравнение двух запусков</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>Картинки</translation>
    </message>
    <message>
      <source>Curves</source>
      <translation>Кривые</translation>
    </message>
  </context>
  <context>
    <name>RunDifferences</name>
    <message>
      <source>Valid. accuracy</source>
      <translation>Точность, пров.</translation>
    </message>
    <message>
      <source>The highest validation accuracy.</source>
      <translation>Наибольшая точность на проверочной выборке.</translation>
    </message>
    <message>
      <source>Valid. loss</source>
      <translation>Ошибка, пров.</translation>
    </message>
    <message>
      <source>The lowest validation loss.</source>
      <translation>Наименьшая ошибка на проверочной выборке.</translation>
    </message>
    <message>
      <source>Best epoch</source>
      <translation>Лучшая эпоха</translation>
    </message>
    <message>
      <source>The epoch with the lowest validation loss.</source>
      <translation>Эпоха с наименьшей ошибкой на проверочной выборке.</translation>
    </message>
    <message>
      <source>Train. accuracy</source>
      <translation>Точность, обуч.</translation>
    </message>
    <message>
      <source>The training accuracy of the last epoch.</source>
      <translation>Точность на обучающей выборке в последней эпохе.</translation>
    </message>
    <message>
      <source>Patience</source>
      <translation>Терпение</translation>
    </message>
    <message>
      <source>After so many epochs without a new lowest validation loss it stops by itself.</source>
      <translation>Если ошибка на проверочной выборке столько эпох не обновляет минимум, обучение останавливается само.</translation>
    </message>
    <message>
      <source>Real photos</source>
      <translation>Фотографии</translation>
    </message>
    <message>
      <source>yes, others</source>
      <translation>да, другие</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>да</translation>
    </message>
    <message>
      <source>no</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>Набор</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Сеть</translation>
    </message>
    <message>
      <source>Parameters</source>
      <translation>Параметров</translation>
    </message>
    <message>
      <source>Optimiser</source>
      <translation>Оптимизатор</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>Шаг</translation>
    </message>
    <message>
      <source>Schedule</source>
      <translation>Расписание</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Пакет</translation>
    </message>
    <message>
      <source>Epochs asked</source>
      <translation>Эпох задано</translation>
    </message>
    <message>
      <source>Validation share</source>
      <translation>Доля проверки</translation>
    </message>
    <message>
      <source>Weight decay</source>
      <translation>Затухание</translation>
    </message>
    <message>
      <source>Label smoothing</source>
      <translation>Сглаживание</translation>
    </message>
    <message>
      <source>Averaged weights</source>
      <translation>Усреднение</translation>
    </message>
    <message>
      <source>Mirrored</source>
      <translation>Отражения</translation>
    </message>
    <message>
      <source>Shifts, pixels</source>
      <translation>Сдвиги, пикс.</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>Зерно</translation>
    </message>
    <message>
      <source>Test accuracy</source>
      <translation>Точность, тест</translation>
    </message>
    <message>
      <source>Test loss</source>
      <translation>Ошибка, тест</translation>
    </message>
    <message>
      <source>Epochs done</source>
      <translation>Эпох пройдено</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Время</translation>
    </message>
    <message>
      <source>Begun</source>
      <translation>Начат</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Итог</translation>
    </message>
    <message>
      <source>only what differs</source>
      <translation>только различия</translation>
    </message>
    <message>
      <source>Results and options of both runs</source>
      <translation>Результаты и параметры обоих запусков</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>Результаты</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Параметры</translation>
    </message>
    <message>
      <source>{title}: all alike</source>
      <translation>{title}: всё одинаково</translation>
    </message>
  </context>
  <context>
    <name>RunOverlay</name>
    <message>
      <source>Accuracy</source>
      <translation>Точность</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>Ошибка</translation>
    </message>
    <message>
      <source>Both</source>
      <translation>Обе</translation>
    </message>
  </context>
  <context>
    <name>RunPictures</name>
    <message>
      <source>There is no such picture.</source>
      <translation>Таких картинок нет.</translation>
    </message>
    <message>
      <source>Picture {index}: A says {first}, B says {second}, the right answer is {right}</source>
      <translation>Картинка {index}: ответ A — {first}, ответ B — {second}, верный ответ — {right}</translation>
    </message>
    <message>
      <source>right: {name}</source>
      <translation>верно: {name}</translation>
    </message>
    <message>
      <source>Pictures on which the two runs disagree</source>
      <translation>Картинки, на которых ответы двух запусков расходятся</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Показать</translation>
    </message>
    <message>
      <source>Which of the pictures are shown</source>
      <translation>Какие картинки показаны</translation>
    </message>
    <message>
      <source>all of them: {count}</source>
      <translation>все: {count}</translation>
    </message>
    <message>
      <source>only A is right: {count}</source>
      <translation>прав только A: {count}</translation>
    </message>
    <message>
      <source>only B is right: {count}</source>
      <translation>прав только B: {count}</translation>
    </message>
    <message>
      <source>both are wrong: {count}</source>
      <translation>оба ошибаются: {count}</translation>
    </message>
    <message>
      <source>They give the same answer to all {total} pictures.</source>
      <translation>На все {total} картинок они отвечают одинаково.</translation>
    </message>
    <message>
      <source>They disagree on {count} of {total} pictures: A is right on {first}, B on {second}, neither on {neither}.</source>
      <translation>Они расходятся на {count} из {total} картинок: на {first} прав A, на {second} — B, на {neither} — ни один.</translation>
    </message>
  </context>
  <context>
    <name>Runs</name>
    <message>
      <source>Run</source>
      <translation>Запуск</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>Набор</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>Изменено</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>Эпохи</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Тест</translation>
    </message>
    <message>
      <source>Valid.</source>
      <translation>Пров.</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Время</translation>
    </message>
    <message>
      <source>Begun</source>
      <translation>Начат</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Итог</translation>
    </message>
    <message>
      <source>A tick draws the run's validation curve. F2 renames it.</source>
      <translation>Отметка рисует кривую запуска на проверочной выборке. F2 — переименовать.</translation>
    </message>
    <message>
      <source>The preset it was trained by.</source>
      <translation>Набор, по которому учился запуск.</translation>
    </message>
    <message>
      <source>What was set otherwise than the preset says.</source>
      <translation>Что задано иначе, чем в наборе.</translation>
    </message>
    <message>
      <source>Epochs that are done, and how many were asked for.</source>
      <translation>Сколько эпох пройдено и сколько задано.</translation>
    </message>
    <message>
      <source>Share of right answers on the test set.</source>
      <translation>Доля верных ответов на тестовой выборке.</translation>
    </message>
    <message>
      <source>The highest share of right answers on the validation pictures.</source>
      <translation>Наибольшая доля верных ответов на проверочной выборке.</translation>
    </message>
    <message>
      <source>How long it was trained.</source>
      <translation>Сколько длилось обучение.</translation>
    </message>
    <message>
      <source>When the training began.</source>
      <translation>Когда началось обучение.</translation>
    </message>
    <message>
      <source>How the training ended.</source>
      <translation>Чем закончилось обучение.</translation>
    </message>
    <message>
      <source>Its network answers now.</source>
      <translation>Сейчас отвечает его сеть.</translation>
    </message>
    <message>
      <source>{name}, curve {letter}</source>
      <translation>{name}, кривая {letter}</translation>
    </message>
    <message>
      <source>{preset}, {time}</source>
      <translation>{preset}, {time}</translation>
    </message>
    <message>
      <source>d MMM</source>
      <translation>dd.MM</translation>
    </message>
    <message>
      <source>d MMM yyyy</source>
      <translation>dd.MM.yyyy</translation>
    </message>
    <message>
      <source>{number} GB</source>
      <translation>{number} ГБ</translation>
    </message>
    <message>
      <source>{number} MB</source>
      <translation>{number} МБ</translation>
    </message>
    <message>
      <source>in training</source>
      <translation>обучается</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>завершён</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>остановлен</translation>
    </message>
    <message>
      <source>stopped early</source>
      <translation>ранний стоп</translation>
    </message>
    <message>
      <source>diverged</source>
      <translation>разошёлся</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>прерван</translation>
    </message>
    <message>
      <source>Being trained now: {done} of {asked} epochs are done.</source>
      <translation>Сейчас обучается: пройдено эпох {done} из {asked}.</translation>
    </message>
    <message>
      <source>Finished: all {asked} epochs are done.</source>
      <translation>Завершён: пройдены все эпохи, {asked}.</translation>
    </message>
    <message>
      <source>Stopped by you after {done} of {asked} epochs.</source>
      <translation>Остановлен вами: пройдено эпох {done} из {asked}.</translation>
    </message>
    <message>
      <source>Stopped by itself after {done} of {asked} epochs: the validation loss fell no longer.</source>
      <translation>Остановился сам, пройдя эпох {done} из {asked}: ошибка на проверочной выборке больше не падала.</translation>
    </message>
    <message>
      <source>Diverged after {done} of {asked} epochs: a smaller rate helps.</source>
      <translation>Разошёлся: пройдено эпох {done} из {asked}. Поможет шаг поменьше.</translation>
    </message>
    <message>
      <source>It can be resumed.</source>
      <translation>Можно продолжить.</translation>
    </message>
    <message>
      <source>schedule: {name}</source>
      <translation>расписание: {name}</translation>
    </message>
    <message>
      <source>mirrored</source>
      <translation>отражения</translation>
    </message>
    <message>
      <source>not mirrored</source>
      <translation>без отражений</translation>
    </message>
    <message>
      <source>Interrupted after {done} of {asked} epochs.</source>
      <translation>Прерван: пройдено эпох {done} из {asked}.</translation>
    </message>
    <message>
      <source>{layers} layers, {parameters} parameters</source>
      <translation>слоёв: {layers}, параметров: {parameters}</translation>
    </message>
    <message>
      <source>rate {number}</source>
      <translation>шаг {number}</translation>
    </message>
    <message>
      <source>batch {number}</source>
      <translation>пакет {number}</translation>
    </message>
    <message>
      <source>weight decay {number}</source>
      <translation>затухание {number}</translation>
    </message>
    <message>
      <source>smoothing {number}</source>
      <translation>сглаживание {number}</translation>
    </message>
    <message>
      <source>averaged weights</source>
      <translation>усреднённые веса</translation>
    </message>
    <message>
      <source>no averaging</source>
      <translation>без усреднения</translation>
    </message>
    <message>
      <source>patience {number}</source>
      <translation>терпение {number}</translation>
    </message>
    <message>
      <source>shifts up to {number}</source>
      <translation>сдвиги до {number}</translation>
    </message>
    <message>
      <source>validation share {number}</source>
      <translation>доля проверки {number}</translation>
    </message>
    <message>
      <source>with photos</source>
      <translation>с фотографиями</translation>
    </message>
    <message>
      <source>without photos</source>
      <translation>без фотографий</translation>
    </message>
    <message>
      <source>seed {number}</source>
      <translation>зерно {number}</translation>
    </message>
  </context>
  <context>
    <name>RunsPanel</name>
    <message>
      <source>{count} curves are drawn, as many as can be. Untick one to draw another.</source>
      <translation>Нарисовано кривых: {count}, больше нельзя. Снимите отметку, чтобы нарисовать другую.</translation>
    </message>
    <message numerus="yes">
      <source>%n run(s) selected</source>
      <translation>
        <numerusform>Выделен %n запуск</numerusform>
        <numerusform>Выделено %n запуска</numerusform>
        <numerusform>Выделено %n запусков</numerusform>
      </translation>
    </message>
    <message>
      <source>Kept runs</source>
      <translation>Сохранённые запуски</translation>
    </message>
    <message>
      <source>No run yet: press Train. Every training is kept here, with the weights of each epoch.</source>
      <translation>Запусков пока нет: нажмите «Обучить». Здесь хранится каждое обучение с весами каждой эпохи.</translation>
    </message>
  </context>
  <context>
    <name>RunTools</name>
    <message>
      <source>Open</source>
      <translation>Открыть</translation>
    </message>
    <message>
      <source>Its network answers from now on (Enter).</source>
      <translation>Дальше отвечает сеть этого запуска (Enter).</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Продолжить</translation>
    </message>
    <message>
      <source>Train on where it was stopped or interrupted.</source>
      <translation>Учить дальше с того места, где запуск остановили или прервали.</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Переименовать</translation>
    </message>
    <message>
      <source>Give it a name of your own (F2).</source>
      <translation>Дать запуску своё имя (F2).</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Сравнить</translation>
    </message>
    <message>
      <source>Tick two runs, or select two, to see them side by side.</source>
      <translation>Отметьте или выделите два запуска, чтобы увидеть их рядом.</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Удалить</translation>
    </message>
    <message>
      <source>Move to the trash (Delete); it can be undone.</source>
      <translation>Переместить в корзину (Delete); это можно отменить.</translation>
    </message>
    <message>
      <source>Race…</source>
      <translation>Гонка…</translation>
    </message>
    <message>
      <source>Train two networks side by side that differ in one thing.</source>
      <translation>Обучить рядом две сети, которые отличаются чем-то одним.</translation>
    </message>
  </context>
  <context>
    <name>RunTrash</name>
    <message>
      <source>Undo</source>
      <translation>Вернуть</translation>
    </message>
    <message>
      <source>The run “{name}” is in the trash.</source>
      <translation>Запуск «{name}» теперь в корзине.</translation>
    </message>
    <message numerus="yes">
      <source>%n run(s) are in the trash.</source>
      <translation>
        <numerusform>%n запуск теперь в корзине.</numerusform>
        <numerusform>%n запуска теперь в корзине.</numerusform>
        <numerusform>%n запусков теперь в корзине.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RunTrashLine</name>
    <message numerus="yes">
      <source>%n cannot be read</source>
      <translation>
        <numerusform>%n не читается</numerusform>
        <numerusform>%n не читаются</numerusform>
        <numerusform>%n не читаются</numerusform>
      </translation>
    </message>
    <message>
      <source>Empty…</source>
      <translation>Очистить…</translation>
    </message>
    <message>
      <source>Empty the trash…</source>
      <translation>Очистить корзину…</translation>
    </message>
    <message>
      <source>Delete for good</source>
      <translation>Удалить навсегда</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Оставить</translation>
    </message>
    <message>
      <source>A .keras file…</source>
      <translation>Файл .keras…</translation>
    </message>
    <message>
      <source>Open a network that was saved as a .keras file.</source>
      <translation>Открыть сеть, сохранённую как файл .keras.</translation>
    </message>
    <message>
      <source>Show the folder of the runs</source>
      <translation>Показать папку запусков</translation>
    </message>
    <message numerus="yes">
      <source>%n run(s)</source>
      <translation>
        <numerusform>%n запуск</numerusform>
        <numerusform>%n запуска</numerusform>
        <numerusform>%n запусков</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n run(s), {size}</source>
      <translation>
        <numerusform>%n запуск, {size}</numerusform>
        <numerusform>%n запуска, {size}</numerusform>
        <numerusform>%n запусков, {size}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>In the trash: %n run(s)</source>
      <translation>
        <numerusform>В корзине: %n запуск</numerusform>
        <numerusform>В корзине: %n запуска</numerusform>
        <numerusform>В корзине: %n запусков</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>In the trash: %n run(s), {size}</source>
      <translation>
        <numerusform>В корзине: %n запуск, {size}</numerusform>
        <numerusform>В корзине: %n запуска, {size}</numerusform>
        <numerusform>В корзине: %n запусков, {size}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Delete %n run(s) in the trash for good?</source>
      <translation>
        <numerusform>Удалить из корзины навсегда %n запуск?</numerusform>
        <numerusform>Удалить из корзины навсегда %n запуска?</numerusform>
        <numerusform>Удалить из корзины навсегда %n запусков?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SoftmaxTable</name>
    <message>
      <source>How softmax makes probabilities of the totals</source>
      <translation>Как softmax превращает суммы в вероятности</translation>
    </message>
    <message>
      <source>sum</source>
      <translation>всего</translation>
    </message>
    <message>
      <source>softmax: each power divided by the sum of all of them. So the shares add up to 1.</source>
      <translation>softmax: каждая степень делится на сумму всех степеней. Поэтому доли в сумме дают 1.</translation>
    </message>
    <message>
      <source>class</source>
      <translation>класс</translation>
    </message>
    <message>
      <source>neuron</source>
      <translation>нейрон</translation>
    </message>
    <message>
      <source>total z</source>
      <translation>сумма z</translation>
    </message>
    <message>
      <source>The sum of this neuron&apos;s products and its bias.</source>
      <translation>Сумма произведений этого нейрона и его смещения.</translation>
    </message>
    <message>
      <source>2.718… to the power of the total: never below 0, and a little more becomes a lot more.</source>
      <translation>2,718… в степени суммы: всегда больше 0, и «чуть больше» становится «намного больше».</translation>
    </message>
  </context>
  <context>
    <name>StartMenu</name>
    <message>
      <source>The outputs alone</source>
      <translation>Одни выходы</translation>
    </message>
  </context>
  <context>
    <name>SummaryTable</name>
    <message>
      <source>Summary of the network</source>
      <translation>Сводка сети</translation>
    </message>
    <message>
      <source>How many weights and biases of this layer are learnt.</source>
      <translation>Сколько весов и смещений этого слоя подбирается при обучении.</translation>
    </message>
    <message>
      <source>Each neuron has a weight for each of its inputs, and one bias.</source>
      <translation>У каждого нейрона есть вес для каждого входа и одно смещение.</translation>
    </message>
    <message>
      <source>How many numbers this layer keeps; not all of batch normalisation's are learnt.</source>
      <translation>Сколько чисел хранит этот слой; у пакетной нормализации учатся не все.</translation>
    </message>
    <message>
      <source>Each filter has a weight for each number in its window, and one bias.</source>
      <translation>У каждого фильтра есть вес для каждого числа в окошке и одно смещение.</translation>
    </message>
    <message>
      <source>A layer turns the numbers it is given into the numbers it hands on.</source>
      <translation>Слой превращает полученные числа в те, которые передаёт дальше.</translation>
    </message>
    <message>
      <source>None stands for the number of pictures in a batch, which is still open here.</source>
      <translation>None — это число картинок в пакете: здесь оно ещё не задано.</translation>
    </message>
    <message>
      <source>Where the number comes from</source>
      <translation>Откуда берётся число</translation>
    </message>
  </context>
  <context>
    <name>SweepChart</name>
    <message>
      <source>Accuracy against: {slider}</source>
      <translation>Точность и ползунок: {slider}</translation>
    </message>
    <message>
      <source>Now, at {value}: {accuracy}.</source>
      <translation>Сейчас, при {value}: {accuracy}.</translation>
    </message>
    <message>
      <source>Now, switched on: {accuracy}.</source>
      <translation>Сейчас, включено: {accuracy}.</translation>
    </message>
    <message>
      <source>Now, switched off: {accuracy}.</source>
      <translation>Сейчас, выключено: {accuracy}.</translation>
    </message>
    <message>
      <source>Measured with {count} pictures.</source>
      <translation>Измерено на картинках: {count}.</translation>
    </message>
    <message>
      <source>Being measured…</source>
      <translation>Измеряется…</translation>
    </message>
    <message>
      <source>Switched off {off}, switched on {on}.</source>
      <translation>Выключено {off}, включено {on}.</translation>
    </message>
    <message>
      <source>Below one half even where this slider is at rest.</source>
      <translation>Ниже половины, даже когда этот ползунок в покое.</translation>
    </message>
    <message>
      <source>Never falls below one half.</source>
      <translation>Нигде не падает ниже половины.</translation>
    </message>
    <message>
      <source>Falls below one half at {value}.</source>
      <translation>Падает ниже половины при {value}.</translation>
    </message>
    <message>
      <source>Falls below one half at {low} and at {high}.</source>
      <translation>Падает ниже половины при {low} и при {high}.</translation>
    </message>
    <message>
      <source>accuracy</source>
      <translation>точность</translation>
    </message>
    <message>
      <source>off</source>
      <translation>выкл.</translation>
    </message>
    <message>
      <source>on</source>
      <translation>вкл.</translation>
    </message>
  </context>
  <context>
    <name>TeachButton</name>
    <message>
      <source>No, it is a …</source>
      <translation>Нет, это …</translation>
    </message>
    <message>
      <source>Keeps this photo in your collection with its right name, to learn from later</source>
      <translation>Сохраняет фотографию с верным названием в вашу коллекцию, чтобы потом на ней учиться</translation>
    </message>
  </context>
  <context>
    <name>TestSetPanel</name>
    <message>
      <source>First {count}</source>
      <translation>Первые {count}</translation>
    </message>
    <message>
      <source>All {count}</source>
      <translation>Все {count}</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Все</translation>
    </message>
    <message>
      <source>Waiting for the network's answers…</source>
      <translation>Ждём ответов сети…</translation>
    </message>
    <message>
      <source>The test set appears here once Fashion-MNIST is found.</source>
      <translation>Здесь появится тестовая выборка, как только найдётся Fashion-MNIST.</translation>
    </message>
    <message>
      <source>{right} of {total} right: {percent} %</source>
      <translation>Верно {right} из {total}: {percent} %</translation>
    </message>
    <message>
      <source>Among all pictures of this kind the share of right answers lies between {low} and {high} % (95 % sure).</source>
      <translation>Среди всех таких картинок доля верных ответов лежит между {low} и {high} % (с уверенностью 95 %).</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Отчёт</translation>
    </message>
    <message>
      <source>How good the network is, class by class, and what it takes for what.</source>
      <translation>Насколько хороша сеть, по каждому классу, и что она с чем путает.</translation>
    </message>
    <message>
      <source>Random</source>
      <translation>Случайная</translation>
    </message>
    <message>
      <source>A random picture with all that the network says of it; press again for another.</source>
      <translation>Случайная картинка и всё, что о ней говорит сеть; нажмите ещё раз — будет другая.</translation>
    </message>
    <message>
      <source>The first pictures of the test set with their answers, as in the notebook.</source>
      <translation>Первые картинки тестовой выборки с ответами, как в ноутбуке.</translation>
    </message>
    <message>
      <source>The whole test set: filtered, sorted, the worst mistakes first.</source>
      <translation>Вся тестовая выборка: отбор, порядок, сначала самые грубые ошибки.</translation>
    </message>
  </context>
  <context>
    <name>TileInspector</name>
    <message>
      <source>Picture {index} of the training set</source>
      <translation>Картинка {index} обучающей выборки</translation>
    </message>
    <message>
      <source>Picture {index} of the test set</source>
      <translation>Картинка {index} тестовой выборки</translation>
    </message>
    <message>
      <source>{place} · label {label}: {name}</source>
      <translation>{place} · метка {label}: {name}</translation>
    </message>
    <message>
      <source>1. Picture</source>
      <translation>1. Картинка</translation>
    </message>
    <message>
      <source>2. Numbers: 28 × 28, from 0 to 255</source>
      <translation>2. Числа: 28 × 28, от 0 до 255</translation>
    </message>
    <message>
      <source>3. Vector: 784 numbers</source>
      <translation>3. Вектор: 784 числа</translation>
    </message>
    <message>
      <source>Row after row of the picture in one long row, divided by 255: that is what the first layer gets.</source>
      <translation>Строки картинки одна за другой в одном длинном ряду, делённые на 255: это и получает первый слой.</translation>
    </message>
    <message>
      <source>Label as one-hot</source>
      <translation>Метка как one-hot</translation>
    </message>
    <message>
      <source>Ten numbers, 1 at the right class and 0 at the others: what the ten outputs should become.</source>
      <translation>Десять чисел: 1 у верного класса и 0 у остальных — такими должны стать десять выходов сети.</translation>
    </message>
    <message>
      <source>0 is black, 255 is white</source>
      <translation>0 — чёрный, 255 — белый</translation>
    </message>
    <message>
      <source>0 is shown white, 255 black</source>
      <translation>0 показан белым, 255 — чёрным</translation>
    </message>
    <message>
      <source>Counted from 0, as in Python.</source>
      <translation>Счёт с 0, как в Python.</translation>
    </message>
    <message>
      <source>Previous</source>
      <translation>Предыдущая</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Следующая</translation>
    </message>
    <message>
      <source>The previous picture (Alt+Left)</source>
      <translation>Предыдущая картинка (Alt+←)</translation>
    </message>
    <message>
      <source>The next picture (Alt+Right)</source>
      <translation>Следующая картинка (Alt+→)</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Скопировано</translation>
    </message>
    <message>
      <source>Copy numbers</source>
      <translation>Скопировать числа</translation>
    </message>
    <message>
      <source>Copies the 28 × 28 numbers, ready to paste into a spreadsheet.</source>
      <translation>Копирует числа 28 × 28 так, чтобы их можно было вставить в электронную таблицу.</translation>
    </message>
    <message>
      <source>Row {row}, column {column}: {value}. In the vector it is number {place} ({side} × {row} + {column}); divided by 255: {share}.</source>
      <translation>Строка {row}, столбец {column}: {value}. В векторе это номер {place} ({side} × {row} + {column}); после деления на 255: {share}.</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Почему?</translation>
    </message>
    <message>
      <source>Why the network answers as it does: pixel by pixel, with similar pictures</source>
      <translation>Почему сеть отвечает так: пиксель за пикселем и с похожими картинками</translation>
    </message>
  </context>
  <context>
    <name>TilePicture</name>
    <message>
      <source>The picture, 28 by 28 pixels</source>
      <translation>Картинка, 28 на 28 пикселей</translation>
    </message>
  </context>
  <context>
    <name>TrainingControls</name>
    <message>
      <source>Train</source>
      <translation>Обучить</translation>
    </message>
    <message>
      <source>Start a new training (Ctrl+T)</source>
      <translation>Начать новое обучение (Ctrl+T)</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Дальше</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Пауза</translation>
    </message>
    <message>
      <source>One epoch</source>
      <translation>Эпоха</translation>
    </message>
    <message>
      <source>One step</source>
      <translation>Пакет</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Остановить</translation>
    </message>
    <message>
      <source>End the training and keep what was learnt (Ctrl+.)</source>
      <translation>Закончить обучение и сохранить изученное (Ctrl+.)</translation>
    </message>
    <message>
      <source>Go on learning</source>
      <translation>Продолжить обучение</translation>
    </message>
    <message>
      <source>Pause the training; nothing is lost</source>
      <translation>Приостановить обучение; ничего не пропадёт</translation>
    </message>
    <message>
      <source>Learn once from every picture, to the end of this epoch, then pause</source>
      <translation>Пройти по всем картинкам до конца этой эпохи и приостановить</translation>
    </message>
    <message>
      <source>Learn from one batch: one correction of the weights, then pause</source>
      <translation>Научиться на одном пакете, то есть один раз поправить веса, и приостановить</translation>
    </message>
  </context>
  <context>
    <name>TrainingPanel</name>
    <message>
      <source>Each photo is cut out and becomes {count} tiles to learn from. Stop gives this up.</source>
      <translation>Каждая фотография вырезается и превращается в {count} плитки для обучения. «Стоп» отменяет подготовку.</translation>
    </message>
    <message>
      <source>Solid: what it learns from. Dashed: pictures it never learns from.</source>
      <translation>Сплошная линия — на чём сеть учится, штриховая — картинки, на которых она не учится никогда.</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>Обучение</translation>
    </message>
    <message>
      <source>{count} parameters</source>
      <translation>{count} параметров</translation>
    </message>
    <message>
      <source>Save charts…</source>
      <translation>Сохранить графики…</translation>
    </message>
  </context>
  <context>
    <name>TrainingProgress</name>
    <message>
      <source>Progress of the training</source>
      <translation>Ход обучения</translation>
    </message>
    <message>
      <source>The engine is starting…</source>
      <translation>Движок запускается…</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Останавливаем…</translation>
    </message>
    <message>
      <source>Preparing the training…</source>
      <translation>Готовим обучение…</translation>
    </message>
    <message>
      <source>Waiting for Fashion-MNIST</source>
      <translation>Ждём Fashion-MNIST</translation>
    </message>
    <message>
      <source>Ready to train</source>
      <translation>Можно обучать</translation>
    </message>
    <message>
      <source>Preparing photo {number} of {count}</source>
      <translation>Готовим фотографию {number} из {count}</translation>
    </message>
    <message>
      <source>Epoch {epoch} of {epochs}</source>
      <translation>Эпоха {epoch} из {epochs}</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>осталось {time}</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>пауза</translation>
    </message>
    <message>
      <source>Epoch {epoch} of {epochs}, step {step} of {steps}: loss {loss}</source>
      <translation>Эпоха {epoch} из {epochs}, шаг {step} из {steps}: ошибка {loss}</translation>
    </message>
  </context>
  <context>
    <name>TwinRow</name>
    <message>
      <source>picture</source>
      <translation>картинка</translation>
    </message>
    <message>
      <source>class</source>
      <translation>класс</translation>
    </message>
    <message>
      <source>the network says</source>
      <translation>ответ сети</translation>
    </message>
    <message>
      <source>distance</source>
      <translation>расстояние</translation>
    </message>
    <message>
      <source>No. {index} of the training set: {name}. Distance {distance}. The network says {answer}.</source>
      <translation>№ {index} обучающего набора: {name}. Расстояние {distance}. Ответ сети: {answer}.</translation>
    </message>
    <message>
      <source>≠ {name}</source>
      <translation>≠ {name}</translation>
    </message>
    <message>
      <source>All training pictures are equal to this one.</source>
      <translation>Все обучающие картинки совпадают с этой.</translation>
    </message>
    <message>
      <source>{classes}. The network&apos;s answer is wrong for {wrong} of these {total}.</source>
      <translation>{classes}. Сеть ошибается в {wrong} из этих {total}.</translation>
    </message>
  </context>
  <context>
    <name>TwinsView</name>
    <message>
      <source>Alike pixel by pixel</source>
      <translation>Похожи по пикселям</translation>
    </message>
    <message>
      <source>The smallest distances: the root of the sum of the squared differences of all 784 pixels (0 to 1).</source>
      <translation>Наименьшие расстояния: корень из суммы квадратов разностей всех 784 пикселей (от 0 до 1).</translation>
    </message>
    <message>
      <source>Comparing with the training pictures…</source>
      <translation>Сравниваем с обучающими картинками…</translation>
    </message>
    <message>
      <source>Alike to the network</source>
      <translation>Похожи для сети</translation>
    </message>
    <message>
      <source>The smallest distances between the numbers that go into the last layer: what the network makes of a picture just before it decides.</source>
      <translation>Наименьшие расстояния между числами, которые входят в последний слой: во что сеть превращает картинку перед самым решением.</translation>
    </message>
    <message>
      <source>All training pictures go through the network once; a deep one takes up to half a minute…</source>
      <translation>Все обучающие картинки один раз проходят через сеть; с глубокой это до полуминуты…</translation>
    </message>
    <message>
      <source>Show the numbers</source>
      <translation>Показать числа</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Почему?</translation>
    </message>
    <message>
      <source>Explain the network&apos;s answer to this training picture</source>
      <translation>Объяснить ответ сети на эту обучающую картинку</translation>
    </message>
    <message>
      <source>Search again</source>
      <translation>Искать снова</translation>
    </message>
    <message>
      <source>The network has learnt since these were found.</source>
      <translation>С тех пор сеть ещё училась.</translation>
    </message>
    <message>
      <source>✕: the network is wrong about it. ≠: of another class. Choose a picture, or double-click it.</source>
      <translation>✕ — сеть ошибается. ≠ — другой класс. Выберите картинку или щёлкните по ней дважды.</translation>
    </message>
    <message>
      <source>Chosen: picture {index} of the training set</source>
      <translation>Выбрана картинка {index} обучающего набора</translation>
    </message>
  </context>
  <context>
    <name>VectorTable</name>
    <message>
      <source>No.</source>
      <translation>№</translation>
    </message>
    <message>
      <source>Place in the vector: 28 × row + column, from 0 to 783.</source>
      <translation>Место в векторе: 28 × строка + столбец, от 0 до 783.</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>Стр.</translation>
    </message>
    <message>
      <source>The pixel's row in the picture, 0 at the top.</source>
      <translation>Строка пикселя в картинке, 0 — верхняя.</translation>
    </message>
    <message>
      <source>Col.</source>
      <translation>Стлб.</translation>
    </message>
    <message>
      <source>The pixel's column in the picture, 0 at the left.</source>
      <translation>Столбец пикселя в картинке, 0 — левый.</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Число</translation>
    </message>
    <message>
      <source>Brightness of the pixel: 0 is background, 255 the brightest.</source>
      <translation>Яркость пикселя: 0 — фон, 255 — самый яркий.</translation>
    </message>
    <message>
      <source>÷ 255</source>
      <translation>÷ 255</translation>
    </message>
    <message>
      <source>The value divided by 255: small numbers from 0 to 1 are easier to learn from.</source>
      <translation>Число, делённое на 255: на маленьких числах от 0 до 1 учиться легче.</translation>
    </message>
    <message>
      <source>The vector of 784 numbers</source>
      <translation>Вектор из 784 чисел</translation>
    </message>
  </context>
  <context>
    <name>WeightGrid</name>
    <message>
      <source>Weights of the first layer's neurons as pictures</source>
      <translation>Веса нейронов первого слоя в виде картинок</translation>
    </message>
  </context>
  <context>
    <name>WeightLegend</name>
    <message>
      <source>Blue, weights above 0: brightness there makes the neuron's sum larger. Orange, below 0: smaller. Without colour, about 0: this pixel does not matter to the neuron.</source>
      <translation>Синий, веса больше 0: яркость в этом месте увеличивает сумму нейрона. Оранжевый, меньше 0: уменьшает. Без цвета, около 0: этот пиксель нейрону неважен.</translation>
    </message>
    <message>
      <source>Colours of the weights</source>
      <translation>Цвета весов</translation>
    </message>
  </context>
  <context>
    <name>WhyHead</name>
    <message>
      <source>test</source>
      <translation>тест</translation>
    </message>
    <message>
      <source>training</source>
      <translation>обучение</translation>
    </message>
    <message>
      <source>photo</source>
      <translation>фото</translation>
    </message>
    <message>
      <source>Where the picture is from</source>
      <translation>Откуда картинка</translation>
    </message>
    <message>
      <source>Pictures that the network has learnt from, others, or the photo on show.</source>
      <translation>Картинки, на которых сеть училась, другие или открытое фото.</translation>
    </message>
    <message>
      <source>The picture&apos;s number</source>
      <translation>Номер картинки</translation>
    </message>
    <message>
      <source>The picture&apos;s place in its set, counted from 0 as in the notebook.</source>
      <translation>Место картинки в наборе, счёт с 0, как в ноутбуке.</translation>
    </message>
    <message>
      <source>Random</source>
      <translation>Наугад</translation>
    </message>
    <message>
      <source>Any picture of this set (R)</source>
      <translation>Любая картинка этого набора (R)</translation>
    </message>
    <message>
      <source>Previous picture (Alt+Left)</source>
      <translation>Предыдущая картинка (Alt+Влево)</translation>
    </message>
    <message>
      <source>Next picture (Alt+Right)</source>
      <translation>Следующая картинка (Alt+Вправо)</translation>
    </message>
    <message>
      <source>Your photo</source>
      <translation>Ваше фото</translation>
    </message>
    <message>
      <source>Picture {index} of the test set: {name}</source>
      <translation>Картинка {index} тестового набора: {name}</translation>
    </message>
    <message>
      <source>Picture {index} of the training set: {name}</source>
      <translation>Картинка {index} обучающего набора: {name}</translation>
    </message>
    <message>
      <source>{what}. The network says {answer}, {share} %</source>
      <translation>{what}. Сеть отвечает: {answer}, {share} %</translation>
    </message>
    <message>
      <source>{what}. The network says {answer}, {share} % ✓</source>
      <translation>{what}. Сеть отвечает: {answer}, {share} % ✓</translation>
    </message>
    <message>
      <source>{what}. The network says {answer}, {share} % ✕</source>
      <translation>{what}. Сеть отвечает: {answer}, {share} % ✕</translation>
    </message>
  </context>
  <context>
    <name>WhyPanel</name>
    <message>
      <source>Pixels</source>
      <translation>Пиксели</translation>
    </message>
    <message>
      <source>Twins</source>
      <translation>Двойники</translation>
    </message>
    <message>
      <source>Inside</source>
      <translation>Внутри</translation>
    </message>
    <message>
      <source>Which pixels speak for the answer, and which against it</source>
      <translation>Какие пиксели говорят за ответ, а какие против</translation>
    </message>
    <message>
      <source>The training pictures that are most like this one</source>
      <translation>Обучающие картинки, больше всего похожие на эту</translation>
    </message>
    <message>
      <source>What each layer makes of this picture</source>
      <translation>Что делает с этой картинкой каждый слой</translation>
    </message>
    <message>
      <source>The pictures appear here once Fashion-MNIST is found, or a photo is dropped.</source>
      <translation>Картинки появятся здесь, когда найдётся Fashion-MNIST или вы откроете фото.</translation>
    </message>
    <message>
      <source>There is no network yet. Train one, or open one: then this tab says why it answers as it does.</source>
      <translation>Сети пока нет. Обучите её или откройте готовую: тогда эта вкладка покажет, почему она так отвечает.</translation>
    </message>
  </context>
</TS>
