"""Photos to tokens and back, and new tokens drawn by the prior."""
