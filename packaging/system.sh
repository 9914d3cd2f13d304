#!/usr/bin/env bash
# Installs the Debian packages that VQ Studio needs beside Python packages, as root or with passwordless sudo;
# where that is not possible, prints the one line to run. The environment variable PYTHON names the Python to use.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

missing=()
if ! command -v "$python" >/dev/null; then
    missing=(python3 python3-venv)
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "VQ Studio needs Python 3.11 or newer, $python is $("$python" -V 2>&1); choose one: make PYTHON=python3.12" >&2
    exit 1
else
    libraries=$("$python" -c 'from vqstudio.doctor import missing_libraries; print(*missing_libraries(x11=True))')
    read -ra missing <<<"$libraries"
    "$python" -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
fi
if [ "$(uname)" = Linux ] && [ -z "$(find /usr/share/fonts -name '*.[ot]tf' -print -quit 2>/dev/null)" ]; then
    missing+=(fonts-dejavu-core) # without any font Qt draws no letters
fi
[ ${#missing[@]} -gt 0 ] || exit 0

install=(apt-get install -y --no-install-recommends "${missing[@]}")
if ! command -v apt-get >/dev/null; then
    echo "VQ Studio needs system packages that are missing; their Debian names are: ${missing[*]}" >&2
    exit 0 # the names differ elsewhere, and what is there may do
fi
echo "Installing system packages: ${missing[*]}"
if [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${install[@]}" >/dev/null
elif sudo -n true 2>/dev/null; then
    sudo apt-get update -qq
    sudo DEBIAN_FRONTEND=noninteractive "${install[@]}" >/dev/null
else
    echo "They cannot be installed without a password. Please run this line, then make again:" >&2
    echo "    sudo ${install[*]}" >&2
    exit 1
fi
# A Python that was only just installed can now say which libraries it misses.
[ "${missing[0]}" != python3 ] || exec bash packaging/system.sh
