"""Numbers and words of print, held against the data."""
