from __future__ import annotations

import torch
import torch.nn.functional as F

from training.tokenizer.quantizer import Quantizer, usage


def test_each_vector_gets_the_entry_at_the_smallest_euclidean_distance() -> None:
    torch.manual_seed(0)
    quantizer = Quantizer(size=50, dim=6)
    z = torch.randn(2, 6, 5, 7)
    result = quantizer(z)
    unit = F.normalize(z, dim=1).permute(0, 2, 3, 1).reshape(-1, 6)
    expected = torch.cdist(unit, quantizer.codebook).argmin(1).view(2, 5, 7)
    assert torch.equal(result.indices, expected)
    assert torch.allclose(result.z_q, quantizer.look_up(expected), atol=1e-6)


def test_tokens_are_the_same_under_autocast() -> None:
    torch.manual_seed(0)
    quantizer = Quantizer(size=512, dim=8)
    z = torch.randn(1, 8, 32, 32)
    plain = quantizer(z, 0.2, 1, torch.Generator().manual_seed(1))
    with torch.autocast("cpu", torch.bfloat16):
        mixed = quantizer(z, 0.2, 1, torch.Generator().manual_seed(1))
    assert torch.equal(mixed.indices, plain.indices)


def test_gradient_passes_straight_through_to_the_latents() -> None:
    quantizer = Quantizer(size=10, dim=4)
    z = F.normalize(torch.randn(1, 4, 3, 3), dim=1).requires_grad_()
    weight = torch.randn(1, 4, 3, 3)
    (F.normalize(z, dim=1) * weight).sum().backward()
    direct = z.grad.clone()
    z.grad = None
    (quantizer(z).z_q * weight).sum().backward()
    assert torch.allclose(z.grad, direct, atol=1e-6)


def test_dither_makes_a_flat_area_between_two_codes_a_mixture_whose_mean_is_nearer() -> None:
    quantizer = Quantizer(size=2, dim=2)
    angles = torch.tensor([-0.1, 0.1])
    quantizer.codebook.copy_(torch.stack([angles.cos(), angles.sin()], 1))
    z = torch.tensor([1.0, 0.03]).view(1, 2, 1, 1).expand(1, 2, 40, 40)
    plain = quantizer(z)
    dithered = quantizer(z, 0.2, generator=torch.Generator().manual_seed(0))
    assert len(plain.indices.unique()) == 1
    assert len(dithered.indices.unique()) == 2
    wanted = F.normalize(z, dim=1).mean((0, 2, 3))
    errors = [(quantizer.look_up(q.indices).mean((0, 2, 3)) - wanted).norm() for q in (plain, dithered)]
    assert errors[1] < 0.3 * errors[0]


def test_feedback_brings_the_mean_of_a_flat_area_home_where_dither_leaves_a_bias() -> None:
    """Two codes, one much nearer than the other: symmetric noise hardly ever reaches the far one."""
    quantizer = Quantizer(size=2, dim=2)
    angles = torch.tensor([-0.1, 0.5])
    quantizer.codebook.copy_(torch.stack([angles.cos(), angles.sin()], 1))
    z = torch.tensor(0.05).cos().item(), torch.tensor(0.05).sin().item()
    flat = torch.tensor(z).view(1, 2, 1, 1).expand(1, 2, 40, 40)

    def error(feedback: int) -> float:
        found = quantizer(flat, 0.2, feedback, torch.Generator().manual_seed(0))
        return float((quantizer.look_up(found.indices) - flat).mean((0, 2, 3)).norm())

    assert error(2) < 0.8 * error(0)


def test_updates_pull_the_codebook_onto_clusters_and_revive_dead_codes() -> None:
    torch.manual_seed(0)
    generator = torch.Generator().manual_seed(0)
    centres = F.normalize(torch.randn(16, 8), dim=1)
    quantizer = Quantizer(size=16, dim=8)
    quantizer.codebook.copy_(F.normalize(torch.randn(1, 8), dim=1).expand(16, 8))  # collapsed: all codes alike
    quantizer.cluster_sum.copy_(quantizer.codebook)
    revived = 0
    for _ in range(800):
        vectors = F.normalize(centres[torch.randint(16, (64,))] + 0.05 * torch.randn(64, 8), dim=1)
        z = vectors.view(1, 8, 8, 8).permute(0, 3, 1, 2)
        revived += quantizer.update(z, quantizer(z).indices, generator)
    closeness = (centres @ quantizer.codebook.t()).max(dim=1).values
    assert revived > 0
    assert (closeness > 0.97).float().mean() > 0.8  # one code held all sixteen clusters before


def test_initialisation_from_data_uses_every_code() -> None:
    torch.manual_seed(0)
    quantizer = Quantizer(size=32, dim=4)
    data = F.normalize(torch.randn(2000, 4), dim=1)
    quantizer.initialise(data, torch.Generator().manual_seed(0))
    counts = torch.bincount(quantizer.nearest(data), minlength=32)
    assert usage(counts)[0] == 1.0


def test_usage_of_an_even_distribution() -> None:
    share, perplexity = usage(torch.tensor([5, 5, 5, 5, 0, 0, 0, 0]))
    assert share == 0.5
    assert abs(perplexity - 4) < 1e-4
