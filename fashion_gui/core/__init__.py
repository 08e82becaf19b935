"""The words of the field, shared by all three processes.  Imports neither Qt nor TensorFlow nor Pillow."""
