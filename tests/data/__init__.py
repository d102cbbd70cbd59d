"""Stage 2: from the pinned cell to the exact number."""
