"""One parser for each kind of cell: a value, and what is to be remarked about how it was read."""
