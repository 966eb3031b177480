"""The documents: one pydantic model per section; the published JSON Schemas come from here."""
