"""The window.  Never imports TensorFlow, Keras, OpenCV or Pillow."""
