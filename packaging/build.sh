#!/usr/bin/env bash
# Builds dist/vqstudio, a folder that runs anywhere (PyInstaller onedir); on macOS also "dist/VQ Studio.app".
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHON=${PYTHON:-python3}
bash packaging/system.sh

# An environment of its own: the CPU runtime instead of the CUDA one, and nothing of the training tools.
venv=build/venv
[ -x "$venv/bin/python" ] || [ -x "$venv/Scripts/python" ] || "$PYTHON" -m venv "$venv"
[ -x "$venv/bin/python" ] && python=$venv/bin/python || python=$venv/Scripts/python
requirements=$("$python" packaging/requirements.py)
"$python" -m pip install --quiet pyinstaller -r <(echo "$requirements")
rm -rf dist/vqstudio
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller packaging/vqstudio.spec
# A Python that was built from source brings its symbols along, 25 MB. Wheels do not survive being stripped.
if [ "$(uname)" = Linux ] && command -v strip >/dev/null; then
    find dist/vqstudio/_internal \( -name 'libpython*.so*' -o -path '*/lib-dynload/*.so' \) -type f \
        -exec strip --strip-unneeded {} +
fi
du -sm dist/vqstudio
