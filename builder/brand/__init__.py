"""Templates as their designers ask about them: what a file offers, what it lacks, and a branded pair of them."""
