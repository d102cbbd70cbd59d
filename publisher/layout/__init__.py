"""Structure and style to pages with everything placed (stage 5)."""
