"""Networks, training and inference with TensorFlow/Keras.  Never imports Qt."""
