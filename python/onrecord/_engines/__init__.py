"""What engines for more than one machine run: documents to nested rows, who is who over all of them, rows named anew.

`arrow` has the types that engines take, `nested` a document and all its rows as one row, `joining` what is
decided over all documents, `linked` the frames of an engine; `batches` and `parts` are for every other engine.
`onrecord.spark` and `onrecord.ray` put them together.
"""
