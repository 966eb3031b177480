"""The site of a venue: Markdown, drawings and a script, made from a spec and a report, which mkdocs builds."""
