"""The declared columns of every input: what a heading means, and what its cells may hold."""
