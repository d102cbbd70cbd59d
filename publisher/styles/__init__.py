"""The designer's YAML to frozen styles in points (stage 1)."""
