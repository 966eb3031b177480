"""The catalogue: one folder for each topic, one file for each check.

A check is a module with a docstring (its page), ``CHECK`` and ``questions(spec)``. Its id is its path below this
folder: ``tiers/gap.py`` is ``tiers.gap``. A new check is found by being there.
"""
