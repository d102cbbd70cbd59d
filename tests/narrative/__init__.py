"""Tests of the narrative (stage 3)."""
