"""What looks like mark-up and is not understood: it is printed with its signs, as ordinary characters.

The rules read the visible words of a text, where understood marks are gone. Signs written with a backslash, in code or
in an address are meant as signs and never reported.
"""
