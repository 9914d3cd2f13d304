"""The page of styles: the gallery, previews, styles of one's own."""
