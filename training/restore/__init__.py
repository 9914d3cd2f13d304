"""Old photos: finding what is damaged."""
