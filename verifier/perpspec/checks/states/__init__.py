"""Checks of the states of a venue."""
