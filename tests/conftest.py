"""Tests need no display and never touch the user's own settings."""

from __future__ import annotations

import atexit
import os
import tempfile

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = tempfile.TemporaryDirectory(prefix="vqstudio-tests-", ignore_cleanup_errors=True)
atexit.register(_home.cleanup)
for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[variable] = tempfile.mkdtemp(prefix=f"{variable.lower()}-", dir=_home.name)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """pytest-qt's application is the program's own."""
    from vqstudio.ui.kit.application import Application  # only tests with a window have to wait for Qt

    return Application
