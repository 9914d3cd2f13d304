"""The tabs of the side panel, from the left. A new one is added here."""

from __future__ import annotations

from . import create, repair
from .adjust import tab as adjust
from .frame import tab as frame
from .restore import tab as restore
from .style import tab as style
from .tab import AnyTab

TABS: tuple[AnyTab, ...] = (repair.TAB, restore.TAB, style.TAB, frame.TAB, create.TAB, adjust.TAB)
