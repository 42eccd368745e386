"""PyTorch as judge: reads questions from standard input, one JSON object a line, and answers each with one.

{"ask": "source", "folder": F, "train": B}: F holds model.py, weights.safetensors and images.safetensors (images [count, channels, height, width],
    answers [count, classes]). Loads the weights strictly, compares what the model gives in evaluation, and with "train" does a step forwards and
    backwards. Answers {"difference": largest |a - b| / largest |b|, "shape": of the output}.
{"ask": "graph", "graph": the program's document}: builds the network from the document alone, knowing nothing of the program's rules, and does a step
    forwards and backwards. Answers {"shape": of the output for two pictures}.
What PyTorch refuses is answered with {"refused": its words}.
"""
import json
import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

import written

torch.set_num_threads(2)


def judge_source(question):
    folder = pathlib.Path(question["folder"])
    model = written.network(folder)
    read = lambda name: {key: torch.from_numpy(values.copy()) for key, values in written.tensors(folder / name).items()}
    model.load_state_dict(read("weights.safetensors"), strict=True)
    given = read("images.safetensors")
    model.eval()
    with torch.no_grad():
        answers = model(given["images"])
    difference = float((answers - given["answers"]).abs().max() / given["answers"].abs().max())
    if question["train"]:
        model.train()
        model(given["images"]).sum().backward()
    return {"difference": difference, "shape": list(answers.shape)}


def pair(value):
    return tuple(value) if isinstance(value, list) else value


def padded(x, setting, spans, fill=0.0):
    """Explicit padding, so that every layer after it is 'valid'; 'same' adds the odd pixel at the end."""
    if setting == "valid":
        return x
    totals = [span - 1 for span in spans] if setting == "same" else [2 * pixels for pixels in setting]
    (top, left), (down, across) = (total // 2 for total in totals), totals
    return F.pad(x, (left, across - left, top, down - top), value=fill)


def pool(x, p, module, fill):
    kernel, setting = p.get("kernel", [2, 2]), p.get("padding", "valid")
    how = dict(stride=pair(p.get("stride", [2, 2])), ceil_mode=p.get("ceilMode", False))
    if isinstance(setting, list):
        return module(pair(kernel), padding=pair(setting), **how)(x)
    even = setting == "same" and all(size % 2 for size in kernel)
    if even:
        return module(pair(kernel), padding=tuple(size // 2 for size in kernel), **how)(x)
    result = module(pair(kernel), **how)(padded(x, setting, kernel, fill))
    # PyTorch knows no padding that is not the same on both sides. Padded before, it counts as part of the map, and in ceil mode windows may begin in it;
    # by PyTorch's own rule for its padding those do not count.
    return result[:, :, :begun(x.shape[2], kernel[0], how["stride"][0]), :begun(x.shape[3], kernel[1], how["stride"][1])] if how["ceil_mode"] and setting == "same" else result


def begun(size, kernel, stride):
    """How many windows of a pool with the padding 'same' begin on the map or on the padding before it."""
    before = (kernel - 1) // 2
    count = -(-(size - 1) // stride) + 1
    return count - 1 if (count - 1) * stride >= size + before else count


def conv(x, p):
    kernel, dilation = p.get("kernel", [3, 3]), p.get("dilation", [1, 1])
    x = padded(x, p.get("padding", "same"), [d * (k - 1) + 1 for k, d in zip(kernel, dilation)])
    return nn.Conv2d(x.shape[1], p.get("filters", 64), pair(kernel), pair(p.get("stride", [1, 1])), 0, pair(dilation), p.get("groups", 1), p.get("bias", True))(x)


def multiply(a, b):
    most = max(a.dim(), b.dim())
    a, b = (x if x.dim() == most else x[:, :, None, None] for x in (a, b))
    return a * b


def upsample(x, p):
    mode = p.get("mode", "nearest")
    return nn.Upsample(scale_factor=tuple(float(by) for by in p.get("scale", [2, 2])), mode=mode)(x)


kinds = {
    "conv2d": lambda xs, p: conv(xs[0], p),
    "dense": lambda xs, p: nn.Linear(xs[0].shape[-1], p.get("units", 512), p.get("bias", True))(vector(xs[0])),
    "batchNorm": lambda xs, p: (nn.BatchNorm1d if xs[0].dim() == 2 else nn.BatchNorm2d)(xs[0].shape[1], p.get("epsilon", 1e-5), p.get("momentum", 0.1))(xs[0]),
    "groupNorm": lambda xs, p: nn.GroupNorm(p.get("groups", 8), xs[0].shape[1], p.get("epsilon", 1e-5))(xs[0]),
    "layerNorm": lambda xs, p: nn.LayerNorm(list(xs[0].shape[1:]), p.get("epsilon", 1e-5))(xs[0]),
    "relu": lambda xs, p: nn.ReLU()(xs[0]),
    "leakyRelu": lambda xs, p: nn.LeakyReLU(p.get("slope", 0.01))(xs[0]),
    "elu": lambda xs, p: nn.ELU(p.get("alpha", 1.0))(xs[0]),
    "gelu": lambda xs, p: nn.GELU("tanh" if p.get("tanh") else "none")(xs[0]),
    "silu": lambda xs, p: nn.SiLU()(xs[0]),
    "sigmoid": lambda xs, p: nn.Sigmoid()(xs[0]),
    "tanh": lambda xs, p: nn.Tanh()(xs[0]),
    "maxPool": lambda xs, p: pool(image(xs[0]), p, nn.MaxPool2d, float("-inf")),
    "avgPool": lambda xs, p: pool(image(xs[0]), p, nn.AvgPool2d, 0.0),
    "globalAveragePool": lambda xs, p: nn.AdaptiveAvgPool2d(1)(image(xs[0])),
    "globalMaxPool": lambda xs, p: nn.AdaptiveMaxPool2d(1)(image(xs[0])),
    "adaptiveAvgPool": lambda xs, p: nn.AdaptiveAvgPool2d(pair(p.get("size", [7, 7])))(image(xs[0])),
    "flatten": lambda xs, p: nn.Flatten()(xs[0]),
    "upsample": lambda xs, p: upsample(image(xs[0]), p),
    "resize": lambda xs, p: nn.Upsample(size=pair(p.get("size", [32, 32])), mode="bilinear")(image(xs[0])),
    "dropout": lambda xs, p: nn.Dropout(p.get("rate", 0.5))(xs[0]),
    "spatialDropout": lambda xs, p: nn.Dropout2d(p.get("rate", 0.1))(image(xs[0])),
    "add": lambda xs, p: same(xs[0] + xs[1], xs),
    "multiply": lambda xs, p: multiply(*xs),
    "concat": lambda xs, p: torch.cat(xs, 1),
    "softmax": lambda xs, p: nn.Softmax(1)(vector(xs[0])),
}


def vector(x):
    """PyTorch applies these to the last axis of a map, which is a row of pixels and not the map's features: no network of pictures means that."""
    if x.dim() != 2:
        raise ValueError(f"expected [batch, features], got {list(x.shape)}")
    return x


def image(x):
    """PyTorch's two-dimensional layers take [channels, height, width] without a batch too, so [batch, features] is refused by the number of axes."""
    if x.dim() != 4:
        raise ValueError(f"expected [batch, channels, height, width], got {list(x.shape)}")
    return x


def same(result, xs):
    """Adding broadcasts in PyTorch; a shortcut that is spread over a map is an accident."""
    if any(x.shape != result.shape for x in xs):
        raise ValueError(f"shapes {[list(x.shape) for x in xs]} are not the same")
    return result


def judge_graph(question):
    graph = question["graph"]
    nodes = {node["id"]: node for node in graph["nodes"]}
    feeding = {id: [edge["from"] for edge in sorted(graph["edges"], key=lambda edge: edge["port"]) if edge["to"] == id] for id in nodes}
    values = {}

    def value(id, waiting=()):
        if id in waiting:
            raise ValueError(f"{id} feeds itself")
        if id not in values:
            node = nodes[id]
            p = node["params"]
            if node["kind"] == "input":
                values[id] = torch.randn(2, p.get("channels", 3), p.get("height", 32), p.get("width", 32), requires_grad=True)
            else:
                values[id] = kinds[node["kind"]]([value(source, (*waiting, id)) for source in feeding[id]], p)
                if not values[id].numel():
                    raise ValueError(f"{id} gives nothing: {list(values[id].shape)}")
        return values[id]

    fed = {edge["from"] for edge in graph["edges"]}
    (end,) = [id for id in nodes if id not in fed]
    result = value(end)
    nn.CrossEntropyLoss()(result, torch.zeros(2, dtype=torch.long)).backward()
    return {"shape": list(result.shape)}


def main():
    for line in sys.stdin:
        question = json.loads(line)
        torch.manual_seed(0)
        try:
            answer = judge_source(question) if question["ask"] == "source" else judge_graph(question)
        except Exception as refused:
            answer = {"refused": f"{type(refused).__name__}: {refused}"}
        print(json.dumps(answer), flush=True)


main()
