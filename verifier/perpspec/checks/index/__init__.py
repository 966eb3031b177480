"""Checks of the index price."""
