"""The views of a publication: from a state to blocks of HTML."""
