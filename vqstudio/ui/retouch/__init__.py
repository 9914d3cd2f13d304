"""Brushes that change the photo itself: clone, heal, and bring back what was there."""
