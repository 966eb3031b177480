"""Checks of feeds."""
