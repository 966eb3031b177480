"""Checks of tier tables."""
