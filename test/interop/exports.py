"""Reads exports as those do who get them: each with the library of its own format.

Usage: python exports.py FOLDER
FOLDER has a folder for each network, with one for each format, and images.safetensors beside them (images [count, channels, height, width], answers
[count, classes]). Prints one JSON object: by network and format {"difference": largest |a - b| / largest |b|}, {"missing": a library that is not
installed} or {"refused": what the library says}.
"""
import importlib.util
import json
import pathlib
import struct
import sys

import numpy as np
import torch
from torch import nn

torch.set_num_threads(2)


def given(path):
    """The tensors of a file that the tests themselves wrote; what is judged is read by its own library."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        body = file.read()
    header.pop("__metadata__", None)
    return {name: np.frombuffer(body[of["data_offsets"][0]:of["data_offsets"][1]], np.float32).reshape(of["shape"]) for name, of in header.items()}


def in_torch(folder, state):
    spec = importlib.util.spec_from_file_location("model", folder / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (found,) = [thing for thing in vars(module).values() if isinstance(thing, type) and issubclass(thing, nn.Module)]
    model = found()
    model.load_state_dict(state, strict=True)
    model.eval()
    with torch.no_grad():
        return lambda images: model(torch.from_numpy(images.copy())).detach().numpy()


def pytorch(folder):
    return in_torch(folder, torch.load(folder / "weights.pth", weights_only=True))


def safetensors(folder):
    from safetensors.torch import load_file
    return in_torch(folder, load_file(folder / "weights.safetensors"))


def onnx(folder):
    import onnxruntime
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    return lambda images: session.run(None, {"input": images})[0]


def savedmodel(folder):
    import tensorflow as tf
    # What is loaded lives only as long as its model.
    model = tf.saved_model.load(str(folder))

    def answer(images):
        (answers,) = model.signatures["serving_default"](input=tf.constant(images.transpose(0, 2, 3, 1))).values()
        return answers.numpy()
    return answer


def judge(read, folder, images, answers):
    try:
        got = read(folder)(images)
        if got.shape != answers.shape:
            return {"refused": f"it gives {list(got.shape)}"}
        return {"difference": float(np.abs(got - answers).max() / np.abs(answers).max())}
    except ModuleNotFoundError as missing:
        return {"missing": missing.name}
    except Exception as refused:
        return {"refused": f"{type(refused).__name__}: {refused}"}


def main():
    verdicts = {}
    for network in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        asked = given(network / "images.safetensors")
        verdicts[network.name] = {read.__name__: judge(read, network / read.__name__, asked["images"], asked["answers"]) for read in (safetensors, pytorch, onnx, savedmodel)}
    print(json.dumps(verdicts))


main()
