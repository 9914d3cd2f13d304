"""Old and poor photos: damage is found; noise, compression and blur are taken away; small ones are enlarged."""
