#!/usr/bin/env bash
# Prints the version, which vqstudio/__init__.py has and every package takes from here.
set -euo pipefail
sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$(dirname "$0")/../vqstudio/__init__.py"
