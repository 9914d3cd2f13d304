"""The page for old and unclear photos."""
