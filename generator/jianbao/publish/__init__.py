"""Articles become a site. Pure."""
