"""The one door to z3."""
