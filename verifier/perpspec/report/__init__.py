"""How is a report written: for people, for machines? Each format is a leaf that sees findings and outcomes alone."""
