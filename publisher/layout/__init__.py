"""Structure and style to pages with everything placed (stage 5)."""

from publisher.layout.flow import flow

__all__ = ["flow"]
