"""Statements found again: a record made smaller by what is asked of it, words in their context, one flat table.

`actors` tells which actors a name means, `about` whom a content tells of, `subset` is `record.filter`, `asked` is what
others take as `record.filter` does, `concordance` is `record.search`, `table` is `record.table`.
"""
