"""Trains the second reader: a small pretrained encoder that labels cues, their sources and contents, and names.

The core writes the examples (``onrecord-data reader-examples``), so that text is prepared for training by the
code that prepares it for reading, and runs what is exported here. Between the two stands a folder of ONNX
graphs of integers (`export`) and the word pieces that they know (`vocabulary`).

`data` reads windows, `model` is the network, `pretrained` gives it its first weights, `train` teaches it,
`evaluate` counts what it gets right, `export` writes it down.
"""
