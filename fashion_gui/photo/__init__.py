"""From a stranger's image file to a tile.  Imports neither Qt nor TensorFlow."""
