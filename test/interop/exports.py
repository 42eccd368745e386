"""Reads exports as those do who get them: each with the library of its own format.

Usage: python exports.py FOLDER
FOLDER has a folder for each network, with one for each format, and images.safetensors beside them (images [count, channels, height, width], answers
[count, classes]). Prints one JSON object: by network and format {"difference": largest |a - b| / largest |b|}, {"missing": a library that is not
installed} or {"refused": what the library says}.
"""
import json
import pathlib
import sys

import numpy as np
import torch

import written

torch.set_num_threads(2)


def in_torch(folder, state):
    model = written.network(folder)
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
        asked = written.tensors(network / "images.safetensors")
        verdicts[network.name] = {read.__name__: judge(read, network / read.__name__, asked["images"], asked["answers"]) for read in (safetensors, pytorch, onnx, savedmodel)}
    print(json.dumps(verdicts))


main()
