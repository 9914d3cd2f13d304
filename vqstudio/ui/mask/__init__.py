"""What paints and selects, and commands of the mask."""
