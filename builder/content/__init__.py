"""Read what authors wrote: a publication's folder to a `Publication`, or to everything that is wrong with it.

Only this package opens a publication's files. Not here: languages' rules, numbering, anything of Office.
"""
