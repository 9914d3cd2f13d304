"""Old photos: what is damaged, and how clear they are."""
