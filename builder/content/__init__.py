"""Read what authors wrote: a publication's folder to a `Publication`, or to all its problems.

Only this package opens a publication's files. It knows nothing of languages' rules, numbering or Office.
"""
