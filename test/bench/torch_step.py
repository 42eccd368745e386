"""Timed training steps of a network in PyTorch: one for each line on standard input.

    python test/bench/torch_step.py nchw|channels_last|compile|bf16 [BATCH] [vgg16-bn|resnet-18|fast-94]

prints a head, {"what", "parameters", "torch"}, and for each line {"ms", "cpuMs", "peakMB", "loss"}. The networks are those of the program's
presets, the optimizer SGD with a learning rate of 0.05, momentum 0.9 and a weight decay of 5e-4, the pictures noise. compile and bf16 are on
channels_last, which suits the processor; bf16 is PyTorch's autocast to bfloat16. The number of threads is PyTorch's own choice.
"""
import json
import resource
import sys
import time

import torch
from torch import nn

from torch_networks import networks

mode = sys.argv[1]
batch = int(sys.argv[2]) if len(sys.argv) > 2 else 128
name = sys.argv[3] if len(sys.argv) > 3 else "vgg16-bn"
if mode not in ("nchw", "channels_last", "compile", "bf16"):
    sys.exit(f"There is no mode {mode}: it is nchw, channels_last, compile or bf16.")


torch.manual_seed(0)
layout = torch.contiguous_format if mode == "nchw" else torch.channels_last
network = networks[name]().to(memory_format=layout)
images = torch.randn(batch, 3, 32, 32).to(memory_format=layout)
labels = torch.randint(0, 10, (batch,))
optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)
forward = torch.compile(network) if mode == "compile" else network
loss_of = nn.CrossEntropyLoss()


def step():
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cpu", torch.bfloat16, enabled=mode == "bf16"):
        loss = loss_of(forward(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def peak_megabytes():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (peak if sys.platform == "darwin" else peak * 1024) / 1e6


def say(line):
    print(json.dumps(line), flush=True)


parameters = sum(parameter.numel() for parameter in network.parameters() if parameter.requires_grad)
say({"what": f"PyTorch {mode}", "parameters": parameters, "torch": torch.__version__})
for _ in sys.stdin:
    start, processor = time.perf_counter(), time.process_time()
    loss = step()
    say({"ms": (time.perf_counter() - start) * 1e3, "cpuMs": (time.process_time() - processor) * 1e3, "peakMB": peak_megabytes(), "loss": loss})
