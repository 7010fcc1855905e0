"""Findings about articles and about a built site. Pure."""
