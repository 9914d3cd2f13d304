"""What knows nothing of photos: widgets, theme, icons, words, settings."""
