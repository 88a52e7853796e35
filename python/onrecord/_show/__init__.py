"""What people see of an extraction: in a notebook, in a saved page, in a terminal.

Views are pure functions from rows to HTML or to styled text. Every fragment of an article is escaped, styles
are inline, and no view needs a script, a network or a style sheet.
"""
