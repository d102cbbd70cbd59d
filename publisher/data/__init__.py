"""Pinned inputs to exact numbers with their origins (stage 2)."""
