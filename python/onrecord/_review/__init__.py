"""The review loop: what was found, out to an annotation tool, corrected by people, and back.

`gold` is the form in between, one plain object a document; `label_studio` and `prodigy` write it for these
tools and read it back; `evaluate` compares an extraction with it, `corrected` makes an extraction of it.
`decisions` are a line each, as people write them or fill in a `sheet`; `decide` applies them to a record.
"""
