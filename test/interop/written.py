"""What the tests themselves wrote: files of tensors, and networks as PyTorch source."""
import importlib.util
import json
import struct

import numpy as np
from torch import nn


def tensors(path):
    """The tensors of a safetensors file by name, in numpy; without the library of that format, which some of what is judged is read by."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        body = file.read()
    header.pop("__metadata__", None)
    return {name: np.frombuffer(body[of["data_offsets"][0]:of["data_offsets"][1]], np.float32).reshape(of["shape"]) for name, of in header.items()}


def network(folder):
    """The one network that model.py in this folder defines, as it begins."""
    spec = importlib.util.spec_from_file_location("model", folder / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (found,) = [thing for thing in vars(module).values() if isinstance(thing, type) and issubclass(thing, nn.Module)]
    return found()
