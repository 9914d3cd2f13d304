"""The photos that are open and their edits: what every widget shows and changes."""
