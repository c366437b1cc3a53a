"""The rules, a module or a package for each group. Each module has a tuple `RULES`; `registry` puts them in order."""
