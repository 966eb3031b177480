"""What did the user write, and where? Text with places; what a spec is, is not known here."""
