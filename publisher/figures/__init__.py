"""Numbers and specification to figures, drawn at their page's size (stage 4)."""
