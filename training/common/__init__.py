"""What every training has in common, and knows no network of ours."""
