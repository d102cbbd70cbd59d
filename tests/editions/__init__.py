"""Whole editions: their life, their overrides, their pages."""
