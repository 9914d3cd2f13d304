"""The style decoder and its styles."""
