"""Accessibility: readable with a screen reader, in print, from the back of a room.

WCAG 2.1 (1.1.1 non-text content, 1.4.3 contrast, 2.4.4 link purpose, 2.4.6 headings, 1.3.1 tables) and EN 301 549.
Meaning carried by colour alone cannot be detected here and is not checked.
"""
