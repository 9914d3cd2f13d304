"""Whatever does not depend on photos: widgets, theme, icons, translation, settings."""
