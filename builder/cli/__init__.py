"""The command line: parse, call one function of `actions`, print. Nothing is decided here."""
