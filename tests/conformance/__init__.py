"""Outside judges of finished files; run by ``make conformance``."""
