"""The command line: one file for each verb. Nothing heavy is imported before the verb that needs it runs."""

from .command import main

__all__ = ["main"]
