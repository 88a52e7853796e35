"""A record for other programs: pandas, Arrow, DuckDB, Ibis, Hugging Face datasets, spaCy, Web Annotation, Excel."""
