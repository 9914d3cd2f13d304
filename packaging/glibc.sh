#!/usr/bin/env bash
# Prints the oldest glibc that the libraries of dist/vqstudio run with.
set -euo pipefail
grep -rhoaE 'GLIBC_2\.[0-9]+' "$(dirname "$0")/../dist/vqstudio" | sort -Vu | tail -1 | sed 's/GLIBC_//'
