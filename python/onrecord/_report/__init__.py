"""A report: one HTML file with everything in it, which opens from a file system, offline, in any current browser.

`data` packs an extraction, `build` puts it with `page.html`, `style.css` and `script.js` into one file.
"""
