# New since the lab was merged; everything else of the lab is in ru.ts already.
ADD = {
    "LabPanel": [
        ("Damage all test pictures", "Испортить все тестовые картинки"),
    ],
    "SweepChart": [
        ("The curve appears when a network answers.", "Кривая появится, когда сеть ответит."),
    ],
    "LabSliders": [
        ("Train with this", "Учить на таком"),
        ("In the next training each picture is changed at random, as far as the sliders say: a network that has seen it learns to bear it.", "При следующем обучении каждая картинка будет случайно меняться, самое большее — как сейчас на ползунках: сеть, которая такое видела, с этим справляется."),
    ],
}
