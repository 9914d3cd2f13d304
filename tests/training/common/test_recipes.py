from __future__ import annotations

from pathlib import Path

import pytest

from training.common.recipes import BUNDLED, PriorRecipe, RepairRecipe, load_recipe, names
from training.common.schedules import RecipeError, Scheduled

FOLDER = Path("training") / "recipes"


@pytest.mark.parametrize("name", names())
def test_bundled_recipes_are_valid(name: str) -> None:
    assert load_recipe(name, BUNDLED[name]).schedule.steps > 0


def test_no_recipe_is_named_that_is_not_there() -> None:
    assert sorted(BUNDLED) == names()


@pytest.mark.parametrize(("name", "kind"), [("repair", RepairRecipe), ("prior", PriorRecipe)])
def test_heads_that_do_not_divide_the_channels_are_refused(name: str, kind: type[Scheduled], tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text((FOLDER / f"{name}.toml").read_text().replace("heads = 4", "heads = 7"))
    with pytest.raises(RecipeError, match=r"7 heads cannot share 1\d\d channels evenly"):
        load_recipe(str(tmp_path / "odd.toml"), kind)
