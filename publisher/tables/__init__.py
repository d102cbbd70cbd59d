"""Numbers and specification to tables of text (stage 4)."""
