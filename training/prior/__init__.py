"""The token prior."""
