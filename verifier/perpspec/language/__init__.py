"""The expression language of specs: its tree, its kinds, its parser."""
