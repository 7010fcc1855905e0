"""A newspaper page becomes articles. Pure."""
