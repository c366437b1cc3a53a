"""Templates: what a Word or PowerPoint file offers to a build, and the file made ready to be written into."""
