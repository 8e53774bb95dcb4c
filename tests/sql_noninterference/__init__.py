"""Generated SQL scripts, run on SQLite and DuckDB: when changing only the nationality changes a score, the labels of
that score have to say so."""
