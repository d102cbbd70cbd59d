"""The designer's YAML to frozen styles in points (stage 1)."""

from publisher.styles.load import check_names, load

__all__ = ["check_names", "load"]
