"""Which subject a training photo has: clusters of photos that a network sees as alike, named by whoever looks at them.

``python -m training subjects`` writes a folder: ``clusters.csv`` with the cluster of every photo, a sheet of each
cluster, and ``names.toml``, in which the user names those that show one thing. Training reads the folder.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from pathlib import Path

from ..common.photos import DataError, PhotoFile

CLUSTERS, NAMES = "clusters.csv", "names.toml"
KEPT = 0.85
"""Share of a cluster's photos, the nearest to its centre, that have its name; the others have none."""


class Subjects:
    """``names`` of subjects, sorted, and which photo has which."""

    def __init__(self, names: Sequence[str], of_photos: dict[str, str]) -> None:
        self.names = tuple(names)
        number = {name: place for place, name in enumerate(self.names, 1)}
        self._numbers = {photo: number[name] for photo, name in of_photos.items()}

    def __len__(self) -> int:
        return len(self.names)

    def number(self, photo: PhotoFile) -> int:
        """From 1 on in ``names``; 0 for a photo without a subject."""
        return self._numbers.get(photo.key, 0)


def read_subjects(folder: Path) -> Subjects:
    """The subjects in a folder that ``training subjects`` wrote and somebody named. Raises DataError."""
    try:
        names = tomllib.loads((folder / NAMES).read_text(encoding="utf-8"))
        with (folder / CLUSTERS).open(encoding="utf-8", newline="") as file:
            rows = [(row["photo"], row["cluster"], float(row["rank"])) for row in csv.DictReader(file)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{folder} is no folder of subjects ({error}); make one with the command subjects.") from error
    named = {cluster: name for cluster, name in names.items() if name}
    if not named:
        raise DataError(f"No subject has a name; look at the sheets in {folder} and write names into {NAMES}.")
    of_photos = {photo: named[cluster] for photo, cluster, rank in rows if cluster in named and rank <= KEPT}
    return Subjects(sorted(set(named.values())), of_photos)
