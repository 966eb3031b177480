"""Checks of margins: what initial, maintenance, equity and withdrawal say together."""
