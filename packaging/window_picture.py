"""Takes a picture of an X display and says whether a window is on it: window_picture.py DISPLAY PNG."""

import sys

import numpy as np
from PIL import ImageGrab

picture = ImageGrab.grab(xdisplay=sys.argv[1]).convert("RGB")
picture.save(sys.argv[2])
shown = np.asarray(picture)
colours = len(np.unique(shown.reshape(-1, 3), axis=0))
print(f"the window shows {colours} colours")
sys.exit(0 if shown.std() > 20 and colours > 1000 else "the window is blank")
