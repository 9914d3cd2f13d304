import pytest
import torch

from training.common.optim import orthogonalise


@pytest.mark.parametrize("shape", [(24, 24), (16, 90), (90, 16)])
def test_orthogonalising_keeps_the_directions_of_a_matrix_and_evens_their_strengths(shape):
    matrix = torch.randn(*shape, generator=torch.Generator().manual_seed(1))
    u, strengths, v = torch.linalg.svd(matrix, full_matrices=False)
    found = u.t() @ orthogonalise(matrix) @ v.t()
    kept = strengths > 0.05 * strengths[0]
    assert ((found.diagonal()[kept] > 0.6) & (found.diagonal()[kept] < 1.25)).all()
    assert (found - torch.diag(found.diagonal())).abs().max() < 0.01
