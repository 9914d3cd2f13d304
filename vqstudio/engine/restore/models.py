"""The graphs of a photo pack that restoring uses, each opened when it is first used."""

from __future__ import annotations

from functools import cached_property

from ..packs.pack import PackInfo
from .clarity import CLARITY, ENLARGE, Clarity, Meter
from .finder import DamageFinder


class RestoreModels:
    """Each raises PackError if the pack has none or it cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._pack, self._providers = pack, providers

    @cached_property
    def finder(self) -> DamageFinder:
        return DamageFinder(self._pack, self._providers)

    @cached_property
    def clarity(self) -> Clarity:
        return Clarity(self._pack, CLARITY, self._providers)

    @cached_property
    def enlarging(self) -> Clarity:
        return Clarity(self._pack, ENLARGE, self._providers)

    @cached_property
    def meter(self) -> Meter:
        return Meter(self._pack, self._providers)
