"""Typography that the builder cannot correct, or leaves alone because it was typed on purpose.

What an author types plainly (straight quotes, plain spaces, three full stops) is set by the builder and never reported.
"""
