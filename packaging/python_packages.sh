#!/usr/bin/env bash
# Makes the wheel and the sdist in dist/.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=build/hatch
[ -d "$venv" ] || "${PYTHON:-python3}" -m venv "$venv"
[ -x "$venv/bin/python" ] && python=$venv/bin/python || python=$venv/Scripts/python
"$python" -m pip install --quiet 'hatchling>=1.25'
# The same time in every build, that of the last commit, makes the same files of the same source.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 1700000000)
export SOURCE_DATE_EPOCH
"$python" -m hatchling build -d dist
