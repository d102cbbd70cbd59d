"""Placed pages and structure to a PDF file (stage 6)."""
