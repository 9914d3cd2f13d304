"""Start of the packaged program."""

import sys

from vqstudio.__main__ import main

sys.exit(main())
