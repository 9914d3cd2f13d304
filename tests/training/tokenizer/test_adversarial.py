from __future__ import annotations

import pytest
import torch
from torch import Tensor

from training.common.perceptual import Lite0Features
from training.tokenizer.adversarial import Discriminators, disturbed, prefers, roughness, texture_error
from training.tokenizer.adversary import Balance


@pytest.fixture(scope="module")
def features() -> Lite0Features:
    return Lite0Features(6)


def grass(seed: int) -> Tensor:
    return torch.randn(4, 3, 64, 64, generator=torch.Generator().manual_seed(seed)).clamp(-2, 2) * 0.3


def blurred(image: Tensor) -> Tensor:
    return torch.nn.functional.avg_pool2d(image, 3, 1, 1)


def test_discriminators_learn_to_prefer_photos_to_blurred_ones(features: Lite0Features) -> None:
    torch.manual_seed(0)
    channels = [m.shape[1] for m in features(torch.zeros(1, 3, 64, 64))]
    discriminators = Discriminators(channels, 16, (0, 2, 4, 6))
    optimizer = torch.optim.AdamW(discriminators.parameters(), 1e-3)

    def told_apart(seed: int) -> Tensor:
        photo = grass(seed)
        picture = blurred(photo)
        return prefers(discriminators(photo, features(photo)), discriminators(picture, features(picture)))

    before = float(told_apart(99).detach())
    for seed in range(25):
        optimizer.zero_grad()
        told_apart(seed).backward()
        optimizer.step()
    after = float(told_apart(99).detach())
    assert after < 0.6 * before
    assert before == pytest.approx(2 * 0.69, abs=0.4)  # a coin for the heads, another one for the patches


def test_preference_is_of_one_side_over_the_other() -> None:
    low, high = [torch.zeros(1, 1, 2, 2)] * 2, [torch.full((1, 1, 2, 2), 3.0)] * 2
    assert prefers(high, low) < 0.2 < 5 < prefers(low, high)


def test_roughness_is_how_much_an_answer_hangs_on_noise() -> None:
    image = grass(0)
    again = disturbed(image, torch.Generator().manual_seed(1))
    assert float((again - image).std() / image.std()) == pytest.approx(0.1, rel=0.1)
    calm, nervous = ([scale * image.mean(1, keepdim=True)] * 2 for scale in (1.0, 3.0))
    calm2, nervous2 = ([scale * again.mean(1, keepdim=True)] * 2 for scale in (1.0, 3.0))
    assert roughness(calm, calm) == 0
    assert float(roughness(nervous, nervous2)) == pytest.approx(9 * float(roughness(calm, calm2)), rel=1e-4)


def test_other_grass_has_the_texture_that_blurred_grass_lacks(features: Lite0Features) -> None:
    photo = grass(0)
    other, soft = grass(1), blurred(photo)
    assert float((other - photo).square().mean()) > 2 * float((soft - photo).square().mean())
    errors = [float(texture_error(features(image), features(photo))) for image in (photo, other, soft)]
    assert errors[0] == 0
    assert errors[1] < 0.9 * errors[2]


def test_the_balance_is_the_ratio_of_gradients_and_remembers() -> None:
    image = torch.zeros(3, requires_grad=True)
    others, ours = (4 * image).sum(), (2 * image).sum()
    balance = Balance()
    balance.compare(others, ours, image)
    assert balance.ratio == pytest.approx(2, rel=1e-4)
    balance.compare(others, 4 * ours, image)
    assert 0.5 < balance.ratio < 2
    again = Balance()
    again.load_state_dict(balance.state_dict())
    assert again.ratio == balance.ratio
