"""YAML files to frozen models that know their positions (stage 1)."""
