"""Search in Chinese: own bigrams with scope tokens, in SQLite's FTS5 or a tsvector of PostgreSQL. docs/decisions/0081."""
