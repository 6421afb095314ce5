"""Which captures are one article, which articles tell one story, and which changes are real edits."""
