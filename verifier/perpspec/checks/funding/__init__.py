"""Checks of the funding rate, its cap and its interval."""
