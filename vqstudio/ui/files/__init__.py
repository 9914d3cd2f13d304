"""Opening, saving and exporting; open and recent photos."""
