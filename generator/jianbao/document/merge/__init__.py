"""Importing again: what a person wrote and what import now writes become one text. Pure."""
