"""Preflight: finished files judged, ours and strangers'."""
