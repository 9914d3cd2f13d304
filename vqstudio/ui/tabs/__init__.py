"""The pages of the side panel, each with what works for it."""
