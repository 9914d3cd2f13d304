"""A batch on a Dask cluster with the bundled packs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from vqstudio.cli import main


def test_a_batch_runs_on_the_workers_of_a_cluster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    distributed = pytest.importorskip("distributed")
    (tmp_path / "photos").mkdir()
    for number in range(2):
        Image.effect_noise((64, 48), 60).convert("RGB").save(tmp_path / "photos" / f"{number}.png")
    (tmp_path / "photos" / "broken.png").write_bytes(b"no picture")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        arguments = ["--style", "pencil", "--scheduler", cluster.scheduler_address]
        batch = ["batch", str(tmp_path / "photos"), "-o", str(tmp_path / "out"), *arguments]
        assert main(batch, lambda: pytest.fail("no photo is edited here")) == 1
        assert "2 photos done, 1 failed" in capsys.readouterr().out
        assert cluster.scheduler.transition_counter > 0  # tasks went through it
        assert main(batch, lambda: pytest.fail("no photo is edited here")) == 1
        assert "0 photos done, 2 done before, 1 failed" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0.png", "1.png"]
