"""The page that crops, extends, turns and resizes."""
