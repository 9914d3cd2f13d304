from __future__ import annotations

import pytest
import torch
from torch import Tensor

from training.common.perceptual import Lite0Features, excess_error, grid_error, repeat_error
from training.common.realism import (
    FEATURE_MAPS,
    WINDOW,
    Likeness,
    NaturalStatistics,
    kernel_distance,
    set_distance,
    window_statistics,
)


def texture(seed: int, side: int = 192) -> Tensor:
    """A picture with structure at every scale, (1, 3, side, side) in about -1..1, as photos of grass or stone have."""
    generator = torch.Generator().manual_seed(seed)
    total = torch.zeros(1, 3, side, side)
    for octave in range(6):
        small = torch.randn(1, 3, side >> octave, side >> octave, generator=generator)
        total += torch.nn.functional.interpolate(small, (side, side), mode="bilinear") * 1.6**octave
    return (total / total.abs().max()).clamp(-1, 1)


def blurred(image: Tensor) -> Tensor:
    return torch.nn.functional.avg_pool2d(image, 5, 1, 2, count_include_pad=False)


PHOTOS = [texture(seed) for seed in range(12)]


def figures(pictures: list[Tensor]) -> dict[str, float]:
    likeness = Likeness(Lite0Features(8))
    for photo, picture in zip(PHOTOS, pictures, strict=True):
        likeness.add(photo, picture)
    return likeness.figures()


def test_other_pictures_of_the_same_kind_are_likelier_photos_than_blurred_copies() -> None:
    """Just where nearness to the truth says the opposite: a blurred copy is nearer to its photo than another photo."""
    others, copies = figures([texture(seed) for seed in range(100, 112)]), figures([blurred(p) for p in PHOTOS])
    near = [float((blurred(p) - p).square().mean()) for p in PHOTOS]
    far = [float((texture(100 + i) - p).square().mean()) for i, p in enumerate(PHOTOS)]
    assert max(near) < min(far)
    for name in ("kid_features", "kid_natural"):
        assert abs(others[name]) < 0.1 * copies[name]


def test_sets_of_pictures_without_counterparts_are_compared_too() -> None:
    photos = torch.cat(PHOTOS)
    others = torch.cat([texture(seed) for seed in range(100, 108)])
    features = Lite0Features(9)
    for maps in (lambda image: features(image)[FEATURE_MAPS], NaturalStatistics()):
        near, soft = set_distance(maps, photos, others), set_distance(maps, photos, blurred(others))
        assert abs(near) < 0.15 * soft
        grey = set_distance(maps, photos, others.mean(1, keepdim=True).expand_as(others))
        assert grey > 2 * abs(near)


def test_noise_is_noticed_too() -> None:
    generator = torch.Generator().manual_seed(0)
    noisy = figures([p + 0.1 * torch.randn(p.shape, generator=generator) for p in PHOTOS])
    assert noisy["kid_natural"] > 20
    assert noisy["kid_features"] > 20


def test_a_weave_in_flat_places_is_measured_and_costs_the_decoder_something() -> None:
    sky = torch.linspace(-0.5, 0.5, 192).expand(1, 3, 192, 192) + 0.01 * texture(0)
    columns = torch.arange(192) % 8
    weave = 0.03 * (columns < 4).float() - 0.015
    likeness = Likeness(Lite0Features(8))
    likeness.add(sky, sky + weave)
    assert likeness.figures()["weave"] > 3
    noise = 0.015 * torch.randn(sky.shape, generator=torch.Generator().manual_seed(0))  # as strong
    assert grid_error(sky + weave, sky) > 4 * grid_error(sky + noise, sky)
    assert grid_error(sky, sky) == 0
    rough = PHOTOS[0] * 2
    assert grid_error(rough + weave, rough) < 0.1 * grid_error(sky + weave, sky)  # texture hides it


def test_dots_along_an_edge_are_measured_and_cost_the_decoder_something() -> None:
    """What satisfies whoever asks for texture, and no kernel distance sees."""
    photo = PHOTOS[0]
    columns = torch.arange(192)
    for error, dots in ((repeat_error, columns % 4 < 2), (excess_error, columns % 2 < 1)):
        dotted = photo.clone()
        dotted[..., 96:100, :] += 0.3 * dots.float() - 0.15
        noisy = photo.clone()
        noisy[..., 96:100, :] += 0.15 * torch.randn(192, generator=torch.Generator().manual_seed(0)).sign()
        assert error(photo, photo) == 0
        assert error(blurred(photo), photo) < 0.1 * error(dotted, photo)  # less detail is another loss's affair
        if error is repeat_error:
            assert error(noisy, photo) < 0.7 * error(dotted, photo)
        likeness = Likeness(Lite0Features(8))
        likeness.add(photo, dotted)
        assert likeness.figures()[error.__name__.removesuffix("_error")] > 0.01


def test_a_picture_is_never_compared_with_its_own_photo() -> None:
    statistics, others = torch.randn(2, 300, 6, generator=torch.Generator().manual_seed(0))
    assert kernel_distance(statistics, statistics) == pytest.approx(0, abs=1e-9)
    assert kernel_distance(statistics, others) == pytest.approx(0, abs=0.3)
    assert kernel_distance(statistics, 2 * statistics) > 3


def test_a_picture_smaller_than_a_window_is_refused_and_does_not_count() -> None:
    small = torch.zeros(1, 3, WINDOW - 1, 200)
    with pytest.raises(ValueError, match="no window"):
        window_statistics(NaturalStatistics(), small, small)
    likeness = Likeness(Lite0Features(8))
    likeness.add(small, small)
    assert likeness.figures() == {}
