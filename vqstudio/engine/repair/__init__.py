"""Holes and strips beside a photo, filled so that nobody sees it."""
