"""Kinds of arrays, for signatures: NumPy's types say what the numbers are, these names what they mean."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Rgb8 = npt.NDArray[np.uint8]
"""(H, W, 3) RGB or (H, W, 4) RGBA with straight alpha, 0..255."""

Rgb16 = npt.NDArray[np.uint16]
"""The same in 16 bits, 0..65535."""

Alpha8 = npt.NDArray[np.uint8]
"""(H, W): 0 is not selected, 255 fully."""

Selection = npt.NDArray[np.bool_]
"""(H, W): true is selected."""
