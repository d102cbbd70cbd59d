"""YAML files to frozen models that know their positions (stage 1)."""

from publisher.content.project import Project, load

__all__ = ["Project", "load"]
