"""What the tool does, without a terminal: locate a publication, build its files, check it, start a new one.

Input: paths and choices. Output: paths of files written, or diagnostics. Nothing here prints.
"""
