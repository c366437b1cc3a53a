"""Templates: facts of a Word or PowerPoint file for a build, and the file prepared for writing."""
