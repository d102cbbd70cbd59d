"""Builds a paginated, checked briefing from YAML, data and figures."""
