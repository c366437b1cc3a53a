"""Everything that can be wrong in a publication, with its place, without building it."""
