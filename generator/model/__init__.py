"""The programme office's own words, as frozen records. Nothing here reads, writes or draws."""
