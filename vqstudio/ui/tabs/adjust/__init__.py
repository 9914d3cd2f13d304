"""The page for light and colours."""
