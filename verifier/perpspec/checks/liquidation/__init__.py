"""Checks of liquidation: its trigger, its price, its fee and the order of losses."""
