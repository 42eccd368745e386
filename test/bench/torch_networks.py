"""The program's networks for 32 x 32 in PyTorch, by the names of its presets; the benchmark checks that both count the same parameters."""
from torch import nn


def vgg16_bn():
    layers, channels = [], 3
    for entry in [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M"]:
        if entry == "M":
            layers.append(nn.MaxPool2d(2))
        else:
            layers += [nn.Conv2d(channels, entry, 3, padding=1), nn.BatchNorm2d(entry), nn.ReLU(inplace=True)]
            channels = entry
    hidden = lambda: [nn.Linear(512, 512), nn.ReLU(inplace=True), nn.Dropout()]
    return nn.Sequential(*layers, nn.Flatten(), *hidden(), *hidden(), nn.Linear(512, 10))


class Residual(nn.Module):
    def __init__(self, channels, filters, stride):
        super().__init__()
        conv = lambda inputs, size, step: nn.Conv2d(inputs, filters, size, step, padding=size // 2, bias=False)
        self.main = nn.Sequential(
            conv(channels, 3, stride), nn.BatchNorm2d(filters), nn.ReLU(inplace=True), conv(filters, 3, 1), nn.BatchNorm2d(filters))
        self.side = nn.Sequential(conv(channels, 1, stride), nn.BatchNorm2d(filters)) if stride > 1 else nn.Identity()

    def forward(self, x):
        return nn.functional.relu(self.main(x) + self.side(x), inplace=True)


def resnet_18():
    layers, channels = [nn.Conv2d(3, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True)], 64
    for stage, filters in enumerate([64, 128, 256, 512]):
        layers += [Residual(channels, filters, 2 if stage else 1), Residual(filters, filters, 1)]
        channels = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def unscaled(channels):
    norm = nn.BatchNorm2d(channels, eps=1e-12, momentum=0.4)
    norm.weight.requires_grad_(False)
    return norm


def fast_94():
    layers, channels = [nn.Conv2d(3, 24, 2), nn.GELU("tanh")], 24
    for filters in [64, 256, 256]:
        layers += [
            nn.Conv2d(channels, filters, 3, padding=1, bias=False), nn.MaxPool2d(2), unscaled(filters), nn.GELU("tanh"),
            nn.Conv2d(filters, filters, 3, padding=1, bias=False), unscaled(filters), nn.GELU("tanh")]
        channels = filters
    return nn.Sequential(*layers, nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(256, 10, bias=False))


networks = {"vgg16-bn": vgg16_bn, "resnet-18": resnet_18, "fast-94": fast_94}
