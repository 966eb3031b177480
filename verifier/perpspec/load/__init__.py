"""From files to one resolved venue: read, validate, date, name."""
