"""What the kinds of layers are called, and what each is for."""

from PySide6.QtCore import QCoreApplication

from fashion_gui.core.networks import Layer

translate = QCoreApplication.translate  # the name that lupdate looks for


def kind_name(layer: Layer) -> str:
    """What the kind of `layer` is called."""
    names = {
        "Dense": translate("LayerKinds", "Dense"),
        "Conv2D": translate("LayerKinds", "Convolution"),
        "MaxPooling2D": translate("LayerKinds", "Pooling: the largest"),
        "GlobalAveragePooling2D": translate("LayerKinds", "Mean of each map"),
        "BatchNormalization": translate("LayerKinds", "Batch normalisation"),
        "Dropout": translate("LayerKinds", "Dropout"),
    }
    return names[type(layer).__name__]


def kind_purpose(layer: Layer) -> str:
    """What a layer of this kind is good for."""
    purposes = {
        "Dense": translate("LayerKinds", "Each neuron looks at all numbers of the layer before."),
        "Conv2D": translate("LayerKinds", "Looks for small patterns everywhere in the picture."),
        "MaxPooling2D": translate("LayerKinds", "Makes the picture smaller and keeps what is strongest."),
        "GlobalAveragePooling2D": translate("LayerKinds", "Makes one number of each map: it replaces a large layer."),
        "BatchNormalization": translate("LayerKinds", "Keeps numbers in one range, so that training goes faster."),
        "Dropout": translate("LayerKinds", "Against learning by heart: switches numbers off while training."),
    }
    return purposes[type(layer).__name__]
