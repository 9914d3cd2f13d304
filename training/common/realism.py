"""Are pictures like photos, whatever they show? Kernel distances between windows of pictures and windows of photos.

PSNR asks how near a reconstruction is to its photo and prefers blur to a plausible texture. The kernel inception
distance (Binkowski et al. 2018) compares sets instead: the windows of reconstructions with those of photos, in the
statistics of feature maps. Two kinds of maps disagree usefully: a network's, and :class:`NaturalStatistics`, which no
training has touched and no training can therefore fool.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from .perceptual import (
    GRID,
    GRID_WINDOW,
    REPEATS,
    Lite0Features,
    excess_error,
    finest,
    flatness,
    luma,
    repeat_error,
    repeats,
    weave,
)

Maps = Callable[[Tensor], list[Tensor]]
"""Pictures (B, 3, H, W) in -1..1 to feature maps (B, C, h, w) whose strides divide WINDOW."""

WINDOW = 96
"""Side in px of the windows that are compared; a multiple of every map's stride."""
MOST_WINDOWS = 24
"""Windows per photo, evenly chosen: a large photo does not outvote the small ones."""
FEATURE_MAPS = slice(2, 9)
"""Of Lite0's maps: the first two see little more than pixels."""
DIRECTIONS = 8


class NaturalStatistics:
    """What natural photos have in common: the statistics behind BRISQUE and NIQE (Mittal et al. 2012, 2013).

    Pictures (B, 3, H, W) in -1..1 to one map (B, 17, h, w) per scale (full, half, quarter size): luminance normalised
    by its local contrast, its absolute value, its products with four neighbours, gradients in eight directions, two
    colour differences and the local contrast itself.
    """

    def __init__(self, scales: int = 3) -> None:
        self.scales = scales
        line = torch.exp(-torch.arange(-3.0, 4.0).square() / (2 * (7 / 6) ** 2))
        self.line = line / line.sum()

    def __call__(self, image: Tensor) -> list[Tensor]:
        rgb = (image + 1) / 2
        maps = []
        for _ in range(self.scales):
            maps.append(self._scale(rgb))
            rgb = F.avg_pool2d(rgb, 2)
        return maps

    def _scale(self, rgb: Tensor) -> Tensor:
        grey = luma(rgb)
        mean = self._blur(grey)
        contrast = (self._blur(grey.square()) - mean.square()).clamp_min(0).sqrt()
        normalised = (grey - mean) / (contrast + 1 / 255)
        products = [normalised * normalised.roll(shift, (2, 3)) for shift in ((0, 1), (1, 0), (1, 1), (1, -1))]
        down = F.pad(grey.diff(dim=2), (0, 0, 0, 1))
        right = F.pad(grey.diff(dim=3), (0, 1))
        angles = torch.arange(DIRECTIONS) * torch.pi / DIRECTIONS
        gradients = [(right * a.cos() + down * a.sin()).abs() for a in angles]
        red, green, blue = rgb.split(1, 1)
        colours = [red - green, (red + green) / 2 - blue]
        return torch.cat([normalised, normalised.abs(), *products, *gradients, *colours, contrast], 1)

    def _blur(self, grey: Tensor) -> Tensor:
        line = self.line.to(grey)
        rows = F.conv2d(F.pad(grey, (3, 3, 0, 0), mode="replicate"), line.view(1, 1, 1, -1))
        return F.conv2d(F.pad(rows, (0, 0, 3, 3), mode="replicate"), line.view(1, 1, -1, 1))


@torch.no_grad()
def window_statistics(maps: Maps, photo: Tensor, picture: Tensor) -> tuple[Tensor, Tensor]:
    """Statistics (N, D) of the windows of a photo (1, 3, H, W) in -1..1, and of a picture of the same size.

    Mean and deviation of every channel in each window, in units of that channel map's deviation over the photo, so that
    a picture that is blurred everywhere differs. Raises ValueError if no window fits.
    """
    height, width = (side // WINDOW * WINDOW for side in photo.shape[-2:])
    if not height or not width:
        raise ValueError(f"a picture of {photo.shape[-1]}x{photo.shape[-2]} px holds no window of {WINDOW} px")
    pairs = zip(maps(photo[..., :height, :width]), maps(picture[..., :height, :width]), strict=True)
    collected: tuple[list[Tensor], list[Tensor]] = ([], [])
    for of_photo, of_picture in pairs:
        cells = WINDOW * of_photo.shape[-1] // width
        unit = of_photo.std() + 1e-6
        for found, kept in zip((of_photo, of_picture), collected, strict=True):
            mean = F.avg_pool2d(found, cells)
            variance = F.avg_pool2d((found - found.mean()).square(), cells) - (mean - found.mean()).square()
            kept += [(mean / unit)[0].flatten(1).T, (variance.clamp_min(0).sqrt() / unit)[0].flatten(1).T]
    count = collected[0][0].shape[0]
    chosen = torch.linspace(0, count - 1, min(count, MOST_WINDOWS)).round().long()
    one, other = (torch.cat(parts, 1)[chosen] for parts in collected)
    return one, other


def kernel_distance(photos: Tensor, pictures: Tensor) -> float:
    """KID of paired statistics (N, D): 0 in expectation for two draws from one distribution, unbiased.

    A picture is never compared with its own photo, else nearness would count as likeness.
    """
    x, y = photos.double(), pictures.double()
    others = ~torch.eye(len(x), dtype=torch.bool, device=x.device)
    kernels = [_kernel(a, b)[others].mean() for a, b in ((x, x), (y, y), (x, y))]
    return float(kernels[0] + kernels[1] - 2 * kernels[2])


@torch.no_grad()
def set_distance(maps: Maps, photos: Tensor, pictures: Tensor) -> float:
    """KID, x 1000, of pictures that belong to no photo: both (B, 3, H, W) in -1..1, as many as there are.

    What is compared are means and deviations of all channels in each window, in units of that map's deviation over all
    photos. 0 in expectation for two draws from one distribution.
    """
    seen = [[maps(one[None]) for one in side] for side in (photos, pictures)]
    height, width = (size // WINDOW * WINDOW for size in photos.shape[-2:])
    collected: tuple[list[Tensor], list[Tensor]] = ([], [])
    for level in range(len(seen[0][0])):
        both = [torch.cat([found[level] for found in side]) for side in seen]
        cells = WINDOW * both[0].shape[-1] // photos.shape[-1]
        unit, middle = both[0].std() + 1e-6, both[0].mean()
        for found, kept in zip(both, collected, strict=True):
            cut = found[..., : cells * (height // WINDOW), : cells * (width // WINDOW)]
            mean = F.avg_pool2d(cut, cells)
            variance = F.avg_pool2d((cut - middle).square(), cells) - (mean - middle).square()
            parts = [mean / unit, variance.clamp_min(0).sqrt() / unit]
            kept += [part.permute(0, 2, 3, 1).flatten(0, 2) for part in parts]
    x, y = (torch.cat(parts, 1).double() for parts in collected)
    same = [_kernel(a, a)[~torch.eye(len(a), dtype=torch.bool, device=a.device)].mean() for a in (x, y)]
    return 1000 * float(same[0] + same[1] - 2 * _kernel(x, y).mean())


def _kernel(x: Tensor, y: Tensor) -> Tensor:
    return (x @ y.T / x.shape[1] + 1) ** 3


def without_slopes(image: Tensor) -> Tensor:
    """(B, 3, H, W) less the mean around each pixel: the slope of a sky, cut into cells, would look like a weave."""
    return image - F.avg_pool2d(image, GRID + 1, 1, GRID // 2, count_include_pad=False)


class Likeness:
    """Collects photos and pictures of them: kernel distances, and what those do not see, a weave and dots."""

    def __init__(self, features: Lite0Features) -> None:
        self.views: dict[str, Maps] = {
            "kid_features": lambda image: features(image)[FEATURE_MAPS],
            "kid_natural": NaturalStatistics(),
        }
        self.windows: dict[str, list[tuple[Tensor, Tensor]]] = {name: [] for name in self.views}
        self.weaves: list[Tensor] = []
        self.details: list[Tensor] = []

    @torch.no_grad()
    def add(self, photo: Tensor, picture: Tensor) -> None:
        """Both (1, 3, H, W) in -1..1. Pictures smaller than a window do not count."""
        if min(photo.shape[-2:]) < WINDOW:
            return
        for name, maps in self.views.items():
            self.windows[name].append(window_statistics(maps, photo, picture))
        height, width = (side // GRID_WINDOW * GRID_WINDOW for side in photo.shape[-2:])
        photo, picture = photo[..., :height, :width], picture[..., :height, :width]
        flat = flatness(photo, GRID_WINDOW)
        fine = torch.stack([detail.mean() for detail in finest(photo)]).mean()
        regular = torch.stack([repeats(photo, *of).mean() for of in REPEATS]).mean()
        errors = excess_error(picture, photo), repeat_error(picture, photo)
        self.details.append(torch.stack([fine, regular, *errors]))
        self.weaves.append(torch.stack([(flat * weave(without_slopes(image))).mean() for image in (photo, picture)]))

    def figures(self) -> dict[str, float]:
        """``kid_features`` and ``kid_natural``, x 1000; ``weave``, 1 for the photos' own; ``excess``, the finest detail
        that the photos do not have, as a share of what they have; ``repeat``, the same of what repeats every 4 or 8 px.
        Empty without windows.
        """
        found = {}
        for name, pairs in self.windows.items():
            if sum(len(photo) for photo, _ in pairs) > 1:
                photos, pictures = (torch.cat(part) for part in zip(*pairs, strict=True))
                found[name] = 1000 * kernel_distance(photos, pictures)
        if self.weaves:
            photo, picture = torch.stack(self.weaves).mean(0)
            found["weave"] = float(picture / (photo + 1e-9))
            fine, regular, excess, repeat = torch.stack(self.details).mean(0)
            found |= {"excess": float(excess / fine), "repeat": float(repeat / regular)}
        return found
