"""Checks of the mark price."""
