"""Find the passages of a publication in its files, and change them there: exact characters, every other byte kept."""
