"""One module for each thing that can be asked of the engine, and the table of them."""
