"""Structure and style to pages with everything placed (stage 5)."""

from publisher.layout.dump import pages_text
from publisher.layout.flow import flow

__all__ = ["flow", "pages_text"]
