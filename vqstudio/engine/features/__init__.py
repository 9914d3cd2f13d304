"""One module for each kind of request, and the table of them."""
