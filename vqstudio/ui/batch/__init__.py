"""Many photos, one after another."""
