"""Whether every library that the package's libraries are linked with is in it, or comes with Windows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

OBJDUMP = "x86_64-w64-mingw32-objdump"
NAMES = """
    advapi32 authz bcrypt bcryptprimitives cfgmgr32 comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dbghelp dcomp
    dnsapi dwmapi dwrite dxgi gdi32 icuuc imm32 iphlpapi kernel32 mpr msvcrt ncrypt netapi32 ntdll ole32 oleaut32
    opengl32 powrprof propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore
    user32 userenv uxtheme version winhttp winmm ws2_32 wtsapi32
"""
WINDOWS = frozenset(NAMES.split())
"""Libraries of every Windows 10, without their suffix."""


def imports_of(file: Path) -> set[str]:
    """The names, in lower case, of the libraries that ``file`` is linked with."""
    told = subprocess.run([OBJDUMP, "-p", str(file)], check=True, capture_output=True, text=True).stdout
    return {name.lower() for name in re.findall(r"DLL Name: (\S+)", told)}


def missing(folder: Path) -> dict[str, list[str]]:
    """Libraries that neither ``folder`` nor Windows has, each with the files that need it."""
    files = [path for path in folder.rglob("*") if path.suffix.lower() in (".dll", ".pyd", ".exe")]
    there = {path.name.lower() for path in files}
    lacking: dict[str, list[str]] = {}
    for file in files:
        for name in imports_of(file) - there:
            if name.removesuffix(".dll") not in WINDOWS and not name.startswith(("api-ms-win-", "ext-ms-win-")):
                lacking.setdefault(name, []).append(file.name)
    return lacking
