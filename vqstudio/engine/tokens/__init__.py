"""Photos to tokens and back, and tokens that nobody knows yet."""
