"""A record for other programs, each format in a module.

pandas and Arrow (`tables`), DuckDB and Ibis (`databases`), SQLite, Hugging Face datasets (`batches`), spaCy, Web
Annotation (`annotations`), CSV (`flat`, and for Excel `spreadsheets`), Excel (`xlsx`), graphs, FollowTheMoney, TEI,
brat, and UIMA CAS.
"""
