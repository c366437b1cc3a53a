"""One module a rule, or a family of rules that share what they look at."""
