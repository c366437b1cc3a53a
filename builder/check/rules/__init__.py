"""The rules, a module or a package for each group. Each has a tuple `RULES`; `registry` puts them in order."""
