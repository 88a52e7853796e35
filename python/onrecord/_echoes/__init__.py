"""Echoes: statements that report the same words, or the same act of speaking, in several articles.

`words` turns contents into words that can be compared, `grouping` finds which statements are one, `versions`
says what each did to the words, `view` lays them side by side.
"""
