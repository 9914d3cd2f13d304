"""The base of all controllers."""
