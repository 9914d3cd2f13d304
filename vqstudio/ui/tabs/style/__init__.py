"""The page of styles: the gallery, previews, the user's own styles."""
