"""A question as data, and what can be said of it; nothing here asks anything."""
