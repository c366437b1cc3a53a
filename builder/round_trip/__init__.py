"""Edits made in Word and PowerPoint, back to the source: files are read, aligned with what a build prints now, and each
difference becomes an exact edit of the author's files, or is reported.
"""
