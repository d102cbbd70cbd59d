"""Stage 1, the editor's files."""
