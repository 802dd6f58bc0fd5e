"""A DCGAN as most PyTorch code writes it, trained a few steps at a time on request.

Started by the benchmarks. Prints one line of JSON about itself, then reads one number of steps per line from
standard input, takes that many steps and prints their times in milliseconds as one line of JSON.
"""
import argparse
import json
import math
import sys
import time

import torch
from torch import nn


class Generator(nn.Sequential):
    """Latent vectors (N, z, 1, 1) to images (N, C, S, S) in [-1, 1]."""

    def __init__(self, size, channels, width, latent):
        halvings = int(math.log2(size)) - 2
        features = width * 2 ** (halvings - 1)
        layers = [nn.ConvTranspose2d(latent, features, 4, 1, 0, bias=False), nn.BatchNorm2d(features), nn.ReLU(True)]
        for _ in range(halvings - 1):
            layers += [
                nn.ConvTranspose2d(features, features // 2, 4, 2, 1, bias=False),
                nn.BatchNorm2d(features // 2),
                nn.ReLU(True),
            ]
            features //= 2
        layers += [nn.ConvTranspose2d(features, channels, 4, 2, 1), nn.Tanh()]
        super().__init__(*layers)


class Discriminator(nn.Sequential):
    """Images (N, C, S, S) to logits (N)."""

    def __init__(self, size, channels, width):
        halvings = int(math.log2(size)) - 2
        layers = [nn.Conv2d(channels, width, 4, 2, 1), nn.LeakyReLU(0.2, True)]
        for _ in range(halvings - 1):
            layers += [
                nn.Conv2d(width, width * 2, 4, 2, 1, bias=False),
                nn.BatchNorm2d(width * 2),
                nn.LeakyReLU(0.2, True),
            ]
            width *= 2
        layers += [nn.Conv2d(width, 1, 4, 1, 0), nn.Flatten(0)]
        super().__init__(*layers)


class Training:
    def __init__(self, options, images):
        self.images, self.batch, self.latent = images, options.batch, options.latent
        self.generator = Generator(options.size, options.channels, options.width, options.latent)
        self.discriminator = Discriminator(options.size, options.channels, options.width)
        for network in (self.generator, self.discriminator):
            network.apply(self.initialize)
        self.loss = nn.BCEWithLogitsLoss()
        self.optimizer_g = torch.optim.Adam(self.generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
        self.optimizer_d = torch.optim.Adam(self.discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999))
        self.ones, self.zeros = torch.ones(self.batch), torch.zeros(self.batch)

    @staticmethod
    def initialize(module):
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0.0, 0.02)
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1.0, 0.02)
            nn.init.zeros_(module.bias)

    def step(self):
        real = self.images[torch.randint(len(self.images), (self.batch,))]
        generated = self.generator(torch.randn(self.batch, self.latent, 1, 1))

        self.optimizer_d.zero_grad()
        loss_real = self.loss(self.discriminator(real), self.ones)
        loss_real.backward()
        loss_generated = self.loss(self.discriminator(generated.detach()), self.zeros)
        loss_generated.backward()
        self.optimizer_d.step()

        self.optimizer_g.zero_grad()
        loss_g = self.loss(self.discriminator(generated), self.ones)
        loss_g.backward()
        self.optimizer_g.step()


def read_options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", required=True, help="float32 images, one after the other, as C, H, W")
    for name in ("count", "size", "channels", "width", "latent", "batch", "threads"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def read_images(options):
    shape = (options.count, options.channels, options.size, options.size)
    return torch.from_file(options.images, size=math.prod(shape)).view(shape).clone()


def parameters_of(network):
    return sum(parameter.numel() for parameter in network.parameters())


def answer(value):
    print(json.dumps(value), flush=True)


def main():
    options = read_options()
    torch.set_num_threads(options.threads)
    training = Training(options, read_images(options))
    answer({
        "version": torch.__version__,
        "threads": torch.get_num_threads(),
        "parameters": parameters_of(training.generator) + parameters_of(training.discriminator),
    })
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            start = time.perf_counter()
            training.step()
            times.append((time.perf_counter() - start) * 1000)
        answer(times)


if __name__ == "__main__":
    main()
