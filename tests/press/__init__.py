"""Stage 8, sheets."""
