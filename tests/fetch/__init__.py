"""Fetching, from a server on this machine that answers as the real ones do."""
