"""Stage 1, the designer's files."""
