"""What pack.yaml and house-style.yaml may say: one model per part, read with line numbers."""
