"""A report: one HTML file with everything in it, which opens from a file system, offline, in any current browser.

`asked` makes the record smaller, `data` packs it, and `build` puts it with the page, the style and the scripts of
`page/` into one file.
"""
