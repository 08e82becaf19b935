"""First Neural Network: train the network of a first course by clicking, then show it a photo."""

__version__ = "0.1.0"
