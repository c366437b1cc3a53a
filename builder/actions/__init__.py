"""The operations without a terminal: locate a publication, build its files, accept translations, start a new one.

Input: paths and options. Output: paths of the files written, or diagnostics. Nothing here prints.
"""
