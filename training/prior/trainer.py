"""Trains the token prior on the tokens of photos, and measures it against guesses without a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scipy import ndimage
from torch import Tensor

from vqstudio.engine.tokens.create import SAMPLING, TOLD
from vqstudio.engine.tokens.prior import GUIDANCE, fill, guided

from ..common.data import Crops
from ..common.photos import Photos, find_photos, hold_out
from ..common.prior_recipes import PriorRecipe
from ..common.run import Run, Trainer
from ..common.schedules import RecipeError
from ..common.sheets import save_sheet
from ..packs.weights import matching, other_network
from ..tokenizer.weights import load_tokenizer, tokens_of
from .masks import hidden_tokens
from .network import TokenPrior
from .subjects import Subjects
from .weights import load_prior

SHEET_CROPS = 8
SILENT = 0.15
"""Share of the crops whose subject is not told: guidance needs both (Ho and Salimans 2022)."""
OFTEN = 3
"""How often a photo with a subject is drawn for one without."""
EACH = 4
"""Pictures of each subject in the sheet of subjects."""
HELD_OUT_CROPS, HELD_OUT_SEED, HELD_OUT_MASKS = 96, 1, 2
"""Number and seed of the crops for the figures, the same in every run, and the number of masks for each."""


class PriorTrainer(Trainer):
    """``tokenizer`` is the photo pack whose tokens the prior learns to guess; ``subjects`` says what photos show."""

    recipe: PriorRecipe
    model: TokenPrior
    crops: Crops

    def __init__(
        self,
        recipe: PriorRecipe,
        tokenizer: Path,
        data: Path | Sequence[Path],
        seed: int = 0,
        subjects: Subjects | None = None,
    ) -> None:
        if subjects:
            recipe = recipe.model_copy(update={"model": recipe.model.model_copy(update={"subjects": subjects.names})})
        self.recipe, self.seed, self.subjects = recipe, seed, subjects
        schedule = recipe.schedule
        token_recipe, self.tokenizer = load_tokenizer(tokenizer)
        self.tokenizer.requires_grad_(False)
        if schedule.crop % token_recipe.model.stride:
            raise RecipeError(
                f"Crops of {schedule.crop} px hold no whole number of {token_recipe.model.stride}-px cells."
            )
        trained, held_out = hold_out(find_photos(data, schedule.crop))
        often = [OFTEN if subjects and subjects.number(photo) else 1 for photo in trained]
        chosen = [number for number, times in enumerate(often) for _ in range(times)]
        self.crops = Crops(Photos(trained), schedule.crop, seed, schedule.max_shrink, chosen=chosen)
        self.held_out = Crops(Photos(held_out), schedule.crop, HELD_OUT_SEED, schedule.max_shrink)
        torch.manual_seed(seed)
        self.model = TokenPrior(self.tokenizer.quantizer.codebook, recipe.model)
        self.onlookers = (self.tokenizer,)
        self.conditions = {"--tokenizer": tokens_of(tokenizer)}

    def start_from(self, pack: Path) -> None:
        recipe, theirs = load_prior(pack)
        known = recipe.model.subjects
        same = recipe.model.model_copy(update={"subjects": self.recipe.model.subjects})
        if same != self.recipe.model or known not in ((), self.recipe.model.subjects):
            raise other_network(pack)  # weights do not tell dilations, heads and subjects
        self.model.load_state_dict(matching(theirs, self.model, pack, grown=("subjects.",)))

    def prepare(self, step: int, crops: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Crops, which of their tokens are hidden, bool (B, h, w), and what :meth:`told` says of them."""
        rng = self.rng(step)
        hidden = self._hide(crops, rng)
        first = (step * self.world + self.rank) * len(crops)
        subject, heights = self.told(self.crops, range(first, first + len(crops)))
        subject[torch.from_numpy(rng.random(len(crops)) < SILENT)] = 0
        return crops, hidden, subject.to(crops.device), heights.to(crops.device)

    def told(self, crops: Crops, numbers: Sequence[int]) -> tuple[Tensor, Tensor]:
        """Subjects int64 (N,) of crops, and where in their photos the rows of tokens lie, float32 (N, h)."""
        rows = self.recipe.schedule.crop // self.tokenizer.stride
        centres = (torch.arange(rows) + 0.5) / rows
        subjects, heights = [], []
        for number in numbers:
            plan = crops.plan(number)
            photo = crops.photos.files[plan.photo]
            subjects.append(self.subjects.number(photo) if self.subjects else 0)
            heights.append(2 * (plan.y + centres * plan.side) / photo.height - 1)
        return torch.tensor(subjects), torch.stack(heights)

    def step(self, run: Run, batch: tuple[Tensor, Tensor, Tensor, Tensor]) -> dict[str, float]:
        crops, hidden, subject, heights = batch
        with run.autocast():
            tokens = self.tokens_of(crops)
        logits = run.model(tokens.masked_fill(hidden, self.model.codes), hidden, subject, heights)
        loss = F.cross_entropy(logits.float(), tokens[hidden])
        return run.descend(loss, {"cross_entropy": loss, "hidden": hidden.float().mean()})

    @torch.no_grad()
    def tokens_of(self, crops: Tensor) -> Tensor:
        """The nearest codes of crops (B, 3, H, W), without dither: int64 (B, h, w)."""
        return self.tokenizer.quantizer(self.tokenizer.encoder(crops).float()).indices

    def _hide(self, crops: Tensor, rng: np.random.Generator) -> Tensor:
        side = crops.shape[-1] // self.tokenizer.stride
        hidden = np.stack([hidden_tokens(side, rng) for _ in crops])
        return torch.from_numpy(hidden).to(crops.device)

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Figures on held-out photos. Rows of the sheet: the known part, filled by the prior, all tokens decoded."""
        average: TokenPrior = run.average  # type: ignore[assignment]
        crops = self.held_out.batch(range(SHEET_CROPS)).to(run.fabric.device)
        tokens = self.tokens_of(crops)
        hidden = torch.zeros_like(tokens, dtype=torch.bool)
        side = tokens.shape[1]
        hidden[: SHEET_CROPS // 2, :, side // 2 :] = True
        hidden[SHEET_CROPS // 2 : -2, side // 4 : -side // 4, side // 4 : -side // 4] = True
        hidden[-2:] = True
        filled = drawn_anew(average, tokens, hidden, self.seed)
        cut = F.interpolate(hidden[:, None].float(), crops.shape[2:])
        decoded = [self.tokenizer.decoder(self.tokenizer.quantizer.look_up(t)) for t in (filled, tokens)]
        save_sheet([decoded[1] * (1 - cut) + cut, decoded[0], decoded[1]], sheet)
        if self.subjects:
            self._show_subjects(average, tokens[:EACH], sheet.with_stem(f"{sheet.stem}-subjects"))
        return self.held_out_figures(average)

    def _show_subjects(self, prior: TokenPrior, grids: Tensor, sheet: Path) -> None:
        """A row of pictures from nothing for each subject."""
        everything = torch.ones_like(grids, dtype=torch.bool)
        numbers = range(1, len(self.recipe.model.subjects) + 1)
        drawn = [drawn_anew(prior, grids, everything, self.seed, number) for number in numbers]
        look_up = self.tokenizer.quantizer.look_up
        save_sheet([self.tokenizer.decoder(look_up(tokens)) for tokens in drawn], sheet)

    @torch.no_grad()
    def held_out_figures(self, prior: TokenPrior) -> dict[str, float]:
        """Mean nats per hidden token of held-out photos: of ``prior``, of the frequencies of all their codes (the
        unigram), and of a mixture of these and the nearest known token, with the best share for it. If photos have
        subjects, those of ``prior`` when it is told them, too.
        """
        device = self.tokenizer.quantizer.codebook.device
        crops = self.held_out.batch(range(HELD_OUT_CROPS)).to(device).repeat(HELD_OUT_MASKS, 1, 1, 1)
        hidden = self._hide(crops, np.random.default_rng(HELD_OUT_SEED))
        tokens = torch.cat([self.tokens_of(part) for part in crops[:HELD_OUT_CROPS].split(8)]).repeat(
            HELD_OUT_MASKS, 1, 1
        )
        told = self.told(self.held_out, [*range(HELD_OUT_CROPS)] * HELD_OUT_MASKS)
        losses: dict[str, float] = {}
        for grid, gone, subject, heights in zip(*(t.split(8) for t in (tokens, hidden, *told)), strict=True):
            seen = grid.masked_fill(gone, prior.codes)
            spoken = {"cross_entropy": torch.zeros_like(subject), **({"told": subject} if self.subjects else {})}
            for name, said in spoken.items():
                logits = prior(seen, gone, said.to(device), heights.to(device))
                loss = float(F.cross_entropy(logits.float(), grid[gone], reduction="sum"))
                losses[name] = losses.get(name, 0.0) + loss
        count = torch.bincount(tokens.flatten(), minlength=prior.codes).double()
        frequency = (count / count.sum()).cpu().numpy()
        wanted = tokens[hidden].cpu().numpy()
        copied = nearest_known(tokens.cpu().numpy(), hidden.cpu().numpy()) == wanted
        shares = np.linspace(0, 0.95, 20)[:, None]
        mixtures = -np.log(shares * copied + (1 - shares) * frequency[wanted]).mean(1)
        return {
            **{name: loss / len(wanted) for name, loss in losses.items()},
            "unigram": float(-np.log(frequency[wanted]).mean()),
            "copy": float(mixtures.min()),
        }


def nearest_known(tokens: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """For each hidden token (B, h, w), in order, the nearest known one of its grid; -1 in a grid without any."""
    guesses = []
    for grid, gone in zip(tokens, hidden, strict=True):
        if gone.all():
            guesses.append(np.full(gone.sum(), -1))
            continue
        rows, columns = ndimage.distance_transform_edt(gone, return_distances=False, return_indices=True)
        guesses.append(grid[rows[gone], columns[gone]])
    return np.concatenate(guesses)


@torch.no_grad()
def drawn_anew(prior: TokenPrior, tokens: Tensor, hidden: Tensor, seed: int, subject: int = 0) -> Tensor:
    """The hidden tokens (B, h, w) as the application would draw them, of whole pictures of a subject (0 for none)."""
    rows, device = tokens.shape[1], tokens.device
    heights = (2 * (torch.arange(rows, device=device) + 0.5) / rows - 1)[None]

    def of(grid: np.ndarray, cells: np.ndarray, number: int) -> np.ndarray:
        said = torch.tensor([number], device=device)
        features = prior.look(torch.from_numpy(grid).to(device), said, heights).flatten(0, 2)
        return prior.score(features[torch.from_numpy(cells).to(device)]).float().cpu().numpy()

    def logits(grid: np.ndarray, cells: np.ndarray) -> np.ndarray:
        plain = of(grid, cells, 0)
        return guided(plain, of(grid, cells, subject), GUIDANCE) if subject else plain

    pairs = zip(tokens.cpu().numpy(), hidden.cpu().numpy(), strict=True)
    # Each has a seed of its own; otherwise all empty grids would become the same picture.
    sampling = TOLD if subject else SAMPLING
    grids = [
        fill(logits, prior.codes, grid, gone, seed + number, sampling) for number, (grid, gone) in enumerate(pairs)
    ]
    return torch.from_numpy(np.stack(grids)).to(device)
