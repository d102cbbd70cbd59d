"""Prose and numbers to the document's structure (stage 3)."""
