"""What benchmarks/texture.py compares with."""
