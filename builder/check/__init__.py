"""The checks of `builder check`: problems of a publication with their locations, found without building it."""
