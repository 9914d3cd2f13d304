"""What all controllers begin with."""
