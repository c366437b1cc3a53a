"""One publication, many rows of values: the same files for each row, on this machine or on a cluster."""
